using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Nesting is bounded to the last bracket, and reading a text costs no more than a fixed amount for each of its parts.</summary>
public class ParserLimitTests
{
    private static readonly FeelLimits Small = FeelLimits.Default with { MaxNesting = 4 };

    // Each of the nine open ranges is tried twice, so what stands behind them is read five hundred times unless reading is paid for.
    private static readonly string Tried = Repeated("[1..", 9);

    public static TheoryData<string> BottomlessTexts => new(
        Repeated("(= ", 30_000),
        Repeated("(!= ", 24_000),
        Repeated("[= ", 30_000),
        Repeated("(1, ", 24_000),
        Repeated("(< 1, ", 16_000),
        "1 in " + Repeated("(1, ", 24_000),
        "not(" + Repeated("(1, ", 24_000),
        Repeated("(", 90_000),
        Repeated("]", 90_000));

    public static TheoryData<string> TirelessTexts => new(
        Repeated("[1..", 60),
        Repeated("]", 60),
        Repeated("1 in (", 40) + "1" + Repeated(") + 1", 40),
        Tried + "1" + Repeated("+1", 3_000),
        Tried + Repeated("-", 3_000) + "1",
        Tried + Repeated("a ", 3_000),
        Tried + "a." + Repeated("a ", 3_000),
        Tried + "1 instance of " + Repeated("a ", 3_000),
        Tried + "1 instance of function<" + Repeated("a, ", 3_000) + "a> -> a",
        Tried + "{" + Repeated("a ", 3_000),
        Tried + "for " + Repeated("a ", 3_000),
        Tried + "function(" + Repeated("a ", 3_000),
        Tried + "(1 in ((then " + Repeated("a ", 3_000),
        Tried + "(1 in ((then " + Repeated("a ", 3_000) + ")",
        "{" + Repeated("a-", 3_000) + "b: 1, c: " + Repeated("a-", 3_000) + "a}");

    [Theory]
    [InlineData("(((1)))", "((((1))))", "expression", 4)]
    [InlineData("[[[1]]]", "[[[[1]]]]", "expression", 4)]
    [InlineData("[[[1..2]]]", "[[[[1..2]]]]", "expression", 4)]
    [InlineData("(= (= (= 1)))", "(= (= (= (= 1))))", "expression", 10)]
    [InlineData("[= [= [= 1]]]", "[= [= [= [= 1]]]]", "expression", 10)]
    [InlineData("1 instance of list<list<number>>", "1 instance of list<list<list<number>>>", "type", 29)]
    [InlineData("a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b", "a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b", "expression", 33)]
    public void An_expression_nests_to_the_bound_and_no_deeper(string fine, string beyond, string part, int position)
    {
        Assert.Null(Feel.Parse(fine, limits: Small).Error);
        Assert.Equal(new FeelError($"The {part} is nested deeper than 4.", position), Feel.Parse(beyond, limits: Small).Error);
    }

    [Fact]
    public void Tests_nest_to_the_bound_and_no_deeper()
    {
        Assert.Null(Feel.ParseUnaryTests("(1, (1, (1, 1)))", limits: Small).Error);
        Assert.Equal(new FeelError("The expression is nested deeper than 4.", 13), Feel.ParseUnaryTests("(1, (1, (1, (1, 1))))", limits: Small).Error);
    }

    [Theory]
    [InlineData("(1) + (2) + (3) + (4) + (5)")]
    [InlineData("[= 1, = 2, = 3, = 4, = 5]")]
    [InlineData("(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)")]
    [InlineData("1 instance of list<list<number>> and 1 instance of list<list<number>> and 1 instance of list<list<number>>")]
    public void What_was_closed_does_not_count_any_more(string tests) => Assert.Null(Feel.ParseUnaryTests(tests, limits: Small).Error);

    [Theory]
    [MemberData(nameof(BottomlessTexts))]
    public void No_bracket_fills_the_stack(string text)
    {
        Assert.False(Feel.Parse(text).IsOk);
        Assert.Equal("The expression is nested deeper than 100.", Feel.ParseUnaryTests(text).Error?.Message);
    }

    [Theory]
    [MemberData(nameof(TirelessTexts))]
    public void A_text_that_would_be_read_again_and_again_is_given_up(string text) =>
        Assert.Equal("The expression takes too much work to read.", Feel.Parse(text).Error?.Message);

    [Fact]
    public void Reading_each_of_many_parts_twice_is_no_hostile_work()
    {
        Assert.Null(Feel.Parse($"[{Repeated("[1..5[, ", 300)}6]").Error);
        Assert.Null(Feel.Parse($"[{Repeated("1 in (2) + 3, ", 300)}6]").Error);
        Assert.Null(Feel.ParseUnaryTests($"{Repeated("(1, 2), ", 300)}6").Error);
        Assert.Null(Feel.ParseUnaryTests(Repeated("(", 90) + "1" + Repeated(" + 1)", 90)).Error);
    }

    private static string Repeated(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
}
