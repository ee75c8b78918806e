using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>What the random properties found, each as small as it gets.</summary>
public class FoundAtRandomTests
{
    [Fact]
    public void Compensation_handler_that_loops_counts_its_own_rounds()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><userTask id="a"><standardLoopCharacteristics loopMaximum="1"/></userTask><endEvent id="e"><compensateEventDefinition/></endEvent>
            <boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><association id="as" sourceRef="b" targetRef="undo"/>
            <userTask id="undo" isForCompensation="true"><standardLoopCharacteristics testBefore="true"><loopCondition>loopCounter &lt; 2</loopCondition></standardLoopCharacteristics></userTask>
            <flows>s > a > e</flows>
            """);
        drive.Complete("a").Complete("undo").Complete("undo");
        Assert.True(drive.Ended);
    }

    [Fact]
    public void Ad_hoc_sub_process_whose_condition_gives_no_truth_asks_again_when_that_is_resolved()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><adHocSubProcess id="ah" cancelRemainingInstances="false"><userTask id="a"/><userTask id="b"/><completionCondition>done</completionCondition></adHocSubProcess><endEvent id="e"/>
            <flows>s > ah > e</flows>
            """);
        drive.Do(new ActivateAdHoc("a")).Do(new ActivateAdHoc("b")).Complete("a");
        Assert.Equal("ah:ExpressionFailed", drive.Incidents);
        drive.Resolve("ah", "{done: false}").Do(new ActivateAdHoc("a")).Complete("a", "{done: true}");
        Assert.False(drive.Ended);
        Assert.True(drive.Complete("b").Ended);
    }

    [Fact]
    public void Person_may_finish_an_ad_hoc_sub_process_whose_condition_gives_no_truth()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><adHocSubProcess id="ah"><userTask id="a"/><completionCondition>done</completionCondition></adHocSubProcess><endEvent id="e"/>
            <flows>s > ah > e</flows>
            """);
        drive.Do(new ActivateAdHoc("a")).Complete("a");
        Assert.True(drive.Do(new FinishAdHoc("ah")).Ended);
    }

    [Fact]
    public void Escalation_while_a_transaction_is_undone_does_not_start_its_event_sub_process()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><transaction id="tx"><startEvent id="ts"/><userTask id="a"/><endEvent id="c"><cancelEventDefinition/></endEvent>
              <boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><association id="as" sourceRef="b" targetRef="undo"/><userTask id="undo" isForCompensation="true"/>
              <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><escalationEventDefinition/></startEvent><userTask id="never"/><flows>es > never</flows></subProcess>
              <flows>ts > a > c</flows></transaction>
            <boundaryEvent id="cancelled" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><endEvent id="e"/>
            <flows>s > tx > e; cancelled > e</flows>
            """);
        drive.Complete("a").Escalate("undo", "X");
        Assert.Equal("undo", drive.Tasks);
        Assert.True(drive.Complete("undo").Ended);
        Assert.EndsWith("undo cancelled e", drive.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Budget_spent_while_undoing_lets_the_rest_be_undone_after_it_is_resolved()
    {
        var loop = """<standardLoopCharacteristics loopMaximum="8"/>""";
        var drive = Drive.Started($"""
            <startEvent id="s"/><task id="a"/><task id="b"/><intermediateThrowEvent id="u"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="e"/>
            <boundaryEvent id="ba" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><association id="aa" sourceRef="ba" targetRef="undoA"/><userTask id="undoA" isForCompensation="true"/>
            <boundaryEvent id="bb" attachedToRef="b"><compensateEventDefinition/></boundaryEvent><association id="ab" sourceRef="bb" targetRef="undoB"/><task id="undoB" isForCompensation="true">{loop}</task>
            <flows>s > a > b > u > e</flows>
            """, options: new() { Calendar = WorkingCalendar.Netherlands, Budget = 10 });
        Assert.Single(drive.State.Incidents);
        drive.Do(new ResolveIncident(drive.State.Incidents.First().Key, Variables.Empty));
        Assert.Equal("undoA", drive.Tasks);
        Assert.True(drive.Complete("undoA").Ended);
    }

    [Fact]
    public void One_change_of_a_variable_meets_every_condition_that_became_true()
    {
        const string Condition = "<conditionalEventDefinition><condition>v = 1</condition></conditionalEventDefinition>";
        var drive = Drive.Started($"""
            <startEvent id="s"/><parallelGateway id="f"/><intermediateCatchEvent id="a">{Condition}</intermediateCatchEvent><intermediateCatchEvent id="b">{Condition}</intermediateCatchEvent><endEvent id="e"/>
            <flows>s > f > a > e; f > b > e</flows>
            """);
        Assert.True(drive.Set("{v: 1}").Ended);
    }

    [Fact]
    public void Conditions_that_stay_true_do_not_meet_a_parallel_multiple_boundary_event_for_ever()
    {
        const string Condition = "<conditionalEventDefinition><condition>v = 1</condition></conditionalEventDefinition>";
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="a"/><endEvent id="e"/><boundaryEvent id="b" attachedToRef="a" cancelActivity="false" parallelMultiple="true">{Condition}{Condition}</boundaryEvent><userTask id="t"/>
            <flows>s > a > e; b > t > e</flows>
            """);
        Assert.Equal("a t", drive.Set("{v: 1}").Tasks);
        Assert.Equal("a t t", drive.Set("{v: 0}").Set("{v: 1}").Tasks);
    }

    [Fact]
    public void Repeated_ad_hoc_sub_process_takes_an_activity_where_one_can_begin_and_only_activities()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><adHocSubProcess id="ah" ordering="Sequential"><userTask id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>
              <association id="as" sourceRef="b" targetRef="undo"/><userTask id="undo" isForCompensation="true"/>
              <multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></adHocSubProcess>
            <flows>s > ah</flows>
            """);
        drive.Do(new ActivateAdHoc("a")).Do(new ActivateAdHoc("a"));
        Assert.Equal("a a", drive.Tasks);
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new ActivateAdHoc("a")).Code);
        drive.Complete("a");
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new ActivateAdHoc("undo")).Code);
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new ActivateAdHoc("b")).Code);
    }
}
