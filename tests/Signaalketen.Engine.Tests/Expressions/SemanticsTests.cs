using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>
/// The tables of the specification on what operators mean (DMN 1.5, clause 10.3.2.13), each as a whole: every pair of types that a table names has the result
/// that the table gives it, and every other pair is null.
/// </summary>
public class SemanticsTests
{
    private const string Number = "number", Text = "string", Truth = "boolean", Day = "date", Clock = "time", Moment = "date and time",
        Days = "days and time duration", Months = "years and months duration";

    private static readonly (string Type, string Value)[] Samples =
    [
        (Number, "5"), (Text, "\"vijf\""), (Truth, "true"), (Day, "@\"2027-01-04\""), (Clock, "@\"09:30:00\""), (Moment, "@\"2027-01-04T09:30:00Z\""),
        (Days, "@\"P2DT3H\""), (Months, "@\"P1Y2M\""), ("list", "[1]"), ("context", "{step: 1}"), ("range", "[1..2]"), ("function", "abs"), ("null", "null"),
    ];

    // A day beside a moment is midnight in UTC there, which is told elsewhere.
    private static bool DayBesideMoment(string left, string right) => (left, right) is (Day, Moment) or (Moment, Day);

    [Fact]
    public void Semantics_of_conjunction_and_disjunction()
    {
        foreach (var (left, right) in from left in new[] { "true", "false", "null", "5", "\"true\"" } from right in new[] { "true", "false", "null", "5", "\"true\"" } select (left, right))
        {
            var conjunction = left == "false" || right == "false" ? "false" : left == "true" && right == "true" ? "true" : "null";
            var disjunction = left == "true" || right == "true" ? "true" : left == "false" && right == "false" ? "false" : "null";
            Assert.Equal((left, right, conjunction), (left, right, Given.Value($"{left} and {right}").ToString()));
            Assert.Equal((left, right, disjunction), (left, right, Given.Value($"{left} or {right}").ToString()));
        }
    }

    [Fact]
    public void Semantics_of_negation()
    {
        foreach (var (type, value) in Samples)
            Assert.Equal((type, type == Truth ? "false" : "null"), (type, Given.Value($"not({value})").ToString()));
    }

    [Fact]
    public void General_semantics_of_equality_and_inequality() => Each((left, right) =>
    {
        var same = left.Type == right.Type;
        var equal = same ? "true" : left.Type == "null" || right.Type == "null" ? "false" : "null";
        return [("=", equal), ("!=", equal switch { "true" => "false", "false" => "true", _ => "null" })];
    });

    [Fact]
    public void Semantics_of_order() => Each((left, right) =>
    {
        var ordered = left.Type == right.Type && left.Type is Number or Text or Day or Clock or Moment or Days or Months;
        return [("<", ordered ? "false" : "null"), ("<=", ordered ? "true" : "null"), (">", ordered ? "false" : "null"), (">=", ordered ? "true" : "null")];
    });

    [Fact]
    public void Semantics_of_addition_and_subtraction() => EachType(
        (left, right) => (left, right) switch
        {
            (Number, Number) or (Text, Text) or (Days, Days) or (Months, Months) => left,
            (Day or Moment, Days or Months) or (Clock, Days) => left,
            (Days or Months, Day or Moment) or (Days, Clock) => right,
            _ => "null",
        },
        (left, right) => (left, right) switch
        {
            (Number, Number) or (Days, Days) or (Months, Months) => left,
            (Day, Day) or (Moment, Moment) or (Clock, Clock) => Days,
            (Day or Moment, Days or Months) or (Clock, Days) => left,
            _ => "null",
        }, "+", "-");

    [Fact]
    public void Semantics_of_multiplication_and_division() => EachType(
        (left, right) => (left, right) switch
        {
            (Number, Number) => Number,
            (Days or Months, Number) => left,
            (Number, Days or Months) => right,
            _ => "null",
        },
        (left, right) => (left, right) switch
        {
            (Number, Number) or (Days, Days) or (Months, Months) => Number,
            (Days or Months, Number) => left,
            _ => "null",
        }, "*", "/");

    [Fact]
    public void Semantics_of_exponentiation_and_of_the_sign()
    {
        foreach (var (left, right) in Pairs())
            Assert.Equal((left.Type, right.Type, left.Type == Number && right.Type == Number ? Number : "null"), (left.Type, right.Type, Given.Value($"{left.Value} ** {right.Value}").TypeName));
        foreach (var (type, value) in Samples)
            Assert.Equal((type, type is Number or Days or Months ? type : "null"), (type, Given.Value($"-{value}").TypeName));
    }

    [Fact]
    public void Semantics_of_if_takes_the_first_branch_for_true_alone()
    {
        foreach (var (type, value) in Samples)
            Assert.Equal((type, type == Truth ? "1" : "2"), (type, Given.Value($"if {value} then 1 else 2").ToString()));
    }

    [Fact]
    public void Semantics_of_quantified_expressions_are_those_of_conjunction_and_disjunction()
    {
        foreach (var (left, right) in from left in new[] { "true", "false", "null" } from right in new[] { "true", "false", "null" } select (left, right))
        {
            Given.Same($"{left} and {right}", $"every x in [{left}, {right}] satisfies x");
            Given.Same($"{left} or {right}", $"some x in [{left}, {right}] satisfies x");
        }
    }

    [Theory]
    [InlineData("5 between 1 and 5", "5 >= 1 and 5 <= 5")]
    [InlineData("0 between 1 and null", "0 >= 1 and 0 <= null")]
    [InlineData("5 in 5", "5 = 5")]
    [InlineData("5 in (> 3)", "5 > 3")]
    [InlineData("5 in (1..5)", "5 > 1 and 5 < 5")]
    [InlineData("5 in (1..5]", "5 > 1 and 5 <= 5")]
    [InlineData("5 in [5..9)", "5 >= 5 and 5 < 9")]
    [InlineData("5 in [1..5]", "5 >= 1 and 5 <= 5")]
    [InlineData("5 in (1, > 4)", "5 in 1 or 5 in > 4")]
    [InlineData("null in (1..5)", "null > 1 and null < 5")]
    public void Semantics_of_decision_table_syntax(string text, string meaning) => Given.Same(meaning, text);

    private static IEnumerable<((string Type, string Value) Left, (string Type, string Value) Right)> Pairs() =>
        from left in Samples from right in Samples where !DayBesideMoment(left.Type, right.Type) select (left, right);

    private static void Each(Func<(string Type, string Value), (string Type, string Value), (string Sign, string Expected)[]> table)
    {
        foreach (var (left, right) in Pairs())
        {
            foreach (var (sign, expected) in table(left, right))
                Assert.Equal((left.Type, sign, right.Type, expected), (left.Type, sign, right.Type, Given.Value($"{left.Value} {sign} {right.Value}").ToString()));
        }
    }

    private static void EachType(Func<string, string, string> first, Func<string, string, string> second, string firstSign, string secondSign)
    {
        foreach (var (left, right) in Pairs())
        {
            Assert.Equal((left.Type, firstSign, right.Type, first(left.Type, right.Type)), (left.Type, firstSign, right.Type, Given.Value($"{left.Value} {firstSign} {right.Value}").TypeName));
            Assert.Equal((left.Type, secondSign, right.Type, second(left.Type, right.Type)), (left.Type, secondSign, right.Type, Given.Value($"{left.Value} {secondSign} {right.Value}").TypeName));
        }
    }
}
