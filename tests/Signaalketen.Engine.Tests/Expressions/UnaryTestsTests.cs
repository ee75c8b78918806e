using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Unary tests (DMN 1.5, the grammar of clause 10.3.1.2).</summary>
public class UnaryTestsTests
{
    [Theory]
    [InlineData("-", "1", true)]
    [InlineData("1", "1", true)]
    [InlineData("1, 2", "2", true)]
    [InlineData("< 5", "4", true)]
    [InlineData("< 5, > 8", "7", false)]
    [InlineData("[1..5]", "5", true)]
    [InlineData("]1..5[", "5", false)]
    [InlineData("not(1, 2)", "3", true)]
    [InlineData("not(\"a\")", "\"a\"", false)]
    [InlineData("? > 3 and ? < 5", "4", true)]
    [InlineData("odd(?)", "4", false)]
    [InlineData("not(? > 3) and true", "2", true)]
    [InlineData("\"hoog\", \"acuut\"", "\"acuut\"", true)]
    [InlineData("limiet", "3", true)]
    [InlineData("> limiet", "4", true)]
    [InlineData("[1, 2, limiet]", "3", true)]
    [InlineData("true", "true", true)]
    [InlineData("false", "true", false)]
    [InlineData("null", "null", true)]
    [InlineData("(\"a\", true)", "false", false)]
    [InlineData("(1, 2), 3", "2", true)]
    [InlineData("(1..2], [3..4)", "3", true)]
    [InlineData("(1 + 1), (2 + 2)", "4", true)]
    [InlineData("string length(?) = 3", "\"abc\"", true)]
    [InlineData("string length(\"?\") = 1, 9", "8", false)]
    [InlineData("= 3", "3", true)]
    [InlineData("(!= 3)", "4", true)]
    [InlineData("(< 3), (> 5)", "6", true)]
    [InlineData("!= 3", "3", false)]
    [InlineData("?", "true", true)]
    [InlineData("?", "false", true)]
    [InlineData("?", "8", true)]
    [InlineData("? = true", "false", false)]
    [InlineData("< @\"2027-01-01\"", "@\"2026-12-31\"", true)]
    [InlineData("not(]1..5[)", "5", true)]
    [InlineData("not(]1..5[)", "3", false)]
    [InlineData("not([1..5[, ]7..9])", "7", true)]
    [InlineData("not((1..5])", "1", true)]
    [InlineData("not((1..5], 8)", "8", false)]
    [InlineData("(3, (1, 2))", "2", true)]
    [InlineData("((1, 2), 3)", "1", true)]
    [InlineData("(> 3) and true", "2", false)]
    [InlineData("? > 3 and 2 in (1, 2)", "4", true)]
    [InlineData("? > 3 and 2 in (? < 3)", "4", true)]
    public void A_cell_of_a_decision_table_tests_its_input(string tests, string input, bool expected)
    {
        var parsed = Feel.ParseUnaryTests(tests);
        Assert.True(parsed.IsOk, parsed.Error?.Message);
        var scope = new DictionaryFeelScope([new("?", Given.Value(input)), new("limiet", FeelNumber.From(3))]);

        Assert.Equal(FeelBoolean.Of(expected), parsed.Expression.Evaluate(scope, Given.Environment).Value);
        Assert.DoesNotContain("?", parsed.Expression.FreeVariables);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,")]
    [InlineData("not(1")]
    [InlineData("< ")]
    public void A_broken_cell_is_refused(string tests) => Assert.False(Feel.ParseUnaryTests(tests).IsOk);
}
