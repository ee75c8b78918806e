using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>What stands still, waits for a condition, or can be undone, under another version.</summary>
public class MigrateStoppedTests
{
    private const string Roots = """<message id="m" name="msg"/>""";

    private const string Fork = """<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><flows>s > f > a; f > b</flows>""";

    private static string Timer(string id, string task, string duration) =>
        $"""<boundaryEvent id="{id}" attachedToRef="{task}" cancelActivity="false"><timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition></boundaryEvent><task id="{id}X"/><flows>{id} > {id}X</flows>""";

    private static string Letter(string id, string task) =>
        $"""<boundaryEvent id="{id}" attachedToRef="{task}" cancelActivity="false"><messageEventDefinition messageRef="m"/></boundaryEvent><task id="{id}X"/><flows>{id} > {id}X</flows>""";

    private static void ResolveFirst(Drive drive) => drive.Do(new ResolveIncident(drive.State.Incidents.First().Key, Variables.Empty));

    [Fact]
    public void What_stopped_before_it_listened_listens_when_it_is_resolved_and_the_rest_at_once()
    {
        var drive = Versions.Started(Fork + Timer("t", "a", "unknown"), Fork + Timer("t", "a", "PT1H") + Letter("la", "a") + Letter("lb", "b"), Roots);
        Assert.Equal(("a:ExpressionFailed", "b"), (drive.Incidents, drive.Tasks));
        drive.Migrate();
        Assert.Equal(("a:ExpressionFailed", "lb"), (drive.Incidents, drive.Waits));
        ResolveFirst(drive);
        Assert.Equal(("", "a b", "la lb t"), (drive.Incidents, drive.Tasks, drive.Waits));
    }

    [Fact]
    public void Obstacle_is_told_and_not_an_incident_that_was_there_before()
    {
        var drive = Versions.Started(Fork + Timer("t", "a", "unknown"), Fork + Timer("t", "a", "PT1H") + Timer("u", "b", "missing"), Roots);
        var refused = drive.Refused(new MigrateInstance(Versions.Plan));
        Assert.Equal("b", refused.ElementId);
        Assert.Contains("'missing'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_obstacles_are_in_the_refusal()
    {
        var refused = Versions.Started(Fork, """<startEvent id="s"/><userTask id="z"/><flows>s > z</flows>""").Refused(new MigrateInstance(Versions.Plan));
        Assert.Contains("'a'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(". ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'b'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spent_budget_stays_spent_until_somebody_resolves_it()
    {
        const string Loop = """<startEvent id="s"/><exclusiveGateway id="m"/><task id="t"/><userTask id="u"/><exclusiveGateway id="d"/><flows>s > m > t > d; d > u if stop; d > m else</flows>""";
        var drive = new Drive(Versions.Deploy(Loop, Loop), new() { Calendar = WorkingCalendar.Netherlands, Budget = 50 }).Start("{stop: false}");
        Assert.Equal(IncidentCodes.Budget, Assert.Single(drive.State.Incidents).Value.Code);
        drive.Migrate();
        Assert.Equal(IncidentCodes.Budget, Assert.Single(drive.State.Incidents).Value.Code);
        drive.Set("{stop: true}");
        Assert.Equal("", drive.Tasks);
        ResolveFirst(drive);
        Assert.Equal(("u", ""), (drive.Tasks, drive.Incidents));
    }

    [Fact]
    public void A_process_that_could_not_begin_to_listen_moves_nothing_before_it_is_resolved()
    {
        string Listening(string duration) => $"""
            <startEvent id="s"/><userTask id="a"/><flows>s > a</flows>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es" isInterrupting="false"><timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition></startEvent></subProcess>
            """;
        var drive = Versions.Started(Listening("unknown"), Listening("PT1H"));
        Assert.Equal(("p:ExpressionFailed", ""), (drive.Incidents, drive.Tasks));
        drive.Migrate();
        Assert.Equal(("p:ExpressionFailed", "", ""), (drive.Incidents, drive.Tasks, drive.Waits));
        ResolveFirst(drive);
        Assert.Equal(("", "a", "es"), (drive.Incidents, drive.Tasks, drive.Waits));
    }

    [Fact]
    public void A_condition_that_is_other_now_is_looked_at_and_one_that_is_the_same_is_not()
    {
        string Await(string condition) => $"""<startEvent id="s"/><intermediateCatchEvent id="c"><conditionalEventDefinition><condition>{condition}</condition></conditionalEventDefinition></intermediateCatchEvent><userTask id="a"/><flows>s > c > a</flows>""";
        Assert.Equal("a", Versions.Started(Await("x"), Await("y"), variables: "{x: false, y: true}").Migrate().Tasks);
        Assert.Equal("", Versions.Started(Await("x"), Await("x"), variables: "{x: false, y: true}").Migrate().Tasks);
    }

    [Fact]
    public void An_event_that_no_longer_stands_behind_its_gateway_is_not_waited_for()
    {
        const string Events = """
            <startEvent id="s"/><eventBasedGateway id="g"/><userTask id="a"/><userTask id="b"/>
            <intermediateCatchEvent id="one"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
            <intermediateCatchEvent id="two"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <intermediateCatchEvent id="six"><timerEventDefinition><timeDuration>PT6H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            """;
        var drive = Versions.Started(Events + "<flows>s > g > one > a; g > two > a; a > six > b</flows>", Events + "<flows>s > g > six > a; g > two > a > one > b</flows>", Roots).Migrate();
        Assert.Equal("six two", drive.Waits);
        Assert.Equal("a", drive.Advance("PT1H").Tasks);
    }

    [Fact]
    public void What_completed_is_undone_by_the_handler_of_now()
    {
        string Undoable(string task, string handler) => $"""
            <startEvent id="s"/><userTask id="{task}"/><userTask id="b"/><boundaryEvent id="bb" attachedToRef="{task}"><compensateEventDefinition/></boundaryEvent>
            <userTask id="{handler}" isForCompensation="true"/><association id="x" sourceRef="bb" targetRef="{handler}"/>
            <endEvent id="e"><compensateEventDefinition/></endEvent><flows>s > {task} > b > e</flows>
            """;
        var plan = Versions.Plan with { Elements = Versions.Pairs(("a", "check"), ("undo", "mend")) };
        var planned = Versions.Started(Undoable("a", "undo"), Undoable("check", "mend")).Complete("a").Migrate(plan);
        Assert.Equal("mend", planned.Complete("b").Tasks);
        Assert.True(planned.Complete("mend").Ended);
        var begun = Versions.Started(Undoable("a", "undo"), Undoable("check", "mend")).Complete("a").Complete("b").Migrate(plan);
        Assert.Equal("mend", begun.Tasks);
        Assert.True(begun.Complete("mend").Ended);
    }

    [Fact]
    public void What_is_still_to_be_undone_is_undone_by_the_handler_of_now()
    {
        string Two(string handler) => $"""
            <startEvent id="s"/><userTask id="a"/><userTask id="b"/><boundaryEvent id="ba" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><boundaryEvent id="bb" attachedToRef="b"><compensateEventDefinition/></boundaryEvent>
            <userTask id="{handler}" isForCompensation="true"/><userTask id="undoB" isForCompensation="true"/><association id="x" sourceRef="ba" targetRef="{handler}"/><association id="y" sourceRef="bb" targetRef="undoB"/>
            <endEvent id="e"><compensateEventDefinition/></endEvent><flows>s > a > b > e</flows>
            """;
        var drive = Versions.Started(Two("undoA"), Two("mend")).Complete("a").Complete("b");
        Assert.Equal("undoB", drive.Tasks);
        drive.Migrate(Versions.Plan with { Elements = Versions.Pairs(("undoA", "mend")) });
        Assert.Equal("mend", drive.Complete("undoB").Tasks);
        Assert.True(drive.Complete("mend").Ended);
    }

    [Fact]
    public void A_complex_gateway_with_another_condition_looks_at_its_tokens_again()
    {
        string Join(string condition) => $"""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><complexGateway id="g"><activationCondition>{condition}</activationCondition></complexGateway><userTask id="x"/>
            <flows>s > f > a > g > x; f > b > g; f > c > g</flows>
            """;
        Assert.Equal("b c x", Versions.Started(Join("activationCount = 3"), Join("activationCount = 1")).Complete("a").Migrate().Tasks);
        Assert.Equal("b c", Versions.Started(Join("activationCount = 3"), Join("activationCount = 3")).Complete("a").Migrate().Tasks);
    }
}
