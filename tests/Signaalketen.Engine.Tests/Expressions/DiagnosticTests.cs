using System.Text.Json;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Null never comes without the reason, and what is written as text or JSON keeps its kind.</summary>
public class DiagnosticTests
{
    [Theory]
    [InlineData("{a: 1}.b", "The context has no entry 'b'.")]
    [InlineData("one.b", "A number has no property 'b'.")]
    [InlineData("[1, 2][3]", "The list of 2 has no position 3.")]
    [InlineData("[1, 2][-3]", "The list of 2 has no position -3.")]
    [InlineData("[\"a\"][item]", "A filter gives a boolean or a position, not a string.")]
    [InlineData("one(2)", "A number cannot be called.")]
    [InlineData("(function(a) external {java: {class: \"c\", method signature: \"m()\"}})(1)", "A function outside FEEL is not supported.")]
    [InlineData("(function(a: number) a)(\"x\")", "'a' cannot be a string; it is null.")]
    [InlineData("for i in null return i", "A null without both ends cannot be walked through.")]
    [InlineData("for i in (> 3) return i", "A range without both ends cannot be walked through.")]
    [InlineData("some i in null satisfies i", "A null without both ends cannot be walked through.")]
    [InlineData("for i in \"a\"..\"b\" return i", "There are no steps from string to string.")]
    [InlineData("for i in 1..\"b\" return i", "There are no steps from number to string.")]
    [InlineData("for i in 1..1E40 return i", "There are no steps from number to number.")]
    [InlineData("for i in 1E40..1 return i", "There are no steps from number to number.")]
    [InlineData("for i in 0.5..2 return i", "There are no steps from number to number.")]
    [InlineData("for i in 1..2.5 return i", "There are no steps from number to number.")]
    [InlineData("if 1 then 2 else 3", "The condition of 'if' is a number, not a boolean.")]
    [InlineData("1 = \"a\"", "A number cannot be equal to a string.")]
    [InlineData("1 < \"a\"", "A number and a string have no order.")]
    [InlineData("1 instance of Unheard", "There is no type 'Unheard'.")]
    [InlineData("1 in \"a\"", "A number cannot be tested against a string.")]
    [InlineData("{a: 1, \"a\": 2}", "The context has two entries 'a'.")]
    [InlineData("[nothing..5]", "An end of the range is null.")]
    [InlineData("[1..text]", "A range cannot run from number to string.")]
    [InlineData("[1..yes]", "A range cannot run from number to boolean.")]
    [InlineData("[yes..1]", "A range cannot run from boolean to number.")]
    public void What_gives_null_says_why(string text, string said)
    {
        var result = Given.Evaluated(text, "{one: 1, nothing: null, text: \"a\", yes: true}");
        Assert.Contains(said, result.Diagnostics);
    }

    [Fact]
    public void A_test_without_an_input_value_says_so()
    {
        var test = Feel.ParseUnaryTests("< 5").Expression!;
        Assert.Equal(["A test needs an input value."], test.Evaluate(DictionaryFeelScope.Empty, Given.Environment).Diagnostics);
    }

    [Theory]
    [InlineData("null[item = 1]", "null")]
    [InlineData("1 in (\"a\", \"b\")", "null")]
    [InlineData("1 in (\"a\", 2)", "false")]
    [InlineData("1 in (\"a\", 1)", "true")]
    [InlineData("for i in 3..1 return i", "[3, 2, 1]")]
    [InlineData("for i in 2..2 return i", "[2]")]
    [InlineData("for i in 1..3 return if partial = [] then i else partial[-1] * 10", "[1, 10, 100]")]
    [InlineData("some i in [1, 2], j in [i] satisfies j = 2", "true")]
    [InlineData("some i in [null, true] satisfies i", "true")]
    [InlineData("some i in [null, false] satisfies i", "null")]
    [InlineData("every i in [null, true] satisfies i", "null")]
    [InlineData("every i in [null, false] satisfies i", "false")]
    [InlineData("{a: [{b: 1}, {b: [{b: null}]}]}...b", "[1, [{b: null}]]")]
    public void What_is_not_known_stays_null_and_what_is_known_does_not(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("{\"$x\": 1}", "There is no kind of value '$x'.")]
    [InlineData("{\"$number\": \"a\"}", "This JSON holds no number.")]
    [InlineData("{\"$date\": \"a\"}", "This JSON holds no date, time or duration.")]
    [InlineData("{\"$function\": \"1\"}", "This JSON holds no function.")]
    [InlineData("{\"$function\": \"function(\"}", "This JSON holds no function.")]
    public void Stored_JSON_that_no_value_wrote_says_what_is_wrong(string json, string said)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(said, Assert.Throws<FormatException>(() => FeelCodec.Read(document.RootElement)).Message);
    }

    [Fact]
    public void Stored_JSON_that_is_not_there_says_so() =>
        Assert.Equal("This JSON holds no value.", Assert.Throws<FormatException>(() => FeelCodec.Read(default)).Message);

    [Theory]
    [InlineData("true", "true")]
    [InlineData("[false, null, 1.5]", "[false,null,1.5]")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("9007199254740993", "\"9007199254740993\"")]
    [InlineData("-9007199254740992", "-9007199254740992")]
    [InlineData("-9007199254740993", "\"-9007199254740993\"")]
    [InlineData("1E300", "1E300")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.1234567890123456789", "\"0.1234567890123456789\"")]
    [InlineData("{a: @\"2027-03-28\"}", "{\"a\":\"2027-03-28\"}")]
    public void Values_become_JSON_that_any_reader_reads_the_same(string text, string json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            FeelJson.WriteValue(writer, Given.Value(text));
        Assert.Equal(json, System.Text.Encoding.UTF8.GetString(stream.ToArray()).Replace("\\u0022", "\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("and")]
    [InlineData("between")]
    [InlineData("else")]
    [InlineData("every")]
    [InlineData("external")]
    [InlineData("false")]
    [InlineData("for")]
    [InlineData("function")]
    [InlineData("if")]
    [InlineData("in")]
    [InlineData("instance")]
    [InlineData("null")]
    [InlineData("or")]
    [InlineData("return")]
    [InlineData("satisfies")]
    [InlineData("some")]
    [InlineData("then")]
    [InlineData("true")]
    [InlineData("two words")]
    public void A_key_that_is_no_plain_name_is_written_between_quotes(string key) =>
        Assert.Equal($"{{\"{key}\": 1, plain: 2}}", FeelText.Write(Given.Value($"{{\"{key}\": 1, plain: 2}}")));

    [Theory]
    [InlineData("[1..2)")]
    [InlineData("(1..2]")]
    [InlineData("(<=2)")]
    [InlineData("(<2)")]
    [InlineData("(>=2)")]
    [InlineData("(>2)")]
    public void A_range_is_written_with_its_brackets_or_its_sign(string text) => Assert.Equal(text, FeelText.Write(Given.Value(text)));

    [Fact]
    public void Names_are_found_at_any_depth_in_ordinal_order()
    {
        var values = new DictionaryFeelScope((FeelContext)Given.Value("{z: [{\"b c\": 1}], a: {\"e f\": {g: 1}}, B: 2}"));
        Assert.Equal(["B", "a", "z"], values.Names);
        Assert.Equal(["B", "a", "b c", "e f", "g", "z"], Feel.NamesIn(values));
    }

    [Theory]
    [InlineData("Europe/Amsterdam", "date(\"2027-03-29\")")]
    [InlineData("Etc/UTC", "date(\"2027-03-28\")")]
    [InlineData("Nowhere/Land", "date(\"2027-03-28\")")]
    public void Today_is_the_day_in_the_given_zone_and_in_UTC_when_there_is_none(string zone, string expected)
    {
        var late = new FeelEnvironment(new(2027, 3, 28, 22, 30, 0, TimeSpan.Zero), zone, FeelLimits.Default);
        Assert.Equal(Given.Value(expected), Given.Parsed("today()").Evaluate(DictionaryFeelScope.Empty, late).Value);
    }

    [Theory]
    [InlineData("(function(a) a)(b: 1)", "(function(a) a)(b: 1)")]
    [InlineData("1 in (2, > 3)", "1 in (2, > 3)")]
    [InlineData("1 in (not(2, 3))", "1 in (not(2, 3))")]
    public void A_call_and_a_test_are_printed_as_they_are_written(string text, string expected) => Assert.Equal(expected, Given.Parsed(text).Print());
}
