using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Reading;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Processes that start at one of several events, or at all of them together.</summary>
public class StartingTests
{
    private const string Roots = """<message id="m1" name="one"/><message id="m2" name="two"/><signal id="sig" name="alarm"/>""";

    private static string Gateway(string attributes, string before = "") => $"""
        {before}<eventBasedGateway id="g" instantiate="true" {attributes}/>
        <intermediateCatchEvent id="c1"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>
        <intermediateCatchEvent id="c2"><messageEventDefinition messageRef="m2" sk:correlationKey="number"/></intermediateCatchEvent>
        <intermediateCatchEvent id="c3"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
        <userTask id="a"/><userTask id="b"/><userTask id="c"/><flows>{(before.Length > 0 ? "s > g;" : "")} g > c1 > a; g > c2 > b; g > c3 > c</flows>
        """;

    private const string AllStart = """
        <startEvent id="s" parallelMultiple="true"><messageEventDefinition messageRef="m1"/><messageEventDefinition messageRef="m2" sk:correlationKey="number"/><signalEventDefinition signalRef="sig"/></startEvent>
        <userTask id="a"/><flows>s > a</flows>
        """;

    private static string Triggers(string body) => string.Join(' ', Bpmn.Deploy(Bpmn.Process(body, Roots)).All.Single().Starts.Select(start => $"{start.ElementId}:{start.Kind}:{start.Name}"));

    [Fact]
    public void Every_event_behind_an_instantiating_eventBasedGateway_is_a_start_trigger() =>
        Assert.Equal("c1:Message:one c2:Message:two c3:Signal:alarm", Triggers(Gateway("")));

    [Theory]
    [InlineData("c1", "c1 g", "a")]
    [InlineData("c3", "c3 g", "c")]
    public void Exclusive_instantiating_gateway_begins_behind_the_event_that_happened(string at, string done, string tasks)
    {
        var drive = Drive.Of(Gateway("eventGatewayType=\"Exclusive\""), Roots).Start("{x: 5}", at);
        Assert.Equal((done, tasks, "", "5"), (string.Join(' ', drive.Trace.Split(' ').Order(StringComparer.Ordinal)), drive.Tasks, drive.Waits, drive["x"]));
    }

    [Fact]
    public void Instantiating_gateway_after_a_none_start_event_waits_when_started_by_hand()
    {
        var definitions = Bpmn.Deploy(Bpmn.Process(Gateway("", "<startEvent id=\"s\"/>"), Roots));
        Assert.Equal("c1 c2 c3", new Drive(definitions).Start("{number: 1}").Waits);
        Assert.Equal("s g c1", new Drive(definitions).Start(at: "c1").Trace);
    }

    [Fact]
    public void Parallel_instantiating_gateway_waits_for_all_of_its_events_and_then_lets_the_process_end()
    {
        var drive = Drive.Of(Gateway("eventGatewayType=\"Parallel\""), Roots).Start("{number: 7}", "c1");
        Assert.Equal(("a", "c2 c3"), (drive.Tasks, drive.Waits));
        Assert.False(drive.Complete("a").Ended);
        drive.Message("two", key: "7").Complete("b");
        Assert.Equal(("", "c3", false), (drive.Tasks, drive.Waits, drive.Ended));
        Assert.Equal(("c", ""), (drive.Signal("alarm").Tasks, drive.Waits));
        Assert.True(drive.Complete("c").Ended);
        Assert.Equal("c1 a c2 b g c3 c", drive.Trace);
    }

    [Fact]
    public void Parallel_gateway_started_by_hand_waits_for_all_events_too()
    {
        var drive = Drive.Of(Gateway("eventGatewayType=\"Parallel\"", "<startEvent id=\"s\"/>"), Roots).Start("{number: 7}");
        Assert.Equal("c1 c2 c3", drive.Waits);
        Assert.Equal("a b c", drive.Message("one").Message("two").Signal("alarm").Tasks);
        Assert.True(drive.Complete("a").Complete("b").Complete("c").Ended);
    }

    [Fact]
    public void Event_of_a_parallel_gateway_that_cannot_be_awaited_yet_is_awaited_once_the_incident_is_resolved()
    {
        var drive = Drive.Of(Gateway("eventGatewayType=\"Parallel\""), Roots).Start(at: "c1");
        Assert.Equal(("g:ExpressionFailed", "a"), (drive.Incidents, drive.Tasks));
        Assert.Equal(("", "c2 c3", "a"), (drive.Resolve("g", "{number: 7}").Incidents, drive.Waits, drive.Tasks));
    }

    [Fact]
    public void Receive_tasks_behind_an_instantiating_gateway_start_a_process()
    {
        const string body = """
            <eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/><receiveTask id="r1" messageRef="m1"/><receiveTask id="r2" messageRef="m2"/><endEvent id="e1"/><endEvent id="e2"/>
            <flows>g > r1 > e1; g > r2 > e2</flows>
            """;
        Assert.Equal("r1:Message:one r2:Message:two", Triggers(body));
        var drive = Drive.Of(body, Roots).Start(at: "r2");
        Assert.Equal("r1", drive.Waits);
        Assert.True(drive.Message("one").Ended);
    }

    [Fact]
    public void Start_event_with_several_definitions_starts_at_any_of_them()
    {
        const string body = """
            <startEvent id="s"><messageEventDefinition messageRef="m1"/><signalEventDefinition signalRef="sig"/><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent><userTask id="a"/><flows>s > a</flows>
            """;
        Assert.Equal("s:Message:one s:Signal:alarm s:Timer:", Triggers(body));
        Assert.Equal("a", Drive.Of(body, Roots).Start(at: "s", trigger: "alarm").Tasks);
        Assert.Equal("a", Drive.Of(body, Roots).Start(at: "s").Tasks);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("alarm")]
    public void Parallel_multiple_start_lets_its_token_go_when_all_of_its_events_have_happened(string first)
    {
        var drive = Drive.Of(AllStart, Roots).Start("{number: 7}", "s", trigger: first);
        Assert.Equal(("", "s s"), (drive.Tasks, drive.Waits));
        drive.Message("two", "{x: 1}", "7");
        Assert.Equal(("", "s", "1"), (drive.Tasks, drive.Waits, drive["x"]));
        if (first == "one")
            drive.Signal("alarm");
        else
            drive.Message("one");
        Assert.Equal(("a", "", "s", "absent"), (drive.Tasks, drive.Waits, drive.Trace, drive["first event"]));
        Assert.True(drive.Complete("a").Ended);
    }

    [Fact]
    public void Parallel_multiple_start_that_cannot_wait_yet_waits_for_all_once_the_incident_is_resolved()
    {
        var drive = Drive.Of(AllStart, Roots).Start(at: "s", trigger: "alarm");
        Assert.Equal(("s:ExpressionFailed", ""), (drive.Incidents, drive.Waits));
        Assert.Equal(("", "s s"), (drive.Resolve("s", "{number: 7}").Incidents, drive.Waits));
    }

    [Fact]
    public void Parallel_multiple_start_is_not_started_by_hand()
    {
        Rejection Refused(string? trigger) => Drive.Of(AllStart, Roots).Refused(new StartInstance("i", "p:1", Variables.Empty, "s", trigger));
        Assert.Equal((RejectionCode.Invalid, "s"), (Refused(null).Code, Refused(null).ElementId));
        Assert.Equal(RejectionCode.Invalid, Refused("other").Code);
    }

    [Fact]
    public void Parallel_multiple_start_may_begin_with_its_timer()
    {
        var drive = Drive.Of("""
            <startEvent id="s" parallelMultiple="true" isInterrupting="false"><messageEventDefinition messageRef="m1"/><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent><userTask id="a"/><flows>s > a</flows>
            """, Roots).Start(at: "s");
        Assert.Equal("s", drive.Waits);
        Assert.Equal(("a", ""), (drive.Message("one").Tasks, drive.Waits));
    }

    [Theory]
    [InlineData("<startEvent id=\"s\"><conditionalEventDefinition><condition>x > 1</condition></conditionalEventDefinition></startEvent><task id=\"a\"/><flows>s > a</flows>", "bpmn.conditional-start s")]
    [InlineData("<startEvent id=\"s\" parallelMultiple=\"true\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></startEvent><task id=\"a\"/><flows>s > a</flows>", "bpmn.start-timers s")]
    [InlineData("<startEvent id=\"s\"/><eventBasedGateway id=\"g\" eventGatewayType=\"Parallel\"/><receiveTask id=\"q\"/><receiveTask id=\"r\"/><flows>s > g > q; g > r</flows>", "bpmn.event-gateway-parallel g")]
    [InlineData("<startEvent id=\"s\"/><eventBasedGateway id=\"g\" eventGatewayType=\"parallel\"/><receiveTask id=\"q\"/><receiveTask id=\"r\"/><flows>s > g > q; g > r</flows>", "bpmn.attribute-value g")]
    [InlineData("<startEvent id=\"s\"/><task id=\"t\"/><eventBasedGateway id=\"g\" instantiate=\"true\"/><receiveTask id=\"q\"/><receiveTask id=\"r\"/><flows>s > t > g > q; g > r</flows>", "bpmn.event-gateway-start g")]
    [InlineData("<startEvent id=\"s\"/><eventBasedGateway id=\"g\" instantiate=\"true\"/><receiveTask id=\"q\"/><receiveTask id=\"r\"/><flows>s > g > q; g > r > g</flows>", "bpmn.event-gateway-start g")]
    [InlineData("<eventBasedGateway id=\"g\" instantiate=\"true\"/><receiveTask id=\"q\"/><intermediateCatchEvent id=\"c\"><conditionalEventDefinition><condition>x</condition></conditionalEventDefinition></intermediateCatchEvent><flows>g > q; g > c</flows>", "bpmn.conditional-start c")]
    [InlineData("<eventBasedGateway id=\"g\" instantiate=\"true\"/><receiveTask id=\"q\"/><intermediateCatchEvent id=\"c\" parallelMultiple=\"true\"><signalEventDefinition/><signalEventDefinition/></intermediateCatchEvent><flows>g > q; g > c</flows>", "bpmn.event-gateway-all c")]
    public void Beginning_that_cannot_be_is_refused(string body, string expected) =>
        Assert.Equal(expected, string.Join(',', RefusalTests.Problems(Bpmn.Process(body, Roots))));
}
