using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Every bound lets its very last value through, and says its number when it is passed.</summary>
public class BoundTests
{
    private static readonly FeelLimits Small = FeelLimits.Default with { MaxListSize = 3, MaxStringLength = 8, MaxNesting = 4, MaxDiagnostics = 2 };

    [Theory]
    [InlineData("[1, 2, 3]", "append([1, 2, 3], 4)", "A list has more than 3 items.")]
    [InlineData("for i in 1..3 return i", "for i in 1..4 return i", "A list has more than 3 items.")]
    [InlineData("concatenate([1], [2, 3])", "concatenate([1, 2], [3, 4])", "A list has more than 3 items.")]
    [InlineData("\"abcd\" + \"efgh\"", "\"abcd\" + \"efghi\"", "A text is longer than 8 characters.")]
    [InlineData("upper case(\"abcdefgh\")", "string join([\"abcdefgh\", \"i\"])", "A text is longer than 8 characters.")]
    [InlineData("string(12345678)", "string(123456789)", "A text is longer than 8 characters.")]
    [InlineData("[[[1]]]", "[[[[1]]]]", "A value is nested deeper than 4.")]
    [InlineData("{a: {a: {a: 1}}}", "{a: {a: {a: {a: 1}}}}", "A value is nested deeper than 4.")]
    public void The_last_value_within_a_bound_is_fine_and_the_next_says_which_bound(string fine, string beyond, string said)
    {
        var within = Given.Parsed(fine).Evaluate(DictionaryFeelScope.Empty, Given.Environment with { Limits = Small });
        Assert.NotEqual(FeelNull.Value, within.Value);
        Assert.Empty(within.Diagnostics);

        var result = Given.Parsed(beyond).Evaluate(DictionaryFeelScope.Empty, Given.Environment with { Limits = Small });
        Assert.Equal(FeelNull.Value, result.Value);
        Assert.Equal([said], result.Diagnostics);
    }

    [Fact]
    public void Steps_are_counted_to_the_last()
    {
        static FeelResult With(long steps) =>
            Given.Parsed("for i in 1..100 return i + 1").Evaluate(DictionaryFeelScope.Empty, Given.Environment with { Limits = FeelLimits.Default with { MaxSteps = steps } });
        var enough = Enumerable.Range(1, 2_000).First(steps => !With(steps).Value.IsNull);
        Assert.InRange(enough, 100, 1_000);
        Assert.Equal($"The expression takes more than {enough - 1} steps.", Assert.Single(With(enough - 1).Diagnostics));
    }

    [Fact]
    public void Calls_nest_to_a_depth_and_come_up_again()
    {
        static FeelResult With(int depth, string text) =>
            Given.Parsed(text).Evaluate(DictionaryFeelScope.Empty, Given.Environment with { Limits = FeelLimits.Default with { MaxCallDepth = depth } });
        const string Down = "{f: function(n) if n = 0 then 0 else f(n - 1), r: f(10)}.r";
        var enough = Enumerable.Range(1, 500).First(depth => !With(depth, Down).Value.IsNull);
        Assert.Equal($"Function calls nest deeper than {enough - 1}.", Assert.Single(With(enough - 1, Down).Diagnostics));
        // As deep a hundred times, one after the other.
        Assert.Equal(FeelNumber.Zero, With(enough + 20, "{f: function(n) if n = 0 then 0 else f(n - 1), r: sum(for i in 1..100 return f(10))}.r").Value);
    }

    [Fact]
    public void Only_the_first_diagnostics_are_kept()
    {
        var result = Given.Parsed("[1 / 0, 2 / 0, 3 / 0]").Evaluate(DictionaryFeelScope.Empty, Given.Environment with { Limits = Small });
        Assert.Equal(["Division by zero.", "Division by zero."], result.Diagnostics);
    }

    [Theory]
    [InlineData("for i in 1..10 return \"abcdefgh\"", 31)]
    [InlineData("for i in 1..10 return [i]", 41)]
    public void The_weight_of_a_value_is_its_items_and_an_eighth_of_its_characters(string text, int expected)
    {
        FeelResult With(long weight) => Given.Parsed(text).Evaluate(DictionaryFeelScope.Empty, Given.Environment with { Limits = FeelLimits.Default with { MaxWeight = weight } });
        var least = Enumerable.Range(1, 200).First(weight => !With(weight).Value.IsNull);
        Assert.Equal(expected, least);
        Assert.Equal($"A value is larger than {least - 1} items.", Assert.Single(With(least - 1).Diagnostics));
    }
}
