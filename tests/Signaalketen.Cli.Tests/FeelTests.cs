using System.Text.Json;

namespace Signaalketen.Cli.Tests;

public class FeelTests
{
    [Theory]
    [InlineData("1.50", "number", "1.5", "1.5")]
    [InlineData("1/3", "number", "\"0.3333333333333333333333333333333333\"", "0.3333333333333333333333333333333333")]
    [InlineData("upper case(\\\"a\\\")", "string", "\"A\"", "\"A\"")]
    [InlineData("1 < 2", "boolean", "true", "true")]
    [InlineData("null", "null", "null", "null")]
    [InlineData("date(2027, 1, 4)", "date", "\"2027-01-04\"", "@\"2027-01-04\"")]
    [InlineData("@\\\"10:00:00@Europe/Amsterdam\\\"", "time", "\"10:00:00@Europe/Amsterdam\"", "@\"10:00:00@Europe/Amsterdam\"")]
    [InlineData("@\\\"2027-01-04T10:00:00Z\\\"", "date and time", "\"2027-01-04T10:00:00Z\"", "@\"2027-01-04T10:00:00Z\"")]
    [InlineData("duration(\\\"PT36H\\\")", "days and time duration", "\"P1DT12H\"", "@\"P1DT12H\"")]
    [InlineData("duration(\\\"P14M\\\")", "years and months duration", "\"P1Y2M\"", "@\"P1Y2M\"")]
    [InlineData("[1, \\\"a\\\"]", "list", "[1,\"a\"]", "[1, \"a\"]")]
    [InlineData("{a: 1, \\\"b c\\\": [true]}", "context", "{\"a\":1,\"b c\":[true]}", "{a: 1, \"b c\": [true]}")]
    [InlineData("[1..2)", "range", "\"[1..2)\"", "[1..2)")]
    [InlineData("function(a) a + 1", "function", "\"function(a) a + 1\"", "function(a) a + 1")]
    public async Task Each_type_has_a_name_a_json_value_and_a_text(string expr, string type, string value, string feel)
    {
        var ran = await Terminal.Run($"{{\"expr\":\"{expr}\"}}", "feel");

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        var answer = ran.Json(0);
        Assert.Equal(["ok", "type", "value", "feel", "diagnostics"], answer.EnumerateObject().Select(property => property.Name));
        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(type, answer.GetProperty("type").GetString());
        Assert.Equal(value, answer.GetProperty("value").GetRawText());
        Assert.Equal(feel, answer.GetProperty("feel").GetString());
        Assert.Equal(0, answer.GetProperty("diagnostics").GetArrayLength());
    }

    [Fact]
    public async Task Context_gives_the_variables_also_those_with_spaces()
    {
        var ran = await Terminal.Run("""{"expr":"datum van ontvangst + wait","context":"{datum van ontvangst: @\"2027-01-04\", wait: @\"P1D\"}"}""", "feel");
        Assert.Equal("2027-01-05", ran.Json(0).GetProperty("value").GetString());
    }

    [Fact]
    public async Task What_goes_wrong_gives_null_and_says_so()
    {
        var answer = (await Terminal.Run("""{"expr":"1 / 0"}""", "feel")).Json(0);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("value").ValueKind);
        Assert.Single(answer.GetProperty("diagnostics").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"expr":"1 +"}""", 3)]
    [InlineData("""{"expr":"a in [1, 2"}""", 10)]
    [InlineData("""{"expr":"a","context":"{a: }"}""", 4)]
    [InlineData("""{"expr":"a","context":"[1]"}""", 0)]
    [InlineData("""{"expr":"a","context":{"a":1}}""", 0)]
    [InlineData("""{"expr":5}""", 0)]
    [InlineData("""{"context":"{}"}""", 0)]
    [InlineData("[]", 0)]
    [InlineData("1 + 1", 0)]
    public async Task A_line_that_cannot_be_used_is_answered_and_the_next_goes_on(string line, int position)
    {
        var ran = await Terminal.Run($"{line}\n\n{{\"expr\":\"1 + 1\"}}\n", "feel");

        Assert.Equal((0, 2), (ran.Exit, ran.Lines.Count));
        var refusal = ran.Json(0);
        Assert.Equal(["ok", "error", "position"], refusal.EnumerateObject().Select(property => property.Name));
        Assert.False(refusal.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(refusal.GetProperty("error").GetString()!);
        Assert.Equal(position, refusal.GetProperty("position").GetInt32());
        Assert.Equal(2, ran.Json(1).GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task Now_is_the_present_or_the_clock_that_was_asked_for()
    {
        const string line = """{"expr":"now()"}""";
        Assert.Equal("2027-01-04T09:00:00@Europe/Amsterdam", (await Terminal.Run(line, "feel")).Json(0).GetProperty("value").GetString());
        Assert.Equal("2027-07-01T12:00:00@Europe/Amsterdam", (await Terminal.Run(line, "feel", "--clock", "2027-07-01T10:00:00Z")).Json(0).GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("1 + 1")]
    [InlineData("--clock", "gisteren")]
    [InlineData("--watch", "1")]
    public async Task Wrong_usage_is_2(params string[] args) => Assert.Equal(2, (await Terminal.Run("", ["feel", .. args])).Exit);
}
