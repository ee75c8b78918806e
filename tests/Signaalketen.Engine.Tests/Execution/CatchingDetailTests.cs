using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Who catches what, how often, and what a catch leaves standing.</summary>
public class CatchingDetailTests
{
    private const string Roots = """<message id="m" name="msg"/><signal id="sig" name="sig"/><error id="e1" errorCode="E1"/><escalation id="x1" escalationCode="X"/>""";

    private const string Both = """<messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="sig"/>""";

    private static Drive AtBoundary(string attributes, string definitions) => Drive.Started(
        $"""<startEvent id="s"/><userTask id="a"/><boundaryEvent id="b" attachedToRef="a" {attributes}>{definitions}</boundaryEvent><userTask id="x"/><flows>s > a; b > x</flows>""", roots: Roots);

    [Fact]
    public void Boundary_event_with_two_triggers_needs_one_of_them() => Assert.Equal("x", AtBoundary("", Both).Signal("sig").Tasks);

    [Fact]
    public void Boundary_event_that_needs_all_of_its_triggers_waits_for_all_of_them_again_when_it_does_not_interrupt()
    {
        var drive = AtBoundary("parallelMultiple=\"true\" cancelActivity=\"false\"", Both).Message("msg");
        Assert.Equal(("a", "b"), (drive.Tasks, drive.Waits));
        Assert.Equal(("a x", "b b"), (drive.Signal("sig").Tasks, drive.Waits));
        Assert.Equal("a x", drive.Signal("sig").Tasks);
        Assert.Equal(("a x x", "b b"), (drive.Message("msg").Tasks, drive.Waits));
        var interrupting = AtBoundary("parallelMultiple=\"true\"", Both).Message("msg").Signal("sig");
        Assert.Equal(("x", ""), (interrupting.Tasks, interrupting.Waits));
    }

    [Fact]
    public void Boundary_event_that_cannot_wait_again_still_counts_what_has_happened()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><userTask id="a"/><userTask id="x"/><flows>s > a; b > x</flows>
            <boundaryEvent id="b" attachedToRef="a" parallelMultiple="true" cancelActivity="false"><messageEventDefinition messageRef="m"/><timerEventDefinition><timeDuration>patience</timeDuration></timerEventDefinition></boundaryEvent>
            """, "{patience: \"PT1H\"}", roots: Roots);
        drive.Message("msg").Set("{patience: \"gone\"}").Advance("PT1H");
        Assert.Equal(("x", ""), (drive.Tasks, drive.Waits));
        Assert.Equal("a", drive.State.Incidents.Single().Value.ElementId);
        drive.Resolve("a", "{patience: \"PT2H\"}");
        Assert.Equal(("a x", "b b"), (drive.Tasks, drive.Waits));
    }

    [Theory]
    [InlineData("isInterrupting=\"false\"", "a in in", "es es")]
    [InlineData("", "in", "")]
    public void Event_sub_process_that_needs_all_of_its_triggers_waits_again_unless_it_interrupts(string interrupting, string tasks, string waits)
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="a"/><flows>s > a</flows>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es" parallelMultiple="true" {interrupting}>{Both}</startEvent><userTask id="in"/><flows>es > in</flows></subProcess>
            """, roots: Roots).Message("msg").Signal("sig");
        if (waits.Length > 0)
            drive.Message("msg").Signal("sig");
        Assert.Equal((tasks, waits), (drive.Tasks, drive.Waits));
    }

    [Theory]
    [InlineData("any", "named")]
    [InlineData("named", "any")]
    public void Catcher_that_names_the_escalation_goes_before_one_for_all(string first, string second)
    {
        string Catcher(string id, string kind) => $"""<boundaryEvent id="{id}" attachedToRef="a"><escalationEventDefinition {(kind == "any" ? "" : "escalationRef=\"x1\"")}/></boundaryEvent><userTask id="{kind}"/><flows>{id} > {kind}</flows>""";
        string body = $"""<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>{Catcher("b1", first)}{Catcher("b2", second)}""";
        Assert.Equal("named", Drive.Started(body, roots: Roots).Escalate("a", "X").Tasks);
        Assert.Equal("any", Drive.Started(body, roots: Roots).Escalate("a", "Y").Tasks);
    }

    [Fact]
    public void Error_and_escalation_without_a_code_go_to_whoever_catches_all()
    {
        string Thrower(string definition, string reference) => $"""
            <startEvent id="s"/><subProcess id="sub"><endEvent id="t"><{definition}/></endEvent></subProcess><boundaryEvent id="b1" attachedToRef="sub"><{definition} {reference}/></boundaryEvent><userTask id="named"/>
            <boundaryEvent id="b2" attachedToRef="sub"><{definition}/></boundaryEvent><userTask id="any"/><flows>s > sub; b1 > named; b2 > any</flows>
            """;
        var error = Drive.Started(Thrower("errorEventDefinition", "errorRef=\"e1\""), roots: Roots);
        Assert.Equal(("any", ""), (error.Tasks, error.History.OfType<ErrorThrown>().Single().Code));
        var escalation = Drive.Started(Thrower("escalationEventDefinition", "escalationRef=\"x1\""), roots: Roots);
        Assert.Equal(("any", ""), (escalation.Tasks, escalation.History.OfType<EscalationThrown>().Single().Code));
    }

    [Fact]
    public void Error_of_a_job_that_nobody_catches_tells_what_the_job_said_and_its_boundary_timer_runs_on()
    {
        Drive Running() => Drive.Started("""
            <startEvent id="s"/><serviceTask id="a"/><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><task id="x"/><flows>s > a; b > x</flows>
            """).Advance("PT30M");
        var silent = Running().ThrowError("a", "E9");
        Assert.Equal("Nothing catches the error 'E9' that 'a' throws.", silent.State.Incidents.Single().Value.Message);
        var drive = Running();
        drive.Do(new ThrowJobError(drive.Key("a", 0, Pending.Job), "E9", "disk full"));
        Assert.Equal(("a:E9", "disk full"), (drive.Incidents, drive.State.Incidents.Single().Value.Message));
        Assert.Equal(("a", "2027-01-04T10:00:00+01:00"), (drive.Resolve("a").Jobs, drive.Due()));
    }

    /// <summary>The first event sub-process listens; the second cannot, until somebody says when.</summary>
    private const string TwoListeners = """
        <startEvent id="s"/><userTask id="a"/><flows>s > a</flows>
        <subProcess id="l1" triggeredByEvent="true"><startEvent id="es1"><messageEventDefinition messageRef="m"/></startEvent><userTask id="in"/><endEvent id="ee"/><flows>es1 > in > ee</flows></subProcess>
        <subProcess id="l2" triggeredByEvent="true"><startEvent id="es2"><timerEventDefinition><timeDuration>soon</timeDuration></timerEventDefinition></startEvent></subProcess>
        """;

    [Fact]
    public void What_listened_already_does_not_listen_twice_when_the_rest_can()
    {
        var drive = Drive.Started(TwoListeners, roots: Roots);
        Assert.Equal(("p:ExpressionFailed", "", "es1"), (drive.Incidents, drive.Tasks, drive.Waits));
        Assert.Equal(("", "a", "es1 es2"), (drive.Resolve("p", "{soon: \"PT1H\"}").Incidents, drive.Tasks, drive.Waits));
    }

    [Fact]
    public void Event_sub_process_that_interrupts_ends_the_incident_of_its_scope_too()
    {
        var drive = Drive.Started(TwoListeners, roots: Roots).Message("msg");
        Assert.Equal(("", "in"), (drive.Incidents, drive.Tasks));
        Assert.True(drive.Complete("in").Ended);
    }

    [Fact]
    public void Sub_process_that_could_not_listen_begins_once()
    {
        var drive = Drive.Started($"<startEvent id=\"ps\"/><subProcess id=\"sub\">{TwoListeners}</subProcess><flows>ps > sub</flows>", roots: Roots);
        Assert.Equal(("sub:ExpressionFailed", "", "es1"), (drive.Incidents, drive.Tasks, drive.Waits));
        Assert.Equal(("", "a", "es1 es2"), (drive.Resolve("sub", "{soon: \"PT1H\"}").Incidents, drive.Tasks, drive.Waits));
    }

    [Fact]
    public void Process_that_a_message_started_listens_as_well()
    {
        const string Body = """
            <receiveTask id="r" instantiate="true" messageRef="m"/><userTask id="a"/><flows>r > a</flows>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es" isInterrupting="false"><timerEventDefinition><timeDuration>soon</timeDuration></timerEventDefinition></startEvent></subProcess>
            """;
        var drive = Drive.Of(Body, Roots).Start("{soon: \"PT1H\"}", "r");
        Assert.Equal(("a", "es"), (drive.Tasks, drive.Waits));
        var stopped = Drive.Of(Body, Roots).Start(at: "r");
        Assert.Equal("p:ExpressionFailed", stopped.Incidents);
        Assert.Equal(("", "a", "es"), (stopped.Resolve("p", "{soon: \"PT1H\"}").Incidents, stopped.Tasks, stopped.Waits));
    }

    [Fact]
    public void Signal_is_heard_by_what_listened_before_it_was_thrown()
    {
        var drive = AtBoundary("", Both);
        var key = drive.State.Waits.Single(wait => wait.Value.Kind == WaitKind.Signal).Key;
        Assert.Equal(RejectionCode.NotCorrelated, drive.Refused(new DeliverSignal("sig", Variables.Empty, key)).Code);
        Assert.Equal("x", drive.Do(new DeliverSignal("sig", Variables.Empty, key + 1)).Tasks);
    }

    /// <summary>A key that cannot be read stops the first; the second is not asked before that is resolved.</summary>
    [Theory]
    [InlineData("<receiveTask id=\"one\" messageRef=\"m\" sk:correlationKey=\"k\"/><receiveTask id=\"two\" messageRef=\"m\" sk:correlationKey=\"k\"/>")]
    [InlineData("<intermediateCatchEvent id=\"one\"><messageEventDefinition messageRef=\"m\" sk:correlationKey=\"k\"/></intermediateCatchEvent><intermediateCatchEvent id=\"two\"><messageEventDefinition messageRef=\"m\" sk:correlationKey=\"k\"/></intermediateCatchEvent>")]
    public void Gateway_that_cannot_wait_for_one_event_is_one_incident(string events)
    {
        var drive = Drive.Started($"""<startEvent id="s"/><eventBasedGateway id="g"/>{events}<userTask id="a"/><flows>s > g > one > a; g > two > a</flows>""", roots: Roots);
        Assert.Equal(("g:ExpressionFailed", ""), (drive.Incidents, drive.Waits));
        Assert.StartsWith("The expression 'k' must give a text or a number, but gives null", drive.State.Incidents.First().Value.Message, StringComparison.Ordinal);
        Assert.Equal(("", "one two"), (drive.Resolve("g", "{k: 7}").Incidents, drive.Waits));
    }

    [Fact]
    public void Receive_task_that_waits_after_an_incident_keeps_its_boundary_timer()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><receiveTask id="r" messageRef="m" sk:correlationKey="k"/><boundaryEvent id="b" attachedToRef="r"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><task id="x"/><flows>s > r; b > x</flows>
            """, roots: Roots).Advance("PT30M");
        Assert.Equal(("r:ExpressionFailed", "b"), (drive.Incidents, drive.Waits));
        Assert.Equal(("b r", "2027-01-04T10:00:00+01:00"), (drive.Resolve("r", "{k: 7}").Waits, drive.Due()));
    }

    [Fact]
    public void Receive_task_without_a_message_waits_for_one_of_its_own_name() =>
        Assert.Equal("a", Drive.Started("""<startEvent id="s"/><receiveTask id="r" name="Answer"/><userTask id="a"/><flows>s > r > a</flows>""").Message("Answer").Tasks);

    [Fact]
    public void What_cannot_be_sent_is_not_sent_and_nothing_goes_on_before_it_can()
    {
        var thrown = Drive.Started("""<startEvent id="s"/><intermediateThrowEvent id="t"><messageEventDefinition messageRef="m" sk:correlationKey="k"/></intermediateThrowEvent><userTask id="a"/><flows>s > t > a</flows>""", roots: Roots);
        Assert.Equal(("t:ExpressionFailed", ""), (thrown.Incidents, thrown.Tasks));
        Assert.Empty(thrown.Effects.OfType<SendMessage>());
        Assert.Equal(("a", "7"), (thrown.Resolve("t", "{k: 7}").Tasks, thrown.Effects.OfType<SendMessage>().Single().CorrelationKey));
        var job = Drive.Started("""<startEvent id="s"/><sendTask id="t" messageRef="m" sk:correlationKey="k"/><flows>s > t</flows>""", roots: Roots);
        Assert.Equal(("t:ExpressionFailed", ""), (job.Incidents, job.Jobs));
        Assert.Equal("t", job.Resolve("t", "{k: 7}").Jobs);
    }

    [Fact]
    public void Terminate_takes_away_what_was_about_to_move() =>
        Assert.True(Drive.Started("""<startEvent id="s"/><parallelGateway id="f"/><endEvent id="stop"><terminateEventDefinition/></endEvent><userTask id="z"/><endEvent id="e"/><flows>s > f > stop; f > z > e</flows>""").Ended);
}
