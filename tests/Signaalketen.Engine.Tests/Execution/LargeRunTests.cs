using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Many rounds, many repetitions, deep calls: constant stack, an end by budget, never a crash.</summary>
public class LargeRunTests
{
    private static readonly EngineOptions Options = new() { Calendar = WorkingCalendar.Netherlands };

    private static StepResult.Accepted Step(DefinitionSet definitions, InstanceState? state, Command command, EngineOptions? options = null) =>
        Assert.IsType<StepResult.Accepted>(new Engine(options ?? Options).Step(definitions, state, command, Drive.At("2027-01-04T09:00")));

    private static StepResult.Accepted Start(DefinitionSet definitions, string variables = "{}", EngineOptions? options = null) =>
        Step(definitions, null, new StartInstance("i", "p:1", Drive.Values(variables)), options);

    private static int Completed(StepResult.Accepted result, string element) => result.Events.OfType<ElementCompleted>().Count(e => e.Element == element && e.Role != InstanceRole.Body);

    [Fact]
    public void Hundred_thousand_rounds_of_a_gateway_loop_are_one_step()
    {
        var definitions = Bpmn.Deploy(Bpmn.Process("""
            <startEvent id="s"/><exclusiveGateway id="m"/><scriptTask id="t"><script>{x: x + 1}</script></scriptTask><exclusiveGateway id="g"/><endEvent id="e"/>
            <flows>s > m > t > g; g > m if x &lt; 100000; g > e else</flows>
            """));
        var result = Start(definitions, "{x: 0}");
        Assert.Equal((InstanceStatus.Completed, 100_000), (result.State.Status, Completed(result, "t")));
        Assert.Equal(StateText.Write(result.State), StateText.Write(Evolve.Replay(result.Events)));
    }

    [Fact]
    public void Hundred_thousand_rounds_of_a_standard_loop_are_one_step()
    {
        var result = Start(Bpmn.Deploy(Bpmn.Process("""
            <startEvent id="s"/><task id="t"><standardLoopCharacteristics><loopCondition>loopCounter &lt; 100000</loopCondition></standardLoopCharacteristics></task><endEvent id="e"/><flows>s > t > e</flows>
            """)));
        Assert.Equal((InstanceStatus.Completed, 100_000), (result.State.Status, Completed(result, "t")));
    }

    [Theory]
    [InlineData("false", 10_000)]
    [InlineData("true", 1)]
    public void Ten_thousand_repetitions_are_completed_one_by_one(string sequential, int openAtOnce)
    {
        var definitions = Bpmn.Deploy(Bpmn.Process($"""
            <property id="r" name="results"/><startEvent id="s"/><userTask id="t"><multiInstanceLoopCharacteristics isSequential="{sequential}"><loopCardinality>10000</loopCardinality>
              <loopDataOutputRef>r</loopDataOutputRef><outputDataItem id="o" name="mine"/></multiInstanceLoopCharacteristics></userTask><endEvent id="e"/><flows>s > t > e</flows>
            """));
        var result = Start(definitions);
        Assert.Equal(openAtOnce, result.Effects.OfType<CreateUserTask>().Count());
        for (var done = 0; done < 10_000; done++)
            result = Step(definitions, result.State, new CompleteUserTask(result.State.Elements.First(entry => entry.Value.Pending == Pending.UserTask).Key, Drive.Values("{mine: 1}")));
        Assert.Equal(InstanceStatus.Completed, result.State.Status);
        Assert.True(result.State.Outcome.TryGet("results", out var results) && results is Signaalketen.Engine.Expressions.FeelList { Count: 10_000 });
    }

    [Fact]
    public void Ten_thousand_repetitions_that_pass_are_one_step()
    {
        var result = Start(Bpmn.Deploy(Bpmn.Process("""
            <startEvent id="s"/><subProcess id="sub"><task id="t"/><multiInstanceLoopCharacteristics><loopCardinality>10000</loopCardinality></multiInstanceLoopCharacteristics></subProcess><flows>s > sub</flows>
            """)));
        Assert.Equal((InstanceStatus.Completed, 10_000), (result.State.Status, Completed(result, "t")));
    }

    [Fact]
    public void Ten_thousand_failed_repetitions_are_dropped_by_their_boundary_event()
    {
        var definitions = Bpmn.Deploy(Bpmn.Process("""
            <startEvent id="s"/><scriptTask id="t"><script>missing + 1</script><multiInstanceLoopCharacteristics><loopCardinality>10000</loopCardinality></multiInstanceLoopCharacteristics></scriptTask>
            <boundaryEvent id="b" attachedToRef="t"><messageEventDefinition/></boundaryEvent><userTask id="a"/><flows>s > t; b > a</flows>
            """));
        var stopped = Start(definitions);
        Assert.Equal(10_000, stopped.State.Incidents.Count);
        var dropped = Step(definitions, stopped.State, new CorrelateMessage("b", null, Variables.Empty));
        Assert.Equal((0, 1), (dropped.State.Incidents.Count, dropped.Effects.OfType<CreateUserTask>().Count()));
    }

    [Fact]
    public void Endless_loop_stops_with_an_incident_and_goes_on_when_resolved()
    {
        var definitions = Bpmn.Deploy(Bpmn.Process("""
            <startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="m"/><task id="t"/><exclusiveGateway id="g"/><userTask id="a"/><endEvent id="e"/>
            <flows>s > f > m > t > g; g > e if x; g > m else; f > a > e</flows>
            """));
        var options = Options with { Budget = 1_000 };
        var stopped = Start(definitions, "{x: false}", options);
        Assert.Equal(IncidentCodes.Budget, Assert.Single(stopped.State.Incidents).Value.Code);
        Assert.True(stopped.Events.Count < 5_000);
        var again = Step(definitions, stopped.State, new ResolveIncident(stopped.State.Incidents.First().Key, Variables.Empty), options);
        Assert.Equal(IncidentCodes.Budget, Assert.Single(again.State.Incidents).Value.Code);
        var resolved = Step(definitions, StateText.Read(StateText.Write(again.State)), new ResolveIncident(again.State.Incidents.First().Key, Drive.Values("{x: true}")), options);
        Assert.Equal((0, "a"), (resolved.State.Incidents.Count, Assert.Single(resolved.State.Elements, entry => entry.Value.Pending == Pending.UserTask).Value.ElementId));
        Assert.Equal(0, resolved.State.Tokens.Count);
    }

    [Fact]
    public void Process_that_calls_itself_forever_stops_with_an_incident()
    {
        var result = Start(Bpmn.Deploy(Bpmn.Process("""<startEvent id="s"/><callActivity id="c" calledElement="p"/><endEvent id="e"/><flows>s > c > e</flows>""")));
        Assert.Equal("c", Assert.Single(result.State.Incidents).Value.ElementId);
        Assert.Equal(result.State.Elements.Count, StateText.Read(StateText.Write(result.State)).Elements.Count);
    }

    private const string Recursive = """
        <startEvent id="s"/><exclusiveGateway id="g"/><userTask id="bottom"/><callActivity id="c" calledElement="p"><extensionElements><sk:input target="n" source="n - 1"/><sk:output target="back" source="back"/></extensionElements></callActivity>
        <endEvent id="e"/><endEvent id="fail"><errorEventDefinition errorRef="er"/></endEvent><exclusiveGateway id="x"/>
        <flows>s > g; g > c if n > 0; g > bottom else; c > e; bottom > x; x > fail if failing; x > e else</flows>
        """;

    [Fact]
    public void Ten_thousand_nested_calls_end_at_once_with_the_innermost()
    {
        var definitions = Bpmn.Deploy(Bpmn.Process(Recursive, """<error id="er" errorCode="E"/>"""));
        var options = Options with { DeepestCall = 20_000 };
        var started = Start(definitions, "{n: 10000}", options);
        var task = Assert.Single(started.State.Elements, entry => entry.Value.Pending == Pending.UserTask).Key;
        var done = Step(definitions, started.State, new CompleteUserTask(task, Drive.Values("{back: 7, failing: false}")), options);
        Assert.Equal((InstanceStatus.Completed, 10_001), (done.State.Status, Completed(done, "e")));
        Assert.True(done.State.Outcome.TryGet("back", out var back) && back.ToString() == "7");
        var failed = Step(definitions, started.State, new CompleteUserTask(task, Drive.Values("{failing: true}")), options);
        Assert.Equal("fail", Assert.Single(failed.State.Incidents).Value.ElementId);
        Assert.Equal(0, Step(definitions, failed.State, new CancelInstance("deep"), options).State.Elements.Count);
    }
}
