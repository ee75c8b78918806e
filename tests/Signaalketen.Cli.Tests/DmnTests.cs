namespace Signaalketen.Cli.Tests;

public class DmnTests
{
    private const string Terms = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:terms" name="Terms">
          <import name="days" namespace="urn:days" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
          <inputData id="urgent" name="is urgent"><variable name="is urgent" typeRef="boolean"/></inputData>
          <decision id="pace" name="Pace"><variable name="Pace" typeRef="number"/><informationRequirement><requiredInput href="#urgent"/></informationRequirement>
            <literalExpression><text>if is urgent then 1 else 5</text></literalExpression></decision>
          <decision id="term" name="Term"><variable name="Term"/><informationRequirement><requiredDecision href="#pace"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="urn:days#words"/></knowledgeRequirement>
            <literalExpression><text>days.Words(Pace)</text></literalExpression></decision>
          <decisionService id="planning" name="Planning"><outputDecision href="#term"/><inputDecision href="#pace"/></decisionService>
        </definitions>
        """;

    private const string Days = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:days" name="Days">
          <businessKnowledgeModel id="words" name="Words"><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>string(n) + " wd"</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        </definitions>
        """;

    [Theory]
    [InlineData("Term", "{ is urgent: true }", "1 wd")]
    [InlineData("term", "{ is urgent: false }", "5 wd")]
    [InlineData("Planning", "{ Pace: 3 }", "3 wd")]
    public async Task A_decision_or_service_is_asked_by_name_and_imports_come_from_its_folder(string decision, string input, string expected)
    {
        using var terminal = new Terminal();
        terminal.File("days.dmn", Days);
        terminal.File("broken.dmn", "<urn:days");
        var ran = await Terminal.Run($$"""{"input":"{{input}}"}""", "dmn", terminal.File("terms.dmn", Terms), "--decision", decision);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        var answer = ran.Json(0);
        Assert.Equal(["ok", "type", "value", "feel", "diagnostics"], answer.EnumerateObject().Select(property => property.Name));
        Assert.Equal(expected, answer.GetProperty("value").GetString());
    }

    [Fact]
    public async Task Each_line_is_answered_also_one_that_cannot_be_used()
    {
        using var terminal = new Terminal();
        terminal.File("days.dmn", Days);
        var ran = await Terminal.Run("{\"input\":\"{ is urgent\"}\nno json\n{\"input\":\"{ is urgent: 7 }\"}", "dmn", terminal.File("terms.dmn", Terms), "--decision", "Pace");
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(line => ran.Json(line).GetProperty("ok").GetBoolean()));
        Assert.Contains("must be boolean", ran.Json(2).GetProperty("diagnostics")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_that_is_not_there_and_a_file_that_is_no_model_are_refused()
    {
        using var terminal = new Terminal();
        var unknown = await Terminal.Run("{}", "dmn", terminal.File("days.dmn", Days), "--decision", "Gone");
        Assert.Equal(1, unknown.Exit);
        Assert.Contains("'Gone'", unknown.Json(0).GetProperty("error").GetString(), StringComparison.Ordinal);
        var broken = await Terminal.Run("{}", "dmn", terminal.File("broken.dmn", "<x/>"), "--decision", "Gone");
        Assert.Equal(1, broken.Exit);
        Assert.Contains("dmn.not-a-model", broken.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Terminal.Run("", "dmn", terminal.File("days.dmn", Days))).Exit);
    }

    [Fact]
    public async Task Play_takes_decisions_along_and_refuses_one_that_is_nowhere()
    {
        using var terminal = new Terminal();
        var model = terminal.File("p.bpmn", """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sk="urn:signaalketen:bpmn:1" targetNamespace="urn:t"><process id="p"><startEvent id="s"/><businessRuleTask id="r" sk:decision="pace" sk:result="days"/><endEvent id="e"/>
              <sequenceFlow id="a" sourceRef="s" targetRef="r"/><sequenceFlow id="b" sourceRef="r" targetRef="e"/></process></definitions>
            """);
        var alone = await Terminal.Run("", "play", model);
        Assert.Equal((1, "dmn.decision-unknown"), (alone.Exit, alone.Json(0).GetProperty("problems")[0].GetProperty("rule").GetString()));
        var noProcess = await Terminal.Run("", "play", terminal.File("days.dmn", Days));
        Assert.Equal("bpmn.not-a-model", noProcess.Json(0).GetProperty("problems")[0].GetProperty("rule").GetString());
        var ran = await Terminal.Run(
            """{"do":"start","variables":{"is urgent":true}}""", "play", model, "--also", terminal.File("terms.dmn", Terms), "--also", terminal.File("days.dmn", Days));
        Assert.Equal(1, ran.Json(1).GetProperty("variables").GetProperty("days").GetInt32());
    }
}
