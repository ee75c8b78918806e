using FsCheck;
using FsCheck.Fluent;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Tests.Properties;

namespace Signaalketen.Engine.Tests.Expressions;

public class LimitTests
{
    public static TheoryData<string> HostileTexts => new(
        new string('(', 90_000),
        new string('[', 90_000),
        new string(']', 90_000),
        new string('{', 90_000),
        string.Concat(Enumerable.Repeat("[1..", 20_000)),
        string.Concat(Enumerable.Repeat("1 in (", 15_000)),
        string.Concat(Enumerable.Repeat("if ", 30_000)),
        string.Concat(Enumerable.Repeat("not(", 20_000)),
        string.Concat(Enumerable.Repeat("a[", 40_000)),
        string.Concat(Enumerable.Repeat("f(", 40_000)),
        string.Concat(Enumerable.Repeat("{a:", 30_000)),
        string.Concat(Enumerable.Repeat("function(a) ", 8_000)),
        string.Concat(Enumerable.Repeat("for a in ", 10_000)),
        "1 instance of " + string.Concat(Enumerable.Repeat("list<", 15_000)),
        "a" + string.Concat(Enumerable.Repeat(".a", 40_000)),
        "a" + string.Concat(Enumerable.Repeat("[1]", 30_000)),
        "a" + string.Concat(Enumerable.Repeat("(1)", 30_000)),
        "1" + string.Concat(Enumerable.Repeat(" = 1", 20_000)),
        "1" + string.Concat(Enumerable.Repeat(" instance of a", 6_000)),
        "\"" + new string('a', 90_000),
        "/*" + new string('a', 90_000),
        new string('1', 100_001),
        new string('(', 1_000_000),
        string.Concat(Enumerable.Repeat("\"a\" + ", 125_000)),
        string.Concat(Enumerable.Repeat("(1, ", 20_000)),
        string.Concat(Enumerable.Repeat("a...", 24_000)));

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void A_hostile_text_is_refused(string text)
    {
        var result = Feel.Parse(text);

        Assert.False(result.IsOk);
        Assert.NotEmpty(result.Error.Message);
        Assert.InRange(result.Error.Position, 0, text.Length);
    }

    [Fact]
    public void A_long_chain_of_equal_operators_is_fine()
    {
        Assert.Equal(FeelNumber.From(40_001), Given.Value("1" + string.Concat(Enumerable.Repeat("+1", 40_000))));
        Assert.Equal(FeelNumber.One, Given.Value(new string('-', 90_000) + "1"));
        Assert.Equal(FeelBoolean.True, Given.Value("true" + string.Concat(Enumerable.Repeat(" and true", 9_000))));
    }

    [Theory]
    [InlineData("for i in 1..1000000000 return i")]
    [InlineData("for i in 1..10000, j in 1..10000 return 1")]
    [InlineData("every i in 1..1000000000 satisfies true")]
    [InlineData("count([1][every i in 1..1000000000 satisfies true])")]
    [InlineData("{f: function(n) f(n + 1), r: f(1)}.r")]
    [InlineData("{f: function(n) [f(n + 1)], r: f(1)}.r")]
    [InlineData("for i in 1..500 return partial")]
    [InlineData("for i in 1..100000 return count(partial)")]
    [InlineData("10 ** (10 ** 10)")]
    [InlineData("9.9E6144 ** 9.9E6144")]
    [InlineData("for i in 1..1E39 return i")]
    [InlineData("some i in -1E39..1E39 satisfies false")]
    [InlineData("for i in 1..100000 return exp(i / 1000) + log(i) + i ** 0.1")]
    [InlineData("for i in 1..100000 return matches(\"a\", \"a\" + string(i))")]
    [InlineData("{s: string join(for i in 1..90000 return \"aaaaaaaaaa\"), r: contains(s, substring(s, 1, 400000) + \"b\" + substring(s, 1, 400000))}")]
    [InlineData("{l: for i in 1..100000 return i, r: for i in 1..1000 return median(l)}")]
    [InlineData("for i in 1..200 return [partial]")]
    [InlineData("{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f(\"aaaaaaaaaa\", 60)}.r")]
    [InlineData("{f: function(s, n) if n = 0 then s else f(concatenate(s, s), n - 1), r: f([1], 60)}.r")]
    [InlineData("{s: string join(for i in 1..50000 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\")}.s")]
    [InlineData("{f: function(c, n) if n = 0 then c else f({a: c, b: c}, n - 1), r: f({}, 60)}.r")]
    public void A_hungry_expression_gives_null_and_says_so(string text)
    {
        var result = Given.Evaluated(text);

        Assert.Equal(FeelNull.Value, result.Value);
        Assert.NotEmpty(result.Diagnostics);
    }

    [Fact]
    public void A_pattern_that_goes_back_pays_for_it_in_steps()
    {
        var result = Given.Evaluated("for i in 1..100000 return matches(\"aac\", \"(a)\\1c\")");
        Assert.True(result.Value.IsNull);
        Assert.Contains("steps", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_names_are_read_in_their_own_time()
    {
        var names = Enumerable.Range(0, 8_000);
        var entries = string.Join(", ", names.Select(i => $"a b{i}: {(i == 0 ? "1" : $"a b{i - 1}")}"));
        var limits = FeelLimits.Default with { MaxTextLength = 1_000_000 };
        var parsed = Feel.Parse($"{{{entries}}}.a b7999", limits: limits);
        Assert.Equal(FeelNumber.One, parsed.Expression!.Evaluate(DictionaryFeelScope.Empty, Given.Environment).Value);
    }

    [Fact]
    public void A_fold_over_a_long_list_goes_on() => Assert.Equal(
        FeelNumber.From(20_000),
        Given.Value("(for i in 1..20000 return if i = 1 then 1 else partial[-1] + 1)[-1]"));

    [Fact]
    public void A_pattern_that_explodes_elsewhere_is_quick_here() =>
        Assert.Equal(FeelBoolean.False, Given.Value("matches(s, \"(a+)+b\")", $"{{s: \"{new string('a', 5_000)}\"}}"));

    [Fact]
    public void A_busy_machine_does_not_change_what_a_pattern_finds()
    {
        var limits = FeelLimits.Default with { RegexTimeout = TimeSpan.FromTicks(1) };
        var expression = Given.Parsed($"matches(\"{new string('a', 50_000)}b\", \"(a+)+b\")");
        Assert.Equal(FeelBoolean.True, expression.Evaluate(DictionaryFeelScope.Empty, Given.Environment with { Limits = limits }).Value);
    }

    [Fact]
    public void A_pattern_with_a_back_reference_is_cut_off()
    {
        var limits = FeelLimits.Default with { RegexTimeout = TimeSpan.FromMilliseconds(20) };
        var expression = Given.Parsed($"matches(\"{new string('a', 3_000)}\", \"(a*)*\\1b\")");

        var result = expression.Evaluate(DictionaryFeelScope.Empty, Given.Environment with { Limits = limits });

        Assert.Equal(FeelNull.Value, result.Value);
        Assert.Contains("too long", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_makes_the_parser_or_the_evaluator_throw()
    {
        string[] pieces =
        [
            "1", "\"a\"", "a", " ", "(", ")", "[", "]", "{", "}", "..", ",", ":", "+", "-", "*", "/", "**", "<", ">", "=", "!=", ".", "@", "@\"P1D\"",
            "if ", " then ", " else ", "for ", " in ", " return ", "some ", " satisfies ", "not(", "function(", " instance of ", "null", " and ", " or ",
            " between ", "?", "list<", "sum(", "sort(", "date and time(", "\\", "\"", "'", "1e9999", "external", "partial", "item", "é", "😀", "//", "/*",
        ];
        var text = Gen.Elements(pieces).ListOf().Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), tried =>
        {
            var expression = Feel.Parse(tried);
            var tests = Feel.ParseUnaryTests(tried);
            return (expression.IsOk ? expression.Expression.Evaluate(DictionaryFeelScope.Empty, Given.Environment).Value is not null : expression.Error.Position <= tried.Length)
                && (tests.IsOk ? tests.Expression.Evaluate(DictionaryFeelScope.Empty, Given.Environment).Value is not null : tests.Error.Position <= tried.Length);
        }).Hold(2_000, largest: 40);
        Prop.ForAll<string>(tried => Feel.Parse(tried ?? "") is not null).Hold();
    }

    [Fact]
    public void Free_variables_are_listed_in_order()
    {
        Assert.Equal(["a", "b", "lijst"], Given.Parsed("b + a + sum(for x in lijst return x) + count([1][item > a])").FreeVariables);
        Assert.Equal(["c"], Given.Parsed("{f: function(n) if n = 0 then c else f(n - 1)}").FreeVariables);
        Assert.Empty(Given.Parsed("some x in [1] satisfies x in (? > 1)").FreeVariables);
    }
}
