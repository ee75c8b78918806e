using System.Text.Json;

namespace Signaalketen.Cli.Tests;

public sealed class PlayTests : IDisposable
{
    private const string Model = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test"><process id="p">
          <startEvent id="s"/><manualTask id="a" name="Café"/><serviceTask id="b"/><endEvent id="e"/>
          <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="b"/><sequenceFlow id="f3" sourceRef="b" targetRef="e"/></process></definitions>
        """;

    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task First_line_says_what_is_deployed_and_each_step_gets_one_line()
    {
        var ran = await Terminal.Run("""{"do":"start","variables":{"x":"é"}}""" + "\n\n", "play", terminal.File("p.bpmn", Model), "--clock", "2027-01-04T09:00:00+01:00");
        Assert.Equal((0, 2, ""), (ran.Exit, ran.Lines.Count, ran.Error));
        Assert.Equal("""{"ok":true,"processes":["p"]}""", ran.Lines[0]);
        Assert.Equal(
            """{"ok":true,"ended":true,"instances":0,"tasks":[],"waits":[],"jobs":[],"incidents":[],"variables":{"x":"é"},"done":{"a":1,"b":1,"e":1,"s":1},"ends":{"e":1},"clock":"2027-01-04T09:00:00+01:00"}""",
            ran.Lines[1]);
    }

    [Fact]
    public async Task Options_let_tasks_and_jobs_wait_and_the_clock_is_the_machines_when_not_given()
    {
        var ran = await Terminal.Run(
            """
            {"do":"start"}
            {"do":"complete","task":"a"}
            {"do":"finishJob","element":"b","variables":{"y":1}}
            """, "play", terminal.File("p.bpmn", Model), "--jobs", "manual", "--none-tasks", "wait");
        Assert.Equal(0, ran.Exit);
        Assert.Equal("""["a"]""", ran.Json(1).GetProperty("tasks").GetRawText());
        Assert.Equal("2027-01-04T08:00:00Z", ran.Json(1).GetProperty("clock").GetString());
        Assert.Equal("""["b"]""", ran.Json(2).GetProperty("jobs").GetRawText());
        Assert.True(ran.Json(3).GetProperty("ended").GetBoolean());
    }

    [Fact]
    public async Task Wrong_step_is_answered_and_the_conversation_goes_on()
    {
        var ran = await Terminal.Run("not json\n{\"do\":\"fly\"}\n" + new string('[', 100) + "\n{\"do\":\"start\"}\n", "play", terminal.File("p.bpmn", Model));
        Assert.Equal(0, ran.Exit);
        Assert.All([1, 2, 3], line => Assert.Equal("Invalid", ran.Json(line).GetProperty("code").GetString()));
        Assert.Equal(JsonValueKind.Null, ran.Json(1).GetProperty("element").ValueKind);
        Assert.True(ran.Json(4).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Model_with_problems_is_refused_with_exit_1_and_all_problems()
    {
        var ran = await Terminal.Run("""{"do":"start"}""", "play", terminal.File("p.bpmn", Model.Replace("serviceTask", "wishTask", StringComparison.Ordinal).Replace("id=\"e\"", "id=\"a\"", StringComparison.Ordinal)));
        Assert.Equal(1, ran.Exit);
        var answer = JsonDocument.Parse(Assert.Single(ran.Lines)).RootElement;
        Assert.False(answer.GetProperty("ok").GetBoolean());
        var rules = answer.GetProperty("problems").EnumerateArray().Select(problem => (problem.GetProperty("rule").GetString(), problem.GetProperty("element").GetString())).ToArray();
        Assert.Contains(("bpmn.unsupported", "b"), rules);
        Assert.Contains(("bpmn.duplicate-id", "a"), rules);
        Assert.All(answer.GetProperty("problems").EnumerateArray(), problem => Assert.NotEmpty(problem.GetProperty("message").GetString()!));
    }

    [Fact]
    public async Task Other_files_are_deployed_with_also()
    {
        var called = terminal.File("q.bpmn", Model.Replace("\"p\"", "\"q\"", StringComparison.Ordinal));
        var main = terminal.File("p.bpmn", """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><callActivity id="c" calledElement="q"/></process></definitions>
            """);
        Assert.Equal("bpmn.called-process-unknown", (await Terminal.Run("", "play", main)).Json(0).GetProperty("problems")[0].GetProperty("rule").GetString());
        var ran = await Terminal.Run("""{"do":"start"}""", "play", main, "--also", called);
        Assert.Equal("""{"ok":true,"processes":["p","q"]}""", ran.Lines[0]);
        Assert.Equal("""{"a":1,"b":1,"c":1,"e":1,"s":1}""", ran.Json(1).GetProperty("done").GetRawText());
    }

    [Theory]
    [InlineData("play")]
    [InlineData("play", "none.bpmn")]
    [InlineData("play", "MODEL", "more")]
    [InlineData("play", "MODEL", "--clock", "noon")]
    [InlineData("play", "MODEL", "--clock")]
    [InlineData("play", "MODEL", "--jobs", "never")]
    [InlineData("play", "MODEL", "--none-tasks", "skip")]
    [InlineData("play", "MODEL", "--jobs", "auto", "--jobs", "manual")]
    [InlineData("play", "MODEL", "--speed", "1")]
    [InlineData("play", "MODEL", "--also", "none.bpmn")]
    [InlineData("verify")]
    [InlineData("verify", "none.bpmn")]
    [InlineData("scenario")]
    [InlineData("scenario", "test")]
    [InlineData("fly")]
    [InlineData]
    public async Task Wrong_usage_says_what_is_wrong_with_exit_2(params string[] args)
    {
        var path = terminal.File("p.bpmn", Model);
        var ran = await Terminal.Run("", [.. args.Select(arg => arg == "MODEL" ? path : arg)]);
        Assert.Equal((2, 0), (ran.Exit, ran.Lines.Count));
        Assert.NotEmpty(ran.Error);
    }

    [Fact]
    public async Task Help_is_fine() => Assert.Equal((0, ""), ((await Terminal.Run("", "--help")).Exit, (await Terminal.Run("", "help")).Error));

    [Fact]
    public async Task Global_task_is_called_and_not_listed_or_started_as_a_process()
    {
        using var terminal = new Terminal();
        var file = terminal.File("g.bpmn", """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><globalUserTask id="gt"/><process id="p"><startEvent id="s"/><callActivity id="c" calledElement="gt"/><sequenceFlow id="f" sourceRef="s" targetRef="c"/></process></definitions>
            """);
        var ran = await Terminal.Run("{\"do\":\"start\",\"process\":\"gt\"}\n{\"do\":\"start\"}", "play", file);
        Assert.Equal("""{"ok":true,"processes":["p"]}""", ran.Lines[0]);
        Assert.Equal("Invalid", ran.Json(1).GetProperty("code").GetString());
        Assert.Equal("""["gt"]""", ran.Json(2).GetProperty("tasks").GetRawText());
    }
}
