using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Which words are one name, which names are bound where they stand, and which are free (DMN 1.5, clauses 10.3.1.5 and 10.3.2.11).</summary>
public class ParserNameTests
{
    [Theory]
    [InlineData("nergens(1) + sum([1])", "nergens")]
    [InlineData("[sum]", "sum")]
    [InlineData("{a: 1, b: a + c}", "c")]
    [InlineData("{f: function(n) f(n) + c}", "c")]
    [InlineData("[{a: 1}, a]", "a")]
    [InlineData("[1][item > 1] = item", "item")]
    [InlineData("[function(x) x, x]", "x")]
    [InlineData("1 in (? > 1) and ? = 1", "?")]
    [InlineData("function(x) [[1][item > 1], x]", "")]
    [InlineData("function(x) [function(x) x, x]", "")]
    [InlineData("x in [1..b[ and c", "b c x")]
    [InlineData("x in [1..b[ and item = 3", "b item x")]
    [InlineData("for i in [1] return partial", "")]
    [InlineData("[for i in [1] return i, i, partial]", "i partial")]
    [InlineData("[some i in [1] satisfies i = 1, i]", "i")]
    [InlineData("for i in a, j in i return i + j", "a")]
    public void A_name_is_free_where_nothing_binds_it(string text, string free) =>
        Assert.Equal(free, string.Join(' ', Given.Parsed(text).FreeVariables));

    [Theory]
    [InlineData("a+b")]
    [InlineData("a-b")]
    [InlineData("a*b")]
    [InlineData("a**b")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("a'b")]
    [InlineData("a’b")]
    [InlineData("a 1")]
    [InlineData("a b")]
    [InlineData("a-b/c 2")]
    public void A_name_may_hold_signs_once_it_is_bound(string name)
    {
        Assert.Equal([name], Assert.IsType<FeelContext>(Given.Value($"{{{name}: 5}}")).Entries.Select(entry => entry.Key));
        Given.Same("5", $"{{{name}: 5, r: {name}}}.r");
        Given.Same("5", $"(function({name}) {name})(5)");
        Given.Same("[5]", $"for {name} in [5] return {name}");
        Given.Same("5", $"(function({name}) {name})({name}: 5)");
    }

    [Theory]
    [InlineData("a-b + a-c", "a-b|a-c", "a-b|a-c")]
    [InlineData("a-c + a-b", "a-c|a-b", "a-b|a-c")]
    [InlineData("a-b", "a-b-c", "a|b")]
    [InlineData("a-b-c", "a-b|a-b-c", "a-b-c")]
    [InlineData("a b", "a b|a  b", "a  b")]
    [InlineData("a b", "a  b|a b", "a  b")]
    [InlineData("date and time", "date  and time", "date  and time")]
    [InlineData("if true then null else false", "if|true|then|null|else|false", "")]
    [InlineData("x.a-b + x.a", "a-b", "x")]
    public void The_longest_known_name_is_meant(string text, string known, string free) =>
        Assert.Equal(free, string.Join('|', Given.Parsed(text, known.Split('|')).FreeVariables));

    [Theory]
    [InlineData("a \"b\"", "Expected the end of the expression, but found '\"b\"'.")]
    [InlineData("a /*", "The comment is not closed.")]
    public void What_can_be_no_name_is_not_read_as_one_though_it_is_known(string name, string message) =>
        Assert.Equal(new FeelError(message, 2), Feel.Parse(name, [name]).Error);

    [Theory]
    [InlineData("{a: 1, a: 2, b: 3}")]
    [InlineData("{a: 1, a: 2, b: 3, b: 4}")]
    [InlineData("{b: 1, a: 1, \"a\": 2}")]
    public void A_context_with_the_same_key_twice_has_no_value(string text)
    {
        var result = Given.Evaluated(text);
        Assert.Equal(FeelNull.Value, result.Value);
        Assert.Equal(["The context has two entries 'a'."], result.Diagnostics);
    }

    [Theory]
    [InlineData("{x: 5, f: function() function() x, r: f()()}.r", "5")]
    [InlineData("{x: 5, f: function() [function(y) y, x], r: f()[2]}.r", "5")]
    [InlineData("{x: 5, f: function() [x, function(y) y], r: f()[1]}.r", "5")]
    [InlineData("{g: function(y) y, x: 5, f: function() x, r: f()}.r", "5")]
    [InlineData("{l: for i in 1..2 return function(x) x, r: is(l[1], l[2])}.r", "true")]
    [InlineData("{l: for i in 1..2 return function(x) x + i, r: is(l[1], l[2])}.r", "false")]
    [InlineData("{l: for i in 1..2 return [function(y) y, function(x) x][2], r: is(l[1], l[2])}.r", "true")]
    [InlineData("{l: for i in 1..2 return function(x) external {a: 1}, r: is(l[1], l[2])}.r", "true")]
    public void A_function_keeps_what_it_takes_from_around_it_and_nothing_else(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("[function(x) external {a: 1}, 2]")]
    [InlineData("[function(x: number, y) x + y, 2]")]
    public void The_text_of_a_function_ends_with_its_body(string text) => Assert.Equal(text, FeelText.Write(Given.Value(text)));
}
