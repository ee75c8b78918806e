using FsCheck;
using FsCheck.Fluent;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Tests.Properties;

namespace Signaalketen.Engine.Tests.Expressions;

public class PrintTests
{
    private static readonly string[] Names = ["a", "b", "datum van ontvangst", "pre-advies", "item"];

    private static readonly string[] Leaves =
    [
        "1", "-1", "0.5", "\"x\"", "true", "null", "a", "b", "datum van ontvangst", "pre-advies", "@\"2027-01-01\"", "@\"-P1D\"", "[]", "{}", "sum", "?",
        "[1..2)", "]1..2[", "(< 3)", "(>= a)", "function(x: list<number>) x + 1",
    ];

    // Each place is filled with a bare part or one in brackets; what then is no FEEL any more is left out.
    private static readonly string[] Shapes =
    [
        "{0} + {1}", "{0} - {1} - {2}", "{0} * {1}", "{0} ** {1}", "-{0}", "--{0}", "{0} and {1} and {2}", "{0} or {1}", "{0} = {1}", "{0} != < {1}", "{0} <= {1}",
        "{0} between {1} and {2}", "{0} in {1}", "{0} in ({1}, > {2})", "{0} in (not({1}))", "{0} in < {1}", "{0} instance of list<number>",
        "{0} instance of date and time", "if {0} then {1} else {2}", "for i in {0} return {1}", "for i in {0}..{1}, j in {2} return partial",
        "some i in {0} satisfies {1}", "every i in {0}, j in {1} satisfies {2}", "{0}[{1}]", "{0}.a", "{0}...b", "[{0}, {1}]", "{{a: {0}, \"b c\": {1}}}", "[{0}..{1}]",
        "({0}..{1}]", "sum({0}, {1})", "substring(string: {0}, start position: {1})", "(function(x) x)({0})", "not({0})",
    ];

    private static Gen<string> Text(int size) => size <= 1
        ? Gen.Elements(Leaves)
        : from shape in Gen.Elements(Shapes)
          from parts in Part(size / 3).ListOf(3)
          select string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, parts[0], parts[1], parts[2]);

    private static Gen<string> Part(int size) =>
        from part in Text(size)
        from brackets in ArbMap.Default.GeneratorFor<bool>()
        select brackets ? $"({part})" : part;

    [Fact]
    public void Printed_text_reads_back_to_the_same_tree()
    {
        var scope = new DictionaryFeelScope([new("a", FeelNumber.From(2)), new("b", new FeelString("x")), new("datum van ontvangst", Given.Value("@\"2027-01-01\""))]);
        var read = 0;
        Prop.ForAll(Gen.Sized(size => Text(Math.Min(size, 30))).ToArbitrary(), text =>
        {
            if (Feel.Parse(text, Names) is not { IsOk: true } first)
            {
                return true;
            }

            read++;
            var printed = first.Expression.Print();
            var second = Feel.Parse(printed, Names);

            // Compared as text: a function is only equal to itself.
            return second.IsOk && second.Expression.Print() == printed
                && FeelText.Write(first.Expression.Evaluate(scope, Given.Environment).Value) == FeelText.Write(second.Expression.Evaluate(scope, Given.Environment).Value)
                ? true
                : throw new InvalidOperationException($"{text} became {printed}: {second.Error?.Message}");
        }).Hold(1_000, largest: 60);
        Assert.True(read >= 300, $"Only {read} texts could be read.");
    }

    [Theory]
    [InlineData("-")]
    [InlineData("1, < 2, [3..4]")]
    [InlineData("not(1, 2)")]
    [InlineData("(\"a\", true), b")]
    [InlineData("? > 3 and ? < 5")]
    public void Printed_tests_read_back_to_the_same_tree(string tests)
    {
        var printed = Feel.ParseUnaryTests(tests).Expression!.Print();
        Assert.Equal(printed, Feel.ParseUnaryTests(printed).Expression!.Print());
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("a...b")]
    [InlineData("a[1]")]
    [InlineData("a[item > 2]")]
    [InlineData("(a + b)[1]")]
    [InlineData("for i in a return i + 1")]
    [InlineData("for i in 1..3, j in a return partial")]
    [InlineData("some i in a satisfies i > 1")]
    [InlineData("every i in a, j in b satisfies i = j")]
    [InlineData("if a then b else 1")]
    [InlineData("{\"a\": 1, \"b c\": 2}")]
    [InlineData("{}")]
    [InlineData("a between 1 and 2")]
    [InlineData("a instance of number")]
    [InlineData("a = b")]
    [InlineData("a != b")]
    [InlineData("a < b")]
    [InlineData("a <= b")]
    [InlineData("a > b")]
    [InlineData("a >= b")]
    [InlineData("sum(a, b)")]
    [InlineData("[a, b]")]
    [InlineData("[1..2)")]
    [InlineData("(1..2]")]
    public void What_has_no_brackets_too_many_prints_as_it_was_written(string text) => Assert.Equal(text, Given.Parsed(text).Print());

    [Theory]
    [InlineData("1 + 2 * 3", "1 + (2 * 3)")]
    [InlineData("(1 + 2) + 3", "(1 + 2) + 3")]
    [InlineData("1 + 2 + 3", "1 + 2 + 3")]
    [InlineData("a or b and true", "a or (b and true)")]
    [InlineData("--a", "-(-a)")]
    [InlineData("1 in (2)", "1 in 2")]
    [InlineData("@\"gis\\teren\"", "@\"gis\\teren\"")]
    public void Brackets_show_what_belongs_together(string text, string printed) => Assert.Equal(printed, Given.Parsed(text).Print());

    [Fact]
    public void A_list_of_tests_tells_whether_it_is_turned_round()
    {
        Assert.StartsWith("not(", Feel.ParseUnaryTests("not(1, 2)").Expression!.Print(), StringComparison.Ordinal);
        Assert.DoesNotContain("not", Feel.ParseUnaryTests("1, 2").Expression!.Print(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_string_is_written_with_its_escapes() =>
        Assert.Equal("\"a\\\"b\\\\c\\nd\\re\\tf\\u0001g\"", FeelText.Write(new FeelString("a\"b\\c\nd\re\tf\u0001g")));

    [Fact]
    public void A_key_that_is_no_plain_name_is_quoted() =>
        Assert.Equal("{a1: 1, \"\": 2, \"1a\": 3, \"if\": 4, \"b c\": 5}", FeelText.Write(Given.Value("{a1: 1, \"\": 2, \"1a\": 3, \"if\": 4, \"b c\": 5}")));
}
