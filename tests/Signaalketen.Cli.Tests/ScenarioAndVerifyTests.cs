using System.Text.Json;

namespace Signaalketen.Cli.Tests;

public sealed class ScenarioAndVerifyTests : IDisposable
{
    private const string Model = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/><userTask id="a"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/></process></definitions>
        """;

    private const string Good = """{"model":"../p.bpmn","steps":[{"do":"start"},{"expect":{"tasks":["a"]}}]}""";

    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task Scenario_file_that_holds_is_one_line_and_exit_0()
    {
        terminal.File("p.bpmn", Model);
        var path = terminal.File("scenarios/1.json", Good);
        var ran = await Terminal.Run("", "scenario", "test", path);
        Assert.Equal(0, ran.Exit);
        Assert.Equal($$"""{"ok":true,"file":{{JsonSerializer.Serialize(path)}},"steps":2}""", Assert.Single(ran.Lines));
    }

    [Fact]
    public async Task Scenario_that_fails_says_where_and_exit_1_while_the_others_run()
    {
        terminal.File("p.bpmn", Model);
        terminal.File("scenarios/1.json", Good.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        terminal.File("scenarios/2.json", Good);
        terminal.File("scenarios/3.json", Good.Replace("../p.bpmn", "nowhere.bpmn", StringComparison.Ordinal));
        terminal.File("scenarios/4.json", "not json");
        var ran = await Terminal.Run("", "scenario", "test", terminal.Folder);
        Assert.Equal((1, 4), (ran.Exit, ran.Lines.Count));
        Assert.Equal([false, true, false, false], ran.Lines.Select((_, line) => ran.Json(line).GetProperty("ok").GetBoolean()));
        Assert.Contains("Step 2", ran.Json(0).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("nowhere.bpmn", ran.Json(2).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Story_is_told_on_standard_error_for_a_scenario_that_fails_or_when_asked_for()
    {
        terminal.File("p.bpmn", Model);
        var good = terminal.File("scenarios/1.json", Good);
        var quiet = await Terminal.Run("", "scenario", "test", good);
        Assert.Equal("", quiet.Error);
        var told = await Terminal.Run("", "scenario", "test", "--trace", good);
        Assert.Equal(quiet.Lines, told.Lines);
        Assert.Equal([$"{good}:", "1. start → an instance of `p:1` starts; `s` completed; `a` is an open task", "2. expect → holds"], told.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        var failed = await Terminal.Run("", "scenario", "test", terminal.File("scenarios/2.json", Good.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)));
        Assert.Contains("2. expect → tasks should be", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Option_that_scenario_does_not_know_is_wrong_usage() =>
        Assert.Equal((2, "Unknown option --trace!. Known here: --trace."), await Terminal.Run("", "scenario", "test", "--trace!", "x") is var ran ? (ran.Exit, ran.Error.Trim()) : default);

    [Fact]
    public async Task Folder_with_scenario_folders_leaves_other_json_alone()
    {
        terminal.File("p.bpmn", Model);
        terminal.File("forms/a.json", "{}");
        terminal.File("scenarios/1.json", Good);
        Assert.Equal(0, (await Terminal.Run("", "scenario", "test", terminal.Folder)).Exit);
    }

    [Fact]
    public async Task Folder_without_any_scenario_is_wrong_usage() => Assert.Equal(2, (await Terminal.Run("", "scenario", "test", terminal.Folder)).Exit);

    [Fact]
    public async Task Verify_prints_nothing_for_a_sound_model() =>
        Assert.Equal((0, 0), await Terminal.Run("", "verify", terminal.File("p.bpmn", Model)) is var ran ? (ran.Exit, ran.Lines.Count) : default);

    [Fact]
    public async Task Verify_prints_a_line_per_problem_with_its_path_and_exit_1()
    {
        var ran = await Terminal.Run("", "verify", terminal.File("p.bpmn", """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/><exclusiveGateway id="x"/><task id="a"/><endEvent id="e"/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="a"/><sequenceFlow id="f3" sourceRef="a" targetRef="a"/><sequenceFlow id="f4" sourceRef="x" targetRef="e"/></process></definitions>
            """));
        Assert.Equal(1, ran.Exit);
        var error = ran.Lines.Select((_, line) => ran.Json(line)).Single(line => line.GetProperty("severity").GetString() == "error");
        Assert.Equal(["severity", "rule", "element", "message", "messageNl", "path"], error.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("verify.no-way-out", "a", """["s","x","a"]"""), (error.GetProperty("rule").GetString(), error.GetProperty("element").GetString(), error.GetProperty("path").GetRawText()));
    }

    [Fact]
    public async Task Verify_with_warnings_only_is_fine()
    {
        var ran = await Terminal.Run("", "verify", terminal.File("p.bpmn", """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/><exclusiveGateway id="x"/><task id="a"/><task id="b"/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="a"/><sequenceFlow id="f3" sourceRef="x" targetRef="b"/></process></definitions>
            """));
        Assert.Equal(0, ran.Exit);
        Assert.All(ran.Lines.Select((_, line) => ran.Json(line)), line => Assert.Equal("warning", line.GetProperty("severity").GetString()));
        Assert.Equal(2, ran.Lines.Count);
    }
}
