namespace Signaalketen.Engine.Tests.Execution;

/// <summary>A thrower of compensation that is itself cut off: what it planned is not lost, and runs in no scope that has ended.</summary>
public class CutOffUndoingTests
{
    private const string Undoable = """
        <userTask id="a"/><userTask id="b"/><userTask id="undoA" isForCompensation="true"/><userTask id="undoB" isForCompensation="true"/>
        <boundaryEvent id="ba" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><boundaryEvent id="bb" attachedToRef="b"><compensateEventDefinition/></boundaryEvent>
        <association id="x1" sourceRef="ba" targetRef="undoA"/><association id="x2" sourceRef="bb" targetRef="undoB"/>
        """;

    private const string Undo = """<intermediateThrowEvent id="undo"><compensateEventDefinition/></intermediateThrowEvent>""";

    [Fact]
    public void Scope_that_is_interrupted_takes_its_undoing_with_it()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="sub"><startEvent id="is"/>{Undoable}{Undo}<endEvent id="ie"/><flows>is > a > b > undo > ie</flows></subProcess>
            <boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <userTask id="then"/><endEvent id="e"><compensateEventDefinition/></endEvent><flows>s > sub > e; late > then > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("undoB", drive.Tasks);
        Assert.Equal("then", drive.Advance("PT1H").Tasks);
        Assert.True(drive.Complete("then").Ended);
        Assert.DoesNotContain("undo", drive.Trace.Replace("undo ", "", StringComparison.Ordinal).Split("late")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Undoing_around_a_thrower_that_is_interrupted_goes_on()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/>{Undoable}<userTask id="main"/><endEvent id="e"/>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es" isInterrupting="false"><escalationEventDefinition/></startEvent><parallelGateway id="f"/><userTask id="stop"/>{Undo}
              <endEvent id="ee"/><endEvent id="te"><terminateEventDefinition/></endEvent><flows>es > f > undo > ee; f > stop > te</flows></subProcess>
            <flows>s > a > b > main > e</flows>
            """).Complete("a").Complete("b").Escalate("main", "X");
        Assert.Equal("main stop undoB", drive.Tasks);
        Assert.Equal("main undoA undoB", drive.Complete("stop").Tasks);
        Assert.True(drive.Complete("undoB").Complete("undoA").Complete("main").Ended);
    }

    [Fact]
    public void Cancelled_transaction_undoes_what_was_planned_or_half_undone_in_it()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><transaction id="tx"><startEvent id="ts"/><parallelGateway id="f"/>{Undoable}{Undo}<userTask id="no"/><endEvent id="te"/><endEvent id="ce"><cancelEventDefinition/></endEvent>
              <flows>ts > f > a > b > undo > te; f > no > ce</flows></transaction>
            <boundaryEvent id="cancelled" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><endEvent id="e"/><endEvent id="e2"/><flows>s > tx > e; cancelled > e2</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("no undoB", drive.Tasks);
        Assert.Equal("undoB", drive.Complete("no").Tasks);
        Assert.Equal("undoA", drive.Complete("undoB").Tasks);
        Assert.True(drive.Complete("undoA").Ended);
        Assert.EndsWith("undoB undoA cancelled e2", drive.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupting_event_sub_process_may_undo_what_its_scope_was_undoing()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/>{Undoable}{Undo}<endEvent id="e"/>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><escalationEventDefinition/></startEvent><intermediateThrowEvent id="again"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="ee"/><flows>es > again > ee</flows></subProcess>
            <flows>s > a > b > undo > e</flows>
            """).Complete("a").Complete("b").Escalate("undoB", "X");
        Assert.Equal("undoB", drive.Tasks);
        Assert.Equal("undoA", drive.Complete("undoB").Tasks);
        Assert.True(drive.Complete("undoA").Ended);
    }

    [Fact]
    public void Sub_process_that_terminates_while_it_undoes_can_be_undone_later()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="sub"><startEvent id="is"/><parallelGateway id="f"/>{Undoable}{Undo}<userTask id="stop"/><endEvent id="ie"/><endEvent id="te"><terminateEventDefinition/></endEvent>
              <flows>is > f > a > b > undo > ie; f > stop > te</flows></subProcess>
            <endEvent id="e"><compensateEventDefinition/></endEvent><flows>s > sub > e</flows>
            """).Complete("a").Complete("b").Complete("stop");
        Assert.Equal("undoB", drive.Tasks);
        Assert.Equal("undoA", drive.Complete("undoB").Tasks);
        Assert.True(drive.Complete("undoA").Ended);
    }

    [Fact]
    public void Undoing_inside_a_completed_sub_process_stays_in_the_scope_that_threw()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="outer"><startEvent id="os"/><subProcess id="sub"><startEvent id="is"/>{Undoable}<endEvent id="ie"/><flows>is > a > b > ie</flows></subProcess>{Undo}<endEvent id="oe"/><flows>os > sub > undo > oe</flows></subProcess>
            <boundaryEvent id="late" attachedToRef="outer"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><userTask id="then"/><flows>s > outer; late > then</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("undoB", drive.Tasks);
        Assert.Equal("then", drive.Advance("PT1H").Tasks);
    }
}
