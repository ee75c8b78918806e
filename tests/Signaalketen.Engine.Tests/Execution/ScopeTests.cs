using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Sub-processes, boundary events, event sub-processes: who ends whom, and who catches what.</summary>
public class ScopeTests
{
    private const string Roots = """
        <error id="e1" name="Fout" errorCode="E1"/><error id="e2" name="Ander" errorCode="E2"/>
        <escalation id="x1" escalationCode="X1"/><escalation id="x2" escalationCode="X2"/><signal id="sig" name="stop"/><message id="m" name="msg"/>
        """;

    private const string ErrorDefinition = """<errorEventDefinition errorRef="e1"/>""";

    [Fact]
    public void Sub_process_is_done_when_its_last_token_is_gone()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><subProcess id="sub"><startEvent id="is"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><endEvent id="ie"/><flows>is > f > a > ie; f > b > ie</flows></subProcess>
            <userTask id="after"/><flows>s > sub > after</flows>
            """);
        Assert.Equal("b", drive.Complete("a").Tasks);
        Assert.Equal("after", drive.Complete("b").Tasks);
    }

    [Fact]
    public void Sub_process_without_start_event_begins_at_its_loose_nodes() =>
        Assert.Equal("a b", Drive.Started("""<startEvent id="s"/><subProcess id="sub"><userTask id="a"/><userTask id="b"/></subProcess><flows>s > sub</flows>""").Tasks);

    [Fact]
    public void Empty_sub_process_passes() =>
        Assert.Equal("s sub", Drive.Started("""<startEvent id="s"/><subProcess id="sub"/><flows>s > sub</flows>""").Trace);

    [Fact]
    public void Terminate_ends_only_its_own_sub_process()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="outside"/>
            <subProcess id="sub"><parallelGateway id="g"/><userTask id="a"/><userTask id="b"/><endEvent id="t"><terminateEventDefinition/></endEvent><endEvent id="te"/><flows>g > a > te; g > b > t</flows></subProcess>
            <userTask id="after"/><flows>s > f > outside; f > sub > after</flows>
            """);
        Assert.Equal("after outside", drive.Complete("b").Tasks);
        Assert.Equal("s f g b t sub", drive.Trace);
    }

    [Fact]
    public void Terminate_in_the_process_ends_the_instance_with_all_that_runs()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><serviceTask id="b"/><receiveTask id="c"/><endEvent id="t"><terminateEventDefinition/></endEvent>
            <endEvent id="e"/><flows>s > f > a > t; f > b > e; f > c > e</flows>
            """).Complete("a");
        Assert.True(drive.Ended);
        Assert.Equal("s f a t", drive.Trace);
    }

    [Fact]
    public void Cancel_drops_everything()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><subProcess id="sub"><userTask id="a"/></subProcess><serviceTask id="b"/><receiveTask id="c"/>
            <exclusiveGateway id="stuck"/><endEvent id="e"/><parallelGateway id="j"/>
            <boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <flows>s > f > sub > j; f > b > j; f > c > j; f > j; f > stuck; stuck > e if false; late > e; j > e</flows>
            """, "{x: 1}").Cancel();
        Assert.Equal((InstanceStatus.Cancelled, "1"), (drive.State.Status, drive["x"]));
        Assert.Contains(new EndInstance(Cancelled: true), drive.Effects);
        Assert.Equal(RejectionCode.NotFound, drive.Refused(new CancelInstance("again")).Code);
    }

    private static string OnTask(string boundary) => $"""
        <startEvent id="s"/><userTask id="a"/><userTask id="after"/><userTask id="x"/>
        {boundary}<flows>s > a > after; b > x</flows>
        """;

    [Fact]
    public void Interrupting_boundary_event_ends_its_activity()
    {
        var drive = Drive.Started(OnTask("""<boundaryEvent id="b" attachedToRef="a"><messageEventDefinition messageRef="m"/></boundaryEvent>"""), roots: Roots).Message("msg", "{why: 1}");
        Assert.Equal(("x", "", "1", "s b"), (drive.Tasks, drive.Waits, drive["why"], drive.Trace));
    }

    [Fact]
    public void Non_interrupting_boundary_event_leaves_its_activity_and_stays_for_the_next()
    {
        var drive = Drive.Started(OnTask("""<boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><messageEventDefinition messageRef="m"/></boundaryEvent>"""), roots: Roots);
        Assert.Equal("a x x", drive.Message("msg").Message("msg").Tasks);
        Assert.Equal(("after x x", ""), (drive.Complete("a").Tasks, drive.Waits));
    }

    [Fact]
    public void Escalation_of_a_user_task_goes_to_its_boundary()
    {
        const string boundary = """<boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><escalationEventDefinition escalationRef="x1"/></boundaryEvent>""";
        Assert.Equal("a x", Drive.Started(OnTask(boundary), roots: Roots).Escalate("a", "X1").Tasks);
        Assert.Equal("x", Drive.Started(OnTask(boundary.Replace("false", "true", StringComparison.Ordinal)), roots: Roots).Escalate("a", "X1").Tasks);
        var uncaught = Drive.Started(OnTask(boundary), roots: Roots).Escalate("a", "X2");
        Assert.Equal(("a", ""), (uncaught.Tasks, uncaught.Incidents));
        Assert.Contains(new EscalationThrown("a", "X2", null), uncaught.History);
    }

    [Fact]
    public void Escalation_end_event_counts_as_reached_even_when_it_is_caught_interrupting()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><subProcess id="sub"><parallelGateway id="f"/><userTask id="a"/><endEvent id="ie"><escalationEventDefinition escalationRef="x1"/></endEvent><endEvent id="je"/><flows>f > a > je; f > ie</flows></subProcess>
            <boundaryEvent id="b" attachedToRef="sub"><escalationEventDefinition/></boundaryEvent><userTask id="x"/><endEvent id="e"/><flows>s > sub > e; b > x > e</flows>
            """, roots: Roots);
        Assert.Equal(("x", "s f ie b"), (drive.Tasks, drive.Trace));
    }

    [Fact]
    public void Escalation_throw_event_goes_on_when_the_catcher_does_not_interrupt()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><subProcess id="sub"><intermediateThrowEvent id="t"><escalationEventDefinition escalationRef="x1"/></intermediateThrowEvent><userTask id="a"/><flows>t > a</flows></subProcess>
            <boundaryEvent id="b" attachedToRef="sub" cancelActivity="false"><escalationEventDefinition escalationRef="x1"/></boundaryEvent><userTask id="x"/><flows>s > sub; b > x</flows>
            """, roots: Roots);
        Assert.Equal("a x", drive.Tasks);
    }

    private static string Failing(string inner, string boundary) => $"""
        <startEvent id="s"/><subProcess id="sub"><startEvent id="is"/><userTask id="a"/><endEvent id="fail">{ErrorDefinition}</endEvent><flows>is > a > fail</flows>{inner}</subProcess>
        {boundary}<userTask id="after"/><userTask id="x"/><userTask id="y"/><flows>s > sub > after; after > x > y</flows>
        """;

    [Fact]
    public void Error_end_event_is_caught_at_the_boundary_by_code()
    {
        var drive = Drive.Started(
            Failing("", """<boundaryEvent id="any" attachedToRef="sub"><errorEventDefinition/></boundaryEvent><boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition errorRef="e1"/></boundaryEvent><flows>any > y; b > x</flows>"""),
            roots: Roots).Complete("a");
        Assert.Equal(("x", "s is a fail b"), (drive.Tasks, drive.Trace));
        Assert.Contains(new ErrorThrown("fail", "E1", "b"), drive.History);
    }

    [Fact]
    public void Error_with_another_code_goes_to_the_catch_all()
    {
        var drive = Drive.Started(
            Failing("", """<boundaryEvent id="any" attachedToRef="sub"><errorEventDefinition/></boundaryEvent><boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition errorRef="e2"/></boundaryEvent><flows>any > y; b > x</flows>"""),
            roots: Roots).Complete("a");
        Assert.Equal("y", drive.Tasks);
    }

    [Fact]
    public void Error_that_nobody_catches_is_an_incident_with_its_code()
    {
        var drive = Drive.Started(Failing("", ""), roots: Roots).Complete("a");
        Assert.Equal(("fail:E1", ""), (drive.Incidents, drive.Tasks));
        Assert.Equal("fail:E1", drive.Resolve("fail").Incidents);
        Assert.Equal(InstanceStatus.Cancelled, drive.Cancel().State.Status);
    }

    [Fact]
    public void Event_sub_process_goes_before_the_boundary_event()
    {
        var drive = Drive.Started(
            Failing(
                $"""<subProcess id="esp" triggeredByEvent="true"><startEvent id="es">{ErrorDefinition}</startEvent><userTask id="repair"/><flows>es > repair</flows></subProcess>""",
                """<boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition errorRef="e1"/></boundaryEvent><flows>b > x</flows>"""),
            roots: Roots).Complete("a");
        Assert.Equal("repair", drive.Tasks);
        Assert.Equal("after", drive.Complete("repair").Tasks);
    }

    [Fact]
    public void Error_thrown_again_from_an_event_sub_process_starts_one_scope_up()
    {
        var drive = Drive.Started(
            Failing(
                $"""<subProcess id="esp" triggeredByEvent="true"><startEvent id="es">{ErrorDefinition}</startEvent><userTask id="repair"/><endEvent id="again">{ErrorDefinition}</endEvent><flows>es > repair > again</flows></subProcess>""",
                """<boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition errorRef="e1"/></boundaryEvent><flows>b > x</flows>"""),
            roots: Roots).Complete("a").Complete("repair");
        Assert.Equal("x", drive.Tasks);
    }

    [Fact]
    public void Innermost_catcher_wins()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><subProcess id="outer"><subProcess id="inner"><userTask id="a"/><endEvent id="fail">{ErrorDefinition}</endEvent><flows>a > fail</flows></subProcess>
              <boundaryEvent id="near" attachedToRef="inner"><errorEventDefinition/></boundaryEvent><userTask id="x"/><flows>near > x</flows></subProcess>
            <boundaryEvent id="far" attachedToRef="outer">{ErrorDefinition}</boundaryEvent><userTask id="y"/><flows>s > outer; far > y</flows>
            """, roots: Roots).Complete("a");
        Assert.Equal("x", drive.Tasks);
    }

    [Fact]
    public void Job_error_is_caught_and_an_uncaught_one_is_an_incident_that_does_the_work_again()
    {
        const string body = """<startEvent id="s"/><serviceTask id="a"/><boundaryEvent id="b" attachedToRef="a"><errorEventDefinition errorRef="e1"/></boundaryEvent><userTask id="x"/><userTask id="after"/><flows>s > a > after; b > x</flows>""";
        Assert.Equal("x", Drive.Started(body, roots: Roots).ThrowError("a", "E1").Tasks);
        var drive = Drive.Started(body, roots: Roots).ThrowError("a", "E9");
        Assert.Equal(("a:E9", ""), (drive.Incidents, drive.Jobs));
        Assert.Equal("a", drive.Resolve("a").Jobs);
        Assert.Equal("after", drive.Finish("a").Tasks);
    }

    private static string Esp(string interrupting, string trigger, string inside = """<userTask id="e"/><flows>es > e</flows>""") => $"""
        <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><flows>s > f > a; f > b</flows>
        <subProcess id="esp" triggeredByEvent="true"><startEvent id="es" isInterrupting="{interrupting}">{trigger}</startEvent>{inside}</subProcess>
        """;

    [Fact]
    public void Interrupting_event_sub_process_ends_all_else_in_its_scope_and_listens_no_more()
    {
        var drive = Drive.Started(Esp("true", """<messageEventDefinition messageRef="m"/>"""), roots: Roots).Message("msg", "{why: 1}");
        Assert.Equal(("e", "", "1"), (drive.Tasks, drive.Waits, drive["why"]));
        Assert.True(drive.Complete("e").Ended);
    }

    [Fact]
    public void Non_interrupting_event_sub_process_runs_beside_and_keeps_the_process_alive()
    {
        var drive = Drive.Started(Esp("false", """<messageEventDefinition messageRef="m"/>"""), roots: Roots).Message("msg").Message("msg");
        Assert.Equal(("a b e e", "es"), (drive.Tasks, drive.Waits));
        drive.Complete("a").Complete("b").Complete("e");
        Assert.False(drive.Ended);
        Assert.True(drive.Complete("e").Ended);
    }

    [Fact]
    public void Event_sub_process_keeps_its_data_to_itself()
    {
        var drive = Drive.Started(
            Esp("false", """<messageEventDefinition messageRef="m"/>""", """<dataObject id="d" name="own"/><userTask id="e"/><flows>es > e</flows>"""), roots: Roots)
            .Message("msg", "{own: 1, shared: 2}");
        Assert.Equal(("absent", "2"), (drive["own"], drive["shared"]));
        Assert.Equal("3", drive.Complete("e", "{own: 9, shared: 3}")["shared"]);
    }

    [Fact]
    public void Event_sub_process_that_cannot_listen_stops_its_scope_until_it_can()
    {
        var drive = Drive.Of("""
            <startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent><userTask id="a"/><flows>s > a</flows>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><timerEventDefinition><timeDuration>limit</timeDuration></timerEventDefinition></startEvent><userTask id="e"/><flows>es > e</flows></subProcess>
            <subProcess id="zsp" triggeredByEvent="true"><startEvent id="zs"><signalEventDefinition signalRef="sig"/></startEvent><userTask id="z"/><flows>zs > z</flows></subProcess>
            """, Roots).Start(at: "s");
        Assert.Equal(("p:ExpressionFailed", "", ""), (drive.Incidents, drive.Tasks, drive.Waits));
        Assert.Equal("p:ExpressionFailed", drive.Resolve("p").Incidents);
        Assert.Equal(("", "a", "es zs"), (drive.Resolve("p", "{limit: \"PT1H\"}").Incidents, drive.Tasks, drive.Waits));
        Assert.Equal("e", drive.Advance("PT1H").Tasks);
    }

    [Fact]
    public void Boundary_event_that_cannot_be_armed_stops_its_activity_and_is_not_armed_twice()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><userTask id="a"/><userTask id="x"/>
            <boundaryEvent id="b1" attachedToRef="a" cancelActivity="false"><messageEventDefinition messageRef="m"/></boundaryEvent>
            <boundaryEvent id="b2" attachedToRef="a"><timerEventDefinition><timeDuration>limit</timeDuration></timerEventDefinition></boundaryEvent>
            <flows>s > a; b1 > x; b2 > x</flows>
            """, roots: Roots);
        Assert.Equal(("a:ExpressionFailed", "", "b1"), (drive.Incidents, drive.Tasks, drive.Waits));
        Assert.Equal(("", "a", "b1 b2"), (drive.Resolve("a", "{limit: \"PT1H\"}").Incidents, drive.Tasks, drive.Waits));
        Assert.Equal("a x", drive.Message("msg").Tasks);
    }

    [Fact]
    public void Signal_reaches_every_catch_and_start_of_event_sub_processes()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><intermediateCatchEvent id="c"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent><userTask id="x"/><userTask id="y"/>
            <boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><signalEventDefinition signalRef="sig"/></boundaryEvent>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es" isInterrupting="false"><signalEventDefinition signalRef="sig"/></startEvent><userTask id="z"/><flows>es > z</flows></subProcess>
            <flows>s > f > a; f > c > x; b > y</flows>
            """, roots: Roots);
        Assert.Equal("a x y z", drive.Signal("stop").Tasks);
        Assert.Equal("a x y y z z", drive.Signal("stop").Tasks);
        Assert.Equal(RejectionCode.NotCorrelated, drive.Refused(new DeliverSignal("unknown", Variables.Empty)).Code);
    }

    [Fact]
    public void Thrown_signal_reaches_who_listens_then_and_not_who_listens_later()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><intermediateCatchEvent id="c1"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
            <userTask id="a"/><intermediateThrowEvent id="t"><extensionElements><sk:input target="why" source="1"/></extensionElements><signalEventDefinition signalRef="sig"/></intermediateThrowEvent>
            <intermediateCatchEvent id="c2"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent><userTask id="x"/>
            <flows>s > f > c1 > x; f > a > t > c2</flows>
            """, roots: Roots).Complete("a");
        Assert.Equal(("x", "c2", "1"), (drive.Tasks, drive.Waits, drive["why"]));
    }

    [Fact]
    public void One_catch_of_a_signal_may_end_another()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><subProcess id="sub"><intermediateCatchEvent id="c"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent><userTask id="x"/><flows>c > x</flows></subProcess>
            <boundaryEvent id="b" attachedToRef="sub"><signalEventDefinition signalRef="sig"/></boundaryEvent><userTask id="y"/><flows>s > sub; b > y</flows>
            """, roots: Roots);
        Assert.Equal(("y", ""), (drive.Signal("stop").Tasks, drive.Waits));
    }

    [Fact]
    public void Set_changes_the_process_or_the_one_active_scope_that_is_named()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="m"/><userTask id="twice"/>
            <subProcess id="sub"><dataObject id="d" name="own"/><userTask id="a"/></subProcess><flows>s > f > sub; f > m; f > m; m > twice</flows>
            """);
        Assert.Equal("1", drive.Set("{x: 1}")["x"]);
        drive.Set("{own: 2}", "sub");
        Assert.Equal("absent", drive["own"]);
        Assert.Contains(drive.State.Elements, entry => entry.Value.ElementId == "sub" && entry.Value.Variables.TryGet("own", out var own) && own.ToString() == "2");
        Assert.Equal("3", drive.Set("{x: 3}", "p")["x"]);
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new SetVariables(Variables.Empty, "nowhere")).Code);
        Assert.Equal(RejectionCode.Ambiguous, drive.Refused(new SetVariables(Variables.Empty, "twice")).Code);
    }

    [Fact]
    public void Data_objects_and_properties_are_null_variables_of_their_scope_until_written()
    {
        var drive = Drive.Started("""
            <property id="p1" name="prop"/><dataObject id="d1"/><dataObjectReference id="r1" name="order" dataObjectRef="d1"/><dataObject id="d2" name="given"/>
            <startEvent id="s"/><subProcess id="sub"><property id="p3" name="inner"/><userTask id="a"/></subProcess><userTask id="after"/><flows>s > sub > after</flows>
            """, "{given: 1}");
        Assert.Equal(("null", "null", "1", "absent"), (drive["prop"], drive["order"], drive["given"], drive["inner"]));
        drive.Complete("a", "{inner: 1, order: 2}");
        Assert.Equal(("2", "absent"), (drive["order"], drive["inner"]));
    }
}
