using System.Text.Json;
using System.Xml.Linq;

namespace Signaalketen.Cli.Tests;

public sealed class ImportTests : IDisposable
{
    private const string Model = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" exporter="Camunda Modeler" exporterVersion="5.30.0">
          <process id="p" camunda:historyTimeToLive="5"><startEvent id="s"/><userTask id="a" name="Café &#8364;" camunda:assignee="anna"/><endEvent id="e"/>
          <sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="e"><conditionExpression><![CDATA[${x > 1}]]></conditionExpression></sequenceFlow></process>
        </definitions>
        """;

    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task Import_reports_what_was_read_translated_degraded_and_dropped()
    {
        var ran = await Terminal.Run("", "import", terminal.File("p.bpmn", Model));
        Assert.Equal((0, 1), (ran.Exit, ran.Lines.Count));
        var report = ran.Json(0);
        Assert.Equal(["ok", "processes", "tool", "read", "translated", "degraded", "dropped", "problems"], report.EnumerateObject().Select(property => property.Name));
        Assert.Equal("""["p"]""", report.GetProperty("processes").GetRawText());
        Assert.Equal("Camunda Modeler 5.30.0", report.GetProperty("tool").GetString());
        Assert.Equal("""{"conditionExpression":1,"definitions":1,"endEvent":1,"process":1,"sequenceFlow":2,"startEvent":1,"userTask":1}""", report.GetProperty("read").GetRawText());
        Assert.Equal("""[{"element":"g","what":"conditionExpression","from":"${x > 1}","to":"x > 1"}]""", report.GetProperty("translated").GetRawText());
        Assert.Equal("a", report.GetProperty("degraded")[0].GetProperty("element").GetString());
        Assert.Equal("""{"element":"p","namespace":"http://camunda.org/schema/1.0/bpmn","name":"historyTimeToLive","kind":"attribute","count":1}""", report.GetProperty("dropped")[0].GetRawText());
        Assert.Equal("[]", report.GetProperty("problems").GetRawText());
    }

    [Fact]
    public async Task Import_of_what_cannot_be_executed_says_how_to_repair_it_and_exit_1()
    {
        var ran = await Terminal.Run("", "import", terminal.File("p.bpmn", Model.Replace("x > 1", "x.is()", StringComparison.Ordinal)));
        Assert.Equal(1, ran.Exit);
        var problem = ran.Json(0).GetProperty("problems").EnumerateArray().Single();
        Assert.Equal(("error", "import.expression", "g"), (problem.GetProperty("severity").GetString(), problem.GetProperty("rule").GetString(), problem.GetProperty("element").GetString()));
        Assert.Equal("Write the expression in FEEL.", problem.GetProperty("repair").GetString());
        Assert.Equal("Schrijf de expressie in FEEL.", problem.GetProperty("repairNl").GetString());
    }

    [Fact]
    public async Task Translated_model_plays()
    {
        var ran = await Terminal.Run(
            """
            {"do":"start","variables":{"x":2}}
            {"do":"complete","task":"a"}
            """,
            "play", terminal.File("p.bpmn", Model));
        Assert.True(ran.Json(2).GetProperty("ended").GetBoolean());
    }

    [Fact]
    public async Task Round_trip_writes_the_model_back()
    {
        var ran = await Terminal.Run("", "roundtrip", terminal.File("p.bpmn", Model));
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.True(XNode.DeepEquals(XDocument.Parse(Model).Root, XDocument.Parse(string.Join('\n', ran.Lines)).Root));
    }

    [Theory]
    [InlineData("iso-8859-1", "latin1")]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-8", "utf-8")]
    [InlineData("unheard-of", "utf-8")]
    public async Task Letters_stay_in_the_encoding_that_the_file_names(string named, string used)
    {
        var path = terminal.File("p.bpmn", "");
        await File.WriteAllTextAsync(path, Model.Replace("UTF-8", named, StringComparison.Ordinal).Replace("&#8364;", "", StringComparison.Ordinal), System.Text.Encoding.GetEncoding(used));
        var ran = await Terminal.Run("", "roundtrip", path);
        Assert.Contains("name=\"Café \"", string.Concat(ran.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Round_trip_of_something_else_writes_nothing_but_the_reason()
    {
        var ran = await Terminal.Run("", "roundtrip", terminal.File("p.bpmn", "<!DOCTYPE a><a/>"));
        Assert.Equal((1, 0), (ran.Exit, ran.Lines.Count));
        Assert.Equal("xml.dtd-forbidden", JsonDocument.Parse(ran.Error).RootElement.GetProperty("rule").GetString());
    }

    [Theory]
    [InlineData("import")]
    [InlineData("roundtrip")]
    [InlineData("import", "a", "b")]
    [InlineData("roundtrip", "nowhere.bpmn")]
    public async Task Wrong_usage_is_2(params string[] args) => Assert.Equal(2, (await Terminal.Run("", args)).Exit);
}
