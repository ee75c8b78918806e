using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Where undoing happens, what a handler sees, and what is not remembered at all.</summary>
public class CompensationDetailTests
{
    private const string Undo = """<boundaryEvent id="ba" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><userTask id="undoA" isForCompensation="true"/><association id="xa" sourceRef="ba" targetRef="undoA"/>""";

    private const string All = """<intermediateThrowEvent id="undo"><compensateEventDefinition/></intermediateThrowEvent>""";

    private static ElementInstance Active(Drive drive, string element) => drive.State.Elements.Single(entry => entry.Value.ElementId == element).Value;

    [Fact]
    public void Only_what_something_can_undo_is_remembered()
    {
        var drive = Drive.Started("""<startEvent id="s"/><userTask id="a"/><subProcess id="sub"><task id="t"/></subProcess><userTask id="b"/><flows>s > a > sub > b</flows>""").Complete("a");
        Assert.Empty(drive.History.OfType<CompensableRecorded>());
        Assert.Equal(0, drive.State.Elements[1].Compensables.Count);
    }

    [Fact]
    public void Called_process_that_leaves_nothing_to_undo_is_not_remembered()
    {
        var drive = new Drive(Bpmn.Deploy(
            Bpmn.Process($"""<startEvent id="s"/><callActivity id="c" calledElement="q"/>{All}<endEvent id="e"/><flows>s > c > undo > e</flows>"""),
            Bpmn.Definitions("""<process id="q"><startEvent id="qs"/><userTask id="t"/><flows>qs > t</flows></process>"""))).Start().Complete("t");
        Assert.True(drive.Ended);
        Assert.Empty(drive.History.OfType<CompensableRecorded>());
        Assert.Empty(drive.History.OfType<CompensablesTaken>());
    }

    [Fact]
    public void Event_sub_process_that_does_not_undo_is_no_handler_of_its_sub_process()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="sub"><userTask id="t"/><subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition/></startEvent><userTask id="in"/><flows>es > in</flows></subProcess></subProcess>{All}<endEvent id="e"/><flows>s > sub > undo > e</flows>
            """).Complete("t");
        Assert.True(drive.Ended);
        Assert.Equal("s t sub undo e", drive.Trace);
    }

    [Fact]
    public void Handler_works_in_the_scope_of_what_it_undoes_and_knows_no_round_when_there_was_none()
    {
        var drive = Drive.Started($"""<startEvent id="s"/><userTask id="a"/>{Undo}{All}<endEvent id="e"/><flows>s > a > undo > e</flows>""").Complete("a");
        Assert.Equal((1, 0), (Active(drive, "undoA").ScopeKey, Active(drive, "undoA").Variables.Count));
    }

    [Fact]
    public void Handler_in_a_transaction_sees_the_data_of_the_transaction()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><transaction id="tx"><dataObject id="d" name="note"/><startEvent id="ts"/><userTask id="a"/>{Undo}<endEvent id="no"><cancelEventDefinition/></endEvent><flows>ts > a > no</flows></transaction>
            <boundaryEvent id="cb" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><endEvent id="e"/><endEvent id="ce"/><flows>s > tx > e; cb > ce</flows>
            """).Complete("a", "{note: 7}");
        Assert.Equal(Active(drive, "tx").Key, Active(drive, "undoA").ScopeKey);
        Assert.Equal("absent", drive.Complete("undoA", "{note: 8}")["note"]);
        Assert.Equal("s ts a no undoA cb ce", drive.Trace);
    }

    [Fact]
    public void Transaction_that_is_being_undone_is_not_interrupted_by_a_message_any_more()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><transaction id="tx"><startEvent id="ts"/><userTask id="a"/>{Undo}<endEvent id="no"><cancelEventDefinition/></endEvent><flows>ts > a > no</flows></transaction>
            <boundaryEvent id="mb" attachedToRef="tx"><messageEventDefinition/></boundaryEvent><boundaryEvent id="cb" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent>
            <endEvent id="e"/><endEvent id="me"/><userTask id="after"/><flows>s > tx > e; mb > me; cb > after > e</flows>
            """);
        Assert.Equal("mb", drive.Waits);
        Assert.Equal(("undoA", ""), (drive.Complete("a").Tasks, drive.Waits));
        Assert.Equal(RejectionCode.NotCorrelated, drive.Refused(new CorrelateMessage("mb", null, Variables.Empty)).Code);
        Assert.Equal("after", drive.Complete("undoA").Tasks);
    }

    [Fact]
    public void Repeated_transaction_that_is_cancelled_once_ends_as_a_whole_and_leaves_by_its_boundary()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><transaction id="tx"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><startEvent id="ts"/><userTask id="a"/>{Undo}<endEvent id="no"><cancelEventDefinition/></endEvent><flows>ts > a > no</flows></transaction>
            <boundaryEvent id="cb" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><endEvent id="e"/><userTask id="after"/><flows>s > tx > e; cb > after > e</flows>
            """).Complete("a");
        Assert.Equal("a undoA", drive.Tasks);
        Assert.Equal("after", drive.Complete("undoA").Tasks);
        Assert.Equal(1, Active(drive, "after").ScopeKey);
    }

    [Fact]
    public void Handler_of_the_whole_takes_the_place_of_those_inside()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="sub"><userTask id="a"/>{Undo}</subProcess><boundaryEvent id="bs" attachedToRef="sub"><compensateEventDefinition/></boundaryEvent>
            <userTask id="whole" isForCompensation="true"/><association id="xs" sourceRef="bs" targetRef="whole"/>{All}<endEvent id="e"/><flows>s > sub > undo > e</flows>
            """).Complete("a");
        Assert.Equal(("whole", 0), (drive.Tasks, Active(drive, "whole").Compensables.Count));
        Assert.True(drive.Complete("whole").Ended);
    }

    [Fact]
    public void Handler_that_nobody_waits_for_undoes_the_rest_of_its_own_sub_process()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="sub"><userTask id="a"/>{Undo}
              <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><compensateEventDefinition/></startEvent><userTask id="first"/><intermediateThrowEvent id="rest"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="ee"/><flows>es > first > rest > ee</flows></subProcess></subProcess>
            <intermediateThrowEvent id="undo"><compensateEventDefinition waitForCompletion="false"/></intermediateThrowEvent><userTask id="next"/><flows>s > sub > undo > next</flows>
            """).Complete("a");
        Assert.Equal("first next", drive.Tasks);
        Assert.Equal("next undoA", drive.Complete("first").Tasks);
        Assert.True(drive.Complete("undoA").Complete("next").Ended);
    }

    /// <summary>An activity around the sub-process that asks for it is in reach, from a repetition too (BPMN 2.0.2, 10.5.6).</summary>
    [Theory]
    [InlineData("")]
    [InlineData("<multiInstanceLoopCharacteristics isSequential=\"true\"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>")]
    public void Sub_process_may_undo_one_activity_that_completed_around_it(string loop)
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="a"/>{Undo}<subProcess id="sub">{loop}<intermediateThrowEvent id="undo"><compensateEventDefinition activityRef="a"/></intermediateThrowEvent><userTask id="in"/><flows>undo > in</flows></subProcess>
            <userTask id="after"/><flows>s > a > sub > after</flows>
            """).Complete("a");
        Assert.Equal(("undoA", 1), (drive.Tasks, Active(drive, "undoA").ScopeKey));
        Assert.Equal("in", drive.Complete("undoA").Tasks);
    }
}
