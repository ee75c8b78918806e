using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Undoing what completed: in reverse order, each once, with the variables it had.</summary>
public class CompensationTests
{
    private const string Handlers = """
        <userTask id="undoA" isForCompensation="true"/><userTask id="undoB" isForCompensation="true"/>
        <boundaryEvent id="ba" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><boundaryEvent id="bb" attachedToRef="b"><compensateEventDefinition/></boundaryEvent>
        <association id="x1" sourceRef="ba" targetRef="undoA"/><association id="x2" sourceRef="bb" targetRef="undoB"/>
        """;

    private const string Undo = """<intermediateThrowEvent id="undo"><compensateEventDefinition/></intermediateThrowEvent>""";

    [Fact]
    public void The_last_that_completed_is_undone_first()
    {
        var drive = Drive.Started($"""<startEvent id="s"/><userTask id="a"/><userTask id="b"/>{Handlers}{Undo}<endEvent id="e"/><flows>s > a > b > undo > e</flows>""").Complete("a").Complete("b");
        Assert.Equal("undoB", drive.Tasks);
        Assert.Equal("undoA", drive.Complete("undoB").Tasks);
        Assert.True(drive.Complete("undoA").Ended);
        Assert.Equal("s a b undoB undoA undo e", drive.Trace);
    }

    [Fact]
    public void Order_is_that_of_completion_and_not_of_the_drawing()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><parallelGateway id="f"/><parallelGateway id="j"/><userTask id="a"/><userTask id="b"/>{Handlers}{Undo}<endEvent id="e"/><flows>s > f > a > j > undo > e; f > b > j</flows>
            """).Complete("b").Complete("a");
        Assert.Equal("undoA", drive.Tasks);
        Assert.Equal("undoB", drive.Complete("undoA").Tasks);
    }

    [Fact]
    public void What_did_not_complete_is_not_undone()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/>{Handlers}{Undo}<endEvent id="e"/><endEvent id="e2"/><flows>s > f > a > undo > e; f > b > e2</flows>
            """).Complete("a");
        Assert.Equal("b undoA", drive.Tasks);
        Assert.True(drive.Complete("undoA").Complete("b").Ended);
    }

    [Fact]
    public void Each_is_undone_once()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="a"/><userTask id="b"/>{Handlers}{Undo}<intermediateThrowEvent id="again"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="e"/><flows>s > a > b > undo > again > e</flows>
            """).Complete("a").Complete("b").Complete("undoB").Complete("undoA");
        Assert.True(drive.Ended);
    }

    [Theory]
    [InlineData("""<compensateEventDefinition activityRef="a"/><compensateEventDefinition activityRef="b"/>""")]
    [InlineData("""<compensateEventDefinition activityRef="b"/><compensateEventDefinition activityRef="a"/>""")]
    public void What_one_event_refers_to_is_all_undone_and_the_last_that_completed_first(string definitions)
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="a"/><userTask id="b"/>{Handlers}<intermediateThrowEvent id="undo">{definitions}</intermediateThrowEvent><endEvent id="e"/><flows>s > a > b > undo > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("undoB", drive.Tasks);
        Assert.Equal("undoA", drive.Complete("undoB").Tasks);
        Assert.True(drive.Complete("undoA").Ended);
    }

    [Fact]
    public void One_event_waits_only_for_what_it_should_wait_for()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="a"/><userTask id="b"/>{Handlers}
            <intermediateThrowEvent id="undo"><compensateEventDefinition activityRef="a" waitForCompletion="false"/><compensateEventDefinition activityRef="b"/></intermediateThrowEvent>
            <userTask id="c"/><endEvent id="e"/><flows>s > a > b > undo > c > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("undoA undoB", drive.Tasks);
        Assert.Equal("c undoA", drive.Complete("undoB").Tasks);
    }

    [Fact]
    public void Each_repetition_is_undone_with_the_variables_it_had()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/>
            <subProcess id="a"><multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>
              <property id="pn" name="n"/><startEvent id="is"/><scriptTask id="set" scriptFormat="feel"><script>loopCounter * 10</script><ioSpecification><dataOutput id="do" name="n"/></ioSpecification></scriptTask><endEvent id="ie"/><flows>is > set > ie</flows></subProcess>
            <boundaryEvent id="ba" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/><association id="x" sourceRef="ba" targetRef="undo"/>
            <endEvent id="e"><compensateEventDefinition/></endEvent><flows>s > a > e</flows>
            """);
        var seen = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            var open = drive.State.Elements.Select(entry => entry.Value).Single(element => element.Pending == Pending.UserTask);
            Assert.True(open.Variables.TryGet("loopCounter", out var counter));
            seen.Add(counter.ToString()!);
            drive.Complete("undo");
        }

        Assert.Equal(["3", "2", "1"], seen);
        Assert.True(drive.Ended);
    }

    [Fact]
    public void Without_waiting_the_thrower_goes_on_at_once()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="a"/><userTask id="b"/>{Handlers}<intermediateThrowEvent id="undo"><compensateEventDefinition waitForCompletion="false"/></intermediateThrowEvent><userTask id="next"/><endEvent id="e"/><flows>s > a > b > undo > next > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("next undoA undoB", drive.Tasks);
        Assert.True(drive.Complete("next").Complete("undoA").Complete("undoB").Ended);
    }

    [Fact]
    public void A_sub_process_without_a_handler_is_undone_by_what_is_inside()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="sub"><startEvent id="is"/><userTask id="a"/><userTask id="b"/>{Handlers}<endEvent id="ie"/><flows>is > a > b > ie</flows></subProcess>
            {Undo}<endEvent id="e"/><flows>s > sub > undo > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("undoB", drive.Tasks);
        Assert.True(drive.Complete("undoB").Complete("undoA").Ended);
    }

    [Fact]
    public void A_handler_of_the_sub_process_itself_goes_before_what_is_inside()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="sub"><startEvent id="is"/><userTask id="a"/><userTask id="b"/>{Handlers}<endEvent id="ie"/><flows>is > a > b > ie</flows></subProcess>
            <boundaryEvent id="bs" attachedToRef="sub"><compensateEventDefinition/></boundaryEvent><userTask id="whole" isForCompensation="true"/><association id="x3" sourceRef="bs" targetRef="whole"/>
            {Undo}<endEvent id="e"/><flows>s > sub > undo > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("whole", drive.Tasks);
        Assert.True(drive.Complete("whole").Ended);
    }

    [Fact]
    public void A_compensating_event_sub_process_may_undo_the_rest_itself()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="sub"><startEvent id="is"/><userTask id="a"/><userTask id="b"/>{Handlers}<endEvent id="ie"/>
              <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><compensateEventDefinition/></startEvent><userTask id="first"/>
                <intermediateThrowEvent id="rest"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="ee"/><flows>es > first > rest > ee</flows></subProcess>
              <flows>is > a > b > ie</flows></subProcess>
            {Undo}<endEvent id="e"/><flows>s > sub > undo > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("first", drive.Tasks);
        Assert.Equal("undoB", drive.Complete("first").Tasks);
        Assert.True(drive.Complete("undoB").Complete("undoA").Ended);
    }

    [Fact]
    public void An_event_sub_process_undoes_what_completed_around_it()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="a"/><userTask id="b"/>{Handlers}<userTask id="c"/><endEvent id="e"/><flows>s > a > b > c > e</flows>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition messageRef="m"/></startEvent>{Undo}<endEvent id="ee"/><flows>es > undo > ee</flows></subProcess>
            """, roots: """<message id="m" name="stop"/>""").Complete("a").Complete("b").Message("stop");
        Assert.Equal("undoB", drive.Tasks);
        Assert.True(drive.Complete("undoB").Complete("undoA").Ended);
    }

    [Fact]
    public void A_called_process_is_undone_by_its_own_handlers()
    {
        var called = Bpmn.Definitions($"""<process id="q"><startEvent id="qs"/><userTask id="a"/><userTask id="b"/>{Handlers}<endEvent id="qe"/><flows>qs > a > b > qe</flows></process>""");
        var caller = Bpmn.Process($"""<startEvent id="s"/><callActivity id="call" calledElement="q"/>{Undo}<endEvent id="e"/><flows>s > call > undo > e</flows>""");
        var drive = new Drive(Bpmn.Deploy(caller, called)).Start().Complete("a").Complete("b");
        Assert.Equal("undoB", drive.Tasks);
        Assert.True(drive.Complete("undoB").Complete("undoA").Ended);
    }

    [Fact]
    public void Nothing_to_undo_passes_at_once() =>
        Assert.True(Drive.Started($"""<startEvent id="s"/>{Undo}<endEvent id="e"/><flows>s > undo > e</flows>""").Ended);

    [Fact]
    public void A_cancelled_transaction_stops_undoes_and_leaves_by_its_boundary()
    {
        var drive = Drive.Started(Transaction()).Complete("a").Complete("b");
        Assert.Equal("side x", drive.Tasks);
        drive.Complete("x");
        Assert.Equal("undoB", drive.Tasks);
        Assert.Equal("after", drive.Complete("undoB").Complete("undoA").Tasks);
        Assert.True(drive.Complete("after").Ended);
        Assert.DoesNotContain(" tx ", drive.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_transaction_without_anything_to_undo_leaves_at_once()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><transaction id="tx"><startEvent id="ts"/><endEvent id="no"><cancelEventDefinition/></endEvent><flows>ts > no</flows></transaction>
            <boundaryEvent id="cb" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><endEvent id="e"/><endEvent id="ce"/><flows>s > tx > e; cb > ce</flows>
            """);
        Assert.True(drive.Ended);
        Assert.Equal("s ts no cb ce", drive.Trace);
    }

    [Fact]
    public void A_transaction_that_succeeds_can_be_undone_later()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><transaction id="tx"><startEvent id="ts"/><userTask id="a"/><userTask id="b"/>{Handlers}<endEvent id="te"/><flows>ts > a > b > te</flows></transaction>
            {Undo}<endEvent id="e"/><flows>s > tx > undo > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("undoB", drive.Tasks);
    }

    [Fact]
    public void Cancelling_the_instance_while_undoing_leaves_nothing()
    {
        var drive = Drive.Started(Transaction()).Complete("a").Complete("b").Complete("x").Cancel();
        Assert.Equal(InstanceStatus.Cancelled, drive.State.Status);
        Assert.Empty(drive.State.Elements);
    }

    [Fact]
    public void An_error_in_a_handler_is_an_incident_and_undoing_goes_on_when_it_is_resolved()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="a"/><userTask id="b"/>{Handlers.Replace("<userTask id=\"undoB\"", "<serviceTask id=\"undoB\"", StringComparison.Ordinal)}{Undo}<endEvent id="e"/><flows>s > a > b > undo > e</flows>
            """).Complete("a").Complete("b").Fail("undoB");
        Assert.Equal("undoB:JobFailed", drive.Incidents);
        Assert.Equal("undoA", drive.Resolve("undoB").Finish("undoB").Tasks);
    }

    private static string Transaction() => $"""
        <startEvent id="s"/><transaction id="tx"><startEvent id="ts"/><userTask id="a"/><userTask id="b"/>{Handlers}<parallelGateway id="f"/><userTask id="side"/><userTask id="x"/>
          <endEvent id="te"/><endEvent id="no"><cancelEventDefinition/></endEvent><flows>ts > a > b > f > side > te; f > x > no</flows></transaction>
        <boundaryEvent id="cb" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><userTask id="after"/><endEvent id="e"/><endEvent id="ce"/><flows>s > tx > e; cb > after > ce</flows>
        """;
}
