using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

public class IncidentTests
{
    [Fact]
    public void Incident_is_resolved_once()
    {
        var drive = Drive.Started("""<startEvent id="s"/><serviceTask id="a"/><flows>s > a</flows>""").Fail("a");
        var key = drive.State.Incidents.First().Key;
        Assert.Equal("a", drive.Resolve("a").Jobs);
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new ResolveIncident(key, Variables.Empty)).Code);
    }

    [Fact]
    public void Variables_of_a_resolved_incident_go_where_their_name_lives()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><subProcess id="sub"><dataObject id="d" name="own"/><exclusiveGateway id="g"/><userTask id="a"/><userTask id="b"/><flows>g > a if own = 1; g > b if own = 2</flows></subProcess><flows>s > sub</flows>
            """);
        Assert.Equal("g:NoFlow", drive.Incidents);
        Assert.Equal(("b", "absent"), (drive.Resolve("g", "{own: 2}").Tasks, drive["own"]));
    }

    [Fact]
    public void Incident_dies_with_its_scope()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><subProcess id="sub"><serviceTask id="a"/></subProcess>
            <boundaryEvent id="b" attachedToRef="sub"><messageEventDefinition/></boundaryEvent><userTask id="x"/><flows>s > sub; b > x</flows>
            """).Fail("a").Message("b");
        Assert.Equal(("", "x"), (drive.Incidents, drive.Tasks));
    }

    [Fact]
    public void Scope_with_an_incident_does_not_end_before_it_is_resolved()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><subProcess id="sub"><parallelGateway id="f"/><userTask id="a"/><exclusiveGateway id="g"/><task id="t"/><flows>f > a; f > g; g > t if x</flows></subProcess><userTask id="after"/><flows>s > sub > after</flows>
            """).Complete("a");
        Assert.Equal(("g:ExpressionFailed", ""), (drive.Incidents, drive.Tasks));
        Assert.Equal("after", drive.Resolve("g", "{x: true}").Tasks);
    }

    [Fact]
    public void Task_that_cannot_leave_while_its_boundary_timer_runs_can_still_be_interrupted()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><userTask id="a"/><userTask id="y"/><userTask id="x"/><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <flows>s > a; a > y if false; b > x</flows>
            """).Complete("a");
        Assert.Equal("a:NoFlow", drive.Incidents);
        Assert.Equal(("", "x"), (drive.Advance("PT1H").Incidents, drive.Tasks));
    }

    [Fact]
    public void Broken_invariant_refuses_the_step_and_names_what_was_caught()
    {
        var definitions = Bpmn.Deploy(Bpmn.Process("""<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>"""));
        var drive = new Drive(definitions).Start();
        var refused = Assert.IsType<StepResult.Rejected>(drive.Engine.Step(DefinitionSet.Empty, drive.State, new CompleteUserTask(drive.Key("a", 0, Pending.UserTask), Variables.Empty), drive.Now));
        Assert.Equal(RejectionCode.BrokenInvariant, refused.Rejection.Code);
        Assert.IsType<BrokenInvariantException>(refused.Bug);
        Assert.Contains("p:1", refused.Rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_about_what_is_gone_is_refused_by_name()
    {
        var drive = Drive.Started("""<startEvent id="s"/><userTask id="a"/><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><task id="c"/><flows>s > a; b > c</flows>""");
        var task = drive.Key("a", 0, Pending.UserTask);
        var completed = new ElementCompleted(task, "a", InstanceRole.Node, Pending.UserTask);
        Refused("a ends with something still alive in it.", completed);
        Refused("Token 999 is gone.", new TokenRemoved(999));
        Refused("Wait 999 is gone.", new WaitClosed(999, "b", WaitKind.Timer));
        Refused("Element instance 999 is gone.", completed with { Key = 999 });
        Assert.Equal("A history begins with InstanceStarted.", Assert.Throws<BrokenInvariantException>(() => Evolve.Apply(null, completed)).Message);

        void Refused(string sentence, Event happened) => Assert.Equal(sentence, Assert.Throws<BrokenInvariantException>(() => Evolve.Apply(drive.State, happened)).Message);
    }

    [Fact]
    public void History_that_does_not_begin_with_a_start_or_loses_an_event_is_refused()
    {
        Assert.Throws<BrokenInvariantException>(() => Evolve.Replay([]));
        var drive = Drive.Started("""<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""");
        Assert.Throws<BrokenInvariantException>(() => Evolve.Replay(drive.History.Skip(1)));
        Assert.Throws<BrokenInvariantException>(() => Evolve.Replay(drive.History.Where(happened => happened is not ElementActivated { Element: "s" })));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"format\":99}")]
    [InlineData("[]")]
    public void Text_that_is_no_state_is_refused(string text) =>
        Assert.StartsWith("The stored state ", Assert.Throws<FormatException>(() => StateText.Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"event\":\"Unknown\"}")]
    public void Text_that_is_no_event_is_refused(string text)
    {
        Assert.StartsWith("The stored event ", Assert.Throws<FormatException>(() => EventText.Read(text)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The stored ", Assert.Throws<FormatException>(() => EventText.ReadAll(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_without_anything_alive_reads_back()
    {
        const string ended = """{"format":1,"instanceId":"i1","definitionKey":"p:1","status":"Completed","nextKey":7}""";
        var state = StateText.Read(ended);
        Assert.Equal((InstanceStatus.Completed, 7, 0, 0), (state.Status, state.NextKey, state.Outcome.Count, state.Elements.Count + state.Tokens.Count + state.Waits.Count + state.Incidents.Count));
        Assert.Equal(StateText.Write(state), StateText.Write(StateText.Read(StateText.Write(state))));
    }

    /// <summary>Format 1 as it was released: an old instance loads, goes on and ends.</summary>
    [Fact]
    public void State_of_format_1_loads_continues_and_finishes()
    {
        var stored = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Execution", "state-format-1.json"));
        var definitions = Bpmn.Deploy(Bpmn.Process(FixtureProcess));
        var engine = new Engine(new() { Calendar = WorkingCalendar.Netherlands });
        var state = StateText.Read(stored);
        while (state.Elements.FirstOrDefault(entry => entry.Value.Pending == Pending.UserTask) is { Key: > 0 } open)
            state = Assert.IsType<StepResult.Accepted>(engine.Step(definitions, state, new CompleteUserTask(open.Key, Drive.Values("{mine: 2}")), Drive.At("2027-01-04T10:00"))).State;
        Assert.Equal(InstanceStatus.Completed, state.Status);
        Assert.True(state.Outcome.TryGet("results", out var results));
        Assert.Equal("[1, 2, 2]", results.ToString());
    }

    internal const string FixtureProcess = """
        <property id="r" name="results"/><property id="i" name="items"/><startEvent id="s"/><parallelGateway id="f"/><parallelGateway id="j"/><endEvent id="e"/>
        <userTask id="t"><extensionElements><sk:term duration="5 wd" ladder="L"/></extensionElements>
          <multiInstanceLoopCharacteristics><loopDataInputRef>i</loopDataInputRef><loopDataOutputRef>r</loopDataOutputRef><inputDataItem id="x" name="each"/><outputDataItem id="o" name="mine"/></multiInstanceLoopCharacteristics></userTask>
        <boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></boundaryEvent>
        <extensionElements><sk:ladder id="L"><sk:rung at="50%" to="assignee" action="remind"/></sk:ladder></extensionElements>
        <subProcess id="esp" triggeredByEvent="true"><startEvent id="es" isInterrupting="false"><messageEventDefinition sk:correlationKey="dossier"/></startEvent><endEvent id="ee"/><flows>es > ee</flows></subProcess>
        <flows>s > f > t > j > e; f > j; b > e</flows>
        """;
}
