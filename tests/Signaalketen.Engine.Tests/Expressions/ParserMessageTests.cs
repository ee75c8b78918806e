using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>A text that is no FEEL is refused with what was expected, what stands there, and where.</summary>
public class ParserMessageTests
{
    [Theory]
    [InlineData("", "Expected a value, but the expression ends here.", 0)]
    [InlineData("1 +", "Expected a value, but the expression ends here.", 3)]
    [InlineData(")", "Expected a value, but found ')'.", 0)]
    [InlineData("@ 1", "Expected a value, but found '@'.", 0)]
    [InlineData("1 2", "Expected the end of the expression, but found '2'.", 2)]
    [InlineData("1 \"=\" 2", "Expected the end of the expression, but found '\"=\"'.", 2)]
    [InlineData("(1", "This bracket is not closed.", 0)]
    [InlineData("1 + (2", "This bracket is not closed.", 4)]
    [InlineData("(1 2", "Expected ')', but found '2'.", 3)]
    [InlineData("(1 /* een", "The comment is not closed.", 3)]
    [InlineData("(= 1", "Expected ')', but the expression ends here.", 4)]
    [InlineData("f(1", "Expected ')', but the expression ends here.", 3)]
    [InlineData("f(1]", "Expected ')', but found ']'.", 3)]
    [InlineData("f(a: 1, 2)", "A named value was expected here.", 8)]
    [InlineData("[1, 2", "Expected ']', but the expression ends here.", 5)]
    [InlineData("a[1", "Expected ']', but the expression ends here.", 3)]
    [InlineData("a.(b)", "Expected a name, but found '('.", 2)]
    public void Values_and_brackets_say_what_was_expected(string text, string message, int position) =>
        Assert.Equal(new FeelError(message, position), Feel.Parse(text).Error);

    [Theory]
    [InlineData("and")]
    [InlineData("or")]
    [InlineData("in")]
    [InlineData("between")]
    [InlineData("instance")]
    [InlineData("then")]
    [InlineData("else")]
    [InlineData("return")]
    [InlineData("satisfies")]
    public void A_word_that_ends_a_part_is_no_value(string word) =>
        Assert.Equal(new FeelError($"Expected a value, but found '{word}'.", 4), Feel.Parse($"1 + {word}").Error);

    [Theory]
    [InlineData("if true 1", "Expected 'then', but found '1'.", 8)]
    [InlineData("if true then 1", "Expected 'else', but the expression ends here.", 14)]
    [InlineData("for x", "Expected a name and 'in', but the expression ends here.", 5)]
    [InlineData("for in [1] return 1", "Expected a name and 'in', but found 'in'.", 4)]
    [InlineData("for 1 in [1] return 1", "Expected a name and 'in', but found '1'.", 4)]
    [InlineData("for x in [1], 2 in [3] return 1", "Expected a name and 'in', but found '2'.", 14)]
    [InlineData("for x in [1] x", "Expected 'return', but found 'x'.", 13)]
    [InlineData("some x in [1]", "Expected 'satisfies', but the expression ends here.", 13)]
    [InlineData("1 between 2", "Expected 'and', but the expression ends here.", 11)]
    [InlineData("1 between 2 or 3", "Expected 'and', but found 'or'.", 12)]
    public void Constructs_that_start_with_a_word_say_what_was_expected(string text, string message, int position) =>
        Assert.Equal(new FeelError(message, position), Feel.Parse(text).Error);

    [Theory]
    [InlineData("{a: 1", "Expected '}', but the expression ends here.", 5)]
    [InlineData("{1: 2}", "Expected a name or text and ':', but found '1'.", 1)]
    [InlineData("{-a: 2}", "Expected a name or text and ':', but found '-'.", 1)]
    [InlineData("{a \"+\": 1}", "Expected a name or text and ':', but found 'a'.", 1)]
    [InlineData("{a<b: 1}", "Expected a name or text and ':', but found 'a'.", 1)]
    [InlineData("{\"a\" 1}", "Expected a name or text and ':', but found '\"a\"'.", 1)]
    [InlineData("{a: 1, }", "Expected a name or text and ':', but found '}'.", 7)]
    [InlineData("function(1) 2", "Expected the name of a parameter, but found '1'.", 9)]
    [InlineData("function(,) 1", "Expected the name of a parameter, but found ','.", 9)]
    [InlineData("function(x, ) 1", "Expected the name of a parameter, but found ')'.", 12)]
    [InlineData("function(x", "Expected ')', but the expression ends here.", 10)]
    [InlineData("1 instance of 5", "Expected a type, but found '5'.", 14)]
    [InlineData("1 instance of set<number>", "Expected list, range, context or function, but found 'set'.", 14)]
    [InlineData("1 instance of list<number", "Expected '>', but the expression ends here.", 25)]
    [InlineData("1 instance of range<number", "Expected '>', but the expression ends here.", 26)]
    [InlineData("1 instance of function<number> number", "Expected '->', but found 'number'.", 31)]
    [InlineData("1 instance of tns.(x)", "Expected the end of the expression, but found '.'.", 17)]
    public void Contexts_functions_and_types_say_what_was_expected(string text, string message, int position) =>
        Assert.Equal(new FeelError(message, position), Feel.Parse(text).Error);

    [Theory]
    [InlineData("[1..2", "Expected the end of the range, but the expression ends here.", 5)]
    [InlineData("[1..2}", "Expected the end of the range, but found '}'.", 5)]
    [InlineData("[1..2 < )", "Expected a value, but found ')'.", 8)]
    [InlineData("]1 2]", "Expected '..', but found '2'.", 3)]
    [InlineData("]1", "Expected '..', but the expression ends here.", 2)]
    public void Ranges_say_what_was_expected(string text, string message, int position) =>
        Assert.Equal(new FeelError(message, position), Feel.Parse(text).Error);

    [Theory]
    [InlineData("1 2", "Expected the end of the expression, but found '2'.", 2)]
    [InlineData("- 1 2", "Expected the end of the expression, but found '2'.", 4)]
    [InlineData("(1, 2) + 3", "Expected ')', but found ','.", 2)]
    [InlineData("(1, ", "Expected a value, but the expression ends here.", 4)]
    [InlineData("(1, < )", "Expected a value, but found ')'.", 6)]
    [InlineData("not()", "Expected a value, but found ')'.", 4)]
    [InlineData("not(1", "Expected ')', but the expression ends here.", 5)]
    [InlineData("not(1) 2", "Expected the end of the expression, but found '2'.", 7)]
    public void Tests_say_what_was_expected(string tests, string message, int position) =>
        Assert.Equal(new FeelError(message, position), Feel.ParseUnaryTests(tests).Error);

    [Fact]
    public void Of_a_long_piece_the_first_forty_characters_are_shown()
    {
        var fits = $"\"{new string('a', 38)}\"";
        Assert.Equal(new FeelError($"Expected the end of the expression, but found '{fits}'.", 2), Feel.Parse($"1 {fits}").Error);
        var long41 = $"\"{new string('a', 39)}\"";
        Assert.Equal(new FeelError($"Expected the end of the expression, but found '\"{new string('a', 39)}…'.", 2), Feel.Parse($"1 {long41}").Error);
    }

    [Fact]
    public void The_first_literal_that_stands_for_no_value_is_a_mistake() =>
        Assert.Equal(new FeelError("This is no date, time or duration.", 1), Given.Parsed("[@\"x\", @\"y\"]").Mistake);
}
