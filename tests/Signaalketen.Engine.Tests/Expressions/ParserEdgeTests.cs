using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Texts with two possible readings, of which the grammar of DMN 1.5, clause 10.3.1.2, means one.</summary>
public class ParserEdgeTests
{
    [Theory]
    [InlineData("(< 5) != < 6", "true")]
    [InlineData("(< 5) = < 5", "true")]
    [InlineData("5 in (function(x) x)(5)", "true")]
    [InlineData("5 in ([4, 5])[2]", "true")]
    [InlineData("5 in ({a: 5}).a", "true")]
    [InlineData("5 in (1) + 4", "true")]
    [InlineData("5 in (6) - 1", "true")]
    [InlineData("5 in (1) * 5", "true")]
    [InlineData("5 in (10) / 2", "true")]
    [InlineData("25 in (5) ** 2", "true")]
    [InlineData("5 in (1, 5) and false", "false")]
    [InlineData("2 ** 3 * 2", "16")]
    public void What_stands_behind_a_bracket_decides_what_it_holds(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("2 in [1..l[1]]", "{l: [3]}", "true")]
    [InlineData("2 in [l[1]..3]", "{l: [3]}", "false")]
    [InlineData("3 in [1..l[", "{l: 3}", "false")]
    [InlineData("2 in [1..l[ and true", "{l: 3}", "true")]
    [InlineData("2 in ]1..l[ and 1 in ]1..l[", "{l: 3}", "false")]
    [InlineData("[[1..3[, [4..5[] = [[1..3), [4..5)]", "{}", "true")]
    [InlineData("1 in [= 1]", "{}", "true")]
    [InlineData("[= 5, 6][1] = [5..5]", "{}", "true")]
    [InlineData("[= 5, 6][2]", "{}", "6")]
    public void An_open_bracket_ends_a_range_where_it_can_be_no_filter(string text, string context, string expected) =>
        Given.Same(expected, text, context);

    [Theory]
    [InlineData("]1..3]", "(1..3]")]
    [InlineData("[2..[", ">= 2")]
    [InlineData("]2..[", "> 2")]
    [InlineData("(..2[", "< 2")]
    [InlineData("{1..3]", "null")]
    [InlineData(") 1..3]", "null")]
    [InlineData("[1", "null")]
    [InlineData("[1..", "null")]
    [InlineData("[1..2", "null")]
    [InlineData("[1..2] x", "null")]
    [InlineData("[1..) x", "null")]
    [InlineData("[1..2])", "null")]
    [InlineData("", "null")]
    public void The_function_range_reads_one_range_and_nothing_else(string range, string expected) => Given.Same(expected, $"range(\"{range}\")");

    [Theory]
    [InlineData("[[1..b[ - c]", "[([1..b)) - c]")]
    [InlineData("> 5", "(>5)")]
    [InlineData(">= 5", "(>=5)")]
    [InlineData("< 5", "(<5)")]
    [InlineData("<= 5", "(<=5)")]
    [InlineData("]1..5[", "(1..5)")]
    public void A_range_is_printed_with_its_own_brackets(string text, string printed) => Assert.Equal(printed, Given.Parsed(text).Print());

    [Theory]
    [InlineData("@\"P1Y\" instance of years and months duration", "true")]
    [InlineData("@\"P1Y\" instance of year month duration", "true")]
    [InlineData("@\"P1D\" instance of year month duration", "false")]
    [InlineData("@\"P1D\" instance of day time duration", "true")]
    [InlineData("@\"P1D\" instance of day time duration and true", "true")]
    [InlineData("@\"P1D\" instance of days and time duration and true", "true")]
    [InlineData("@\"2027-01-01\" instance of date and true", "true")]
    [InlineData("1 instance of number and true", "true")]
    [InlineData("1 instance of string or true", "true")]
    [InlineData("if 1 instance of number then 2 else 3", "2")]
    [InlineData("{} instance of context<>", "true")]
    [InlineData("1 instance of context<>", "false")]
    [InlineData("{a: 1, b: \"x\"} instance of context<a: number, b: string>", "true")]
    [InlineData("{a: 1, b: 2} instance of context<a: number, b: string>", "false")]
    [InlineData("(function(a, b) a) instance of function<Any, Any> -> Any", "true")]
    [InlineData("(function(a, b) a) instance of function<Any> -> Any", "false")]
    [InlineData("(function(a: years and months duration, b: list<number>) b)(@\"P1Y\", [1])", "[1]")]
    public void A_type_ends_where_the_next_word_of_the_language_starts(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("tns.soort")]
    [InlineData("soort zaak")]
    [InlineData("tns.soort zaak.deel")]
    [InlineData("day time duration van een zaak")]
    public void A_type_of_a_model_may_have_points_and_spaces(string name)
    {
        var parsed = Feel.Parse($"x instance of {name} and true", types: asked => asked == name ? FeelType.Simple("number") : null);
        var scope = new DictionaryFeelScope([new("x", FeelNumber.One)]);
        Assert.Equal(FeelBoolean.True, parsed.Expression!.Evaluate(scope, Given.Environment).Value);
    }
}
