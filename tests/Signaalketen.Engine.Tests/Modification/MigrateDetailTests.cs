using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Migration;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>What exactly is carried over to another version: events, tokens at joins, records of what can be undone, and incidents.</summary>
public class MigrateDetailTests
{
    private const string Roots = """<message id="m" name="msg"/><message id="n" name="news"/><signal id="sig" name="sig"/>""";

    private const string Undo = """<boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/><association id="x" sourceRef="b" targetRef="undo"/>""";

    [Fact]
    public void An_event_of_the_same_id_that_waits_for_something_else_now_is_another_event()
    {
        string With(string definition) => $"""<startEvent id="s"/><userTask id="a"/><boundaryEvent id="b" attachedToRef="a">{definition}</boundaryEvent><userTask id="c"/><flows>s > a; b > c</flows>""";
        var drive = Versions.Started(With("<messageEventDefinition messageRef=\"m\"/>"), With("<signalEventDefinition signalRef=\"sig\"/>"), Roots).Migrate();
        Assert.Equal("b", drive.Waits);
        Assert.Equal(RejectionCode.NotCorrelated, drive.Refused(new CorrelateMessage("msg", null, Variables.Empty)).Code);
        Assert.Equal("c", drive.Signal("sig").Tasks);
    }

    [Fact]
    public void Tokens_at_a_join_inside_a_sub_process_stay_there()
    {
        const string Inside = """<startEvent id="s"/><subProcess id="sub"><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/><userTask id="c"/><flows>f > a > j; f > b > j; j > c</flows></subProcess><flows>s > sub</flows>""";
        var drive = Versions.Started(Inside, Inside).Complete("a").Migrate();
        Assert.Equal("b", drive.Tasks);
        Assert.Equal("c", drive.Complete("b").Tasks);
    }

    [Fact]
    public void A_token_whose_flow_is_gone_is_told_by_its_flow()
    {
        string Fork(string way) => $"""<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="x"/><parallelGateway id="j"/><userTask id="c"/><flows>s > f > a > {way} > j; f > b > j; j > c{(way == "j" ? "; c > x" : "")}</flows>""".Replace("j > j", "j", StringComparison.Ordinal);
        var obstacle = Assert.Single(Versions.Started(Fork("j"), Fork("x")).Complete("a").Verdict().Obstacles);
        Assert.Equal("A token waits on the flow 'a-j', which has no counterpart in 'p:2': say where it goes.", obstacle.Message);
    }

    [Fact]
    public void What_is_not_deployed_is_named() => Assert.Equal(
        ["'p:9' is not deployed.", "'p:8' is not deployed."],
        new[] { new MigrationPlan("p:9", "p:2"), new("p:1", "p:8") }
            .Select(plan => Assert.Single(Versions.Started("""<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""", """<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""").Verdict(plan).Obstacles).Message));

    /// <summary>A called process stays as it is when its caller migrates: its tokens, its incidents, its elements of the same name.</summary>
    [Fact]
    public void Called_process_is_left_alone_when_only_its_caller_migrates()
    {
        const string Caller = """<startEvent id="s"/><parallelGateway id="f"/><callActivity id="c" calledElement="q"/><userTask id="x"/><flows>s > f > c; f > x</flows>""";
        const string Called = """<process id="q"><parallelGateway id="qf"/><userTask id="q1"/><userTask id="q2"/><parallelGateway id="qj"/><serviceTask id="x"/><userTask id="after"/><flows>qf > q1 > qj > after; qf > q2 > qj; qf > x</flows></process>""";
        var drive = new Drive(Versions.Deploy(Caller, Caller.Replace("\"x\"", "\"y\"", StringComparison.Ordinal).Replace("f > x", "f > y", StringComparison.Ordinal), called: Bpmn.Definitions(Called))).Start().Complete("q1").Fail("x");
        Assert.Equal("x:JobFailed", drive.Incidents);
        drive.Migrate(Versions.Plan with { Elements = Versions.Pairs(("x", "y")) });
        Assert.Equal(("x:JobFailed", "q2 y"), (drive.Incidents, drive.Tasks));
        Assert.Equal("after y", drive.Complete("q2").Tasks);
    }

    [Fact]
    public void An_incident_about_a_token_keeps_the_name_of_where_that_token_stands()
    {
        string Loop(string id) => $"""<startEvent id="s"/><exclusiveGateway id="m"/><task id="{id}"/><userTask id="u"/><exclusiveGateway id="d"/><flows>s > m > {id} > d; d > u if stop; d > m else</flows>""";
        Drive Spent(string second) => new Drive(Versions.Deploy(Loop("t"), Loop(second)), new() { Calendar = WorkingCalendar.Netherlands, Budget = 50 }).Start("{stop: false}");
        Assert.Equal("t:BudgetExceeded", Spent("t").Incidents);
        Assert.Equal("t:BudgetExceeded", Spent("t").Migrate().Incidents);
        var renamed = Spent("other").Migrate(Versions.Plan with { Elements = Versions.Pairs(("t", "other")) });
        Assert.Equal("other:BudgetExceeded", renamed.Incidents);
        Assert.Equal("u", renamed.Resolve("other", "{stop: true}").Tasks);
    }

    [Fact]
    public void What_a_sub_process_leaves_to_undo_is_undone_by_the_version_of_now()
    {
        var body = $"""
            <startEvent id="s"/><subProcess id="sub"><userTask id="a"/>{Undo}</subProcess><userTask id="next"/><intermediateThrowEvent id="t"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="e"/><flows>s > sub > next > t > e</flows>
            """;
        var drive = Versions.Started(body, body).Complete("a").Migrate().Complete("next");
        Assert.Equal(("undo", "p:2"), (drive.Tasks, drive.Effects.OfType<CreateUserTask>().Last().DefinitionKey));
        Assert.True(drive.Complete("undo").Ended);
    }

    [Fact]
    public void One_activity_is_still_undone_by_its_own_name()
    {
        var body = $"""
            <startEvent id="s"/><userTask id="a"/>{Undo}<userTask id="next"/><intermediateThrowEvent id="t"><compensateEventDefinition activityRef="a"/></intermediateThrowEvent><endEvent id="e"/><flows>s > a > next > t > e</flows>
            """;
        Assert.Equal("undo", Versions.Started(body, body).Complete("a").Migrate().Complete("next").Tasks);
    }

    /// <summary>Either the activity or its handler is gone: then the version that did it also undoes it.</summary>
    [Theory]
    [InlineData("other", "undo")]
    [InlineData("a", "mend")]
    public void What_has_no_whole_counterpart_is_undone_by_the_version_that_did_it(string activity, string handler)
    {
        string Undoable(string task, string by) => $"""
            <startEvent id="s"/><userTask id="{task}"/><userTask id="next"/><boundaryEvent id="b" attachedToRef="{task}"><compensateEventDefinition/></boundaryEvent><userTask id="{by}" isForCompensation="true"/><association id="x" sourceRef="b" targetRef="{by}"/>
            <intermediateThrowEvent id="t"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="e"/><flows>s > {task} > next > t > e</flows>
            """;
        var drive = Versions.Started(Undoable("a", "undo"), Undoable(activity, handler)).Complete("a").Migrate().Complete("next");
        Assert.Equal(("undo", "p:1"), (drive.Tasks, drive.Effects.OfType<CreateUserTask>().Last().DefinitionKey));
        Assert.True(drive.Complete("undo").Ended);
    }

    [Fact]
    public void Records_that_another_process_left_are_not_touched()
    {
        var caller = $"""<process id="p"><startEvent id="s"/><subProcess id="sub"><userTask id="a"/>{Undo}</subProcess><callActivity id="c" calledElement="q"/><endEvent id="e"><compensateEventDefinition/></endEvent><flows>s > sub > c > e</flows></process>""";
        const string Called = """<process id="q"><startEvent id="qs"/><userTask id="q1"/><flows>qs > q1</flows></process>""";
        var first = Bpmn.Read(Bpmn.Definitions(caller + Called)).ProcessDefinitions(1).ToArray();
        var drive = new Drive(DefinitionSet.Of(first)).Start().Complete("a");
        var both = DefinitionSet.Of(first).With(Bpmn.Read(Bpmn.Definitions(Called)).ProcessDefinitions(2));
        var accepted = Assert.IsType<StepResult.Accepted>(drive.Engine.Step(both, drive.State, new MigrateInstance(new("q:1", "q:2")), drive.Now));
        Assert.DoesNotContain(accepted.Events, happened => happened is UndoingMigrated);
        Assert.Contains(accepted.Events, happened => happened is ElementMigrated { DefinitionKey: "q:2" });
    }

    [Fact]
    public void Each_event_behind_a_gateway_is_waited_for_once()
    {
        string Choice(string flows) => $"""
            <startEvent id="s"/><eventBasedGateway id="g"/><userTask id="b"/>
            <intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent><intermediateCatchEvent id="u"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            {flows}
            """;
        const string One = """<intermediateCatchEvent id="one"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>""";
        const string Two = """<intermediateCatchEvent id="two"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>""";
        var drive = Versions.Started(Choice("<flows>s > g > t > b; g > u > b</flows>"), Choice(One + Two + "<flows>s > g > one > b; g > two > b; g > t > b; g > u > b</flows>"), Roots).Migrate();
        Assert.Equal("one t two u", drive.Waits);
        Assert.Equal(("b", ""), (drive.Signal("sig").Tasks, drive.Waits));
    }

    [Fact]
    public void Inclusive_join_looks_again_when_the_drawing_around_it_changes()
    {
        const string Nodes = """<startEvent id="s"/><inclusiveGateway id="f"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="j"/><userTask id="c"/><userTask id="d"/><exclusiveGateway id="k"/>""";
        var drive = Versions.Started(Nodes + "<flows>s > f > a > j > c; f > b > k > j; c > d</flows>", Nodes + "<flows>s > f > a > j > c; f > b > d; c > k > j</flows>").Complete("a");
        Assert.Equal("b", drive.Tasks);
        Assert.Equal("b c", drive.Migrate().Tasks);
    }

    [Fact]
    public void Complex_gateway_whose_condition_is_another_now_asks_it()
    {
        string Join(int count) => $"""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><complexGateway id="g"><activationCondition>activationCount = {count}</activationCondition></complexGateway><userTask id="x"/>
            <flows>s > f > a > g; f > b > g; f > c > g; g > x</flows>
            """;
        Assert.Equal("b c x", Versions.Started(Join(2), Join(1)).Complete("a").Migrate().Tasks);
        var fired = Versions.Started(Join(2), Join(3)).Complete("a").Complete("b");
        Assert.Equal("c x", fired.Tasks);
        var obstacle = Assert.Single(fired.Verdict().Obstacles);
        Assert.Equal(("g", "'g' has fired and waits for the rest of its flows, which are others in 'p:2'."), (obstacle.ElementId, obstacle.Message));
        Assert.Equal("x", Versions.Started(Join(2), Join(2)).Complete("a").Complete("b").Migrate().Complete("c").Tasks);
    }

    [Fact]
    public void Message_that_a_job_sends_is_kept_as_long_as_the_version_of_now_says()
    {
        string Sending(string message, string timeToLive) => $"""<startEvent id="s"/><sendTask id="x" messageRef="{message}" {timeToLive}/><userTask id="b"/><flows>s > x > b</flows>""";
        var drive = Versions.Started(Sending("m", "sk:timeToLive=\"PT1H\""), Sending("n", "sk:timeToLive=\"PT4H\""), Roots);
        Assert.Equal(Drive.At("2027-01-04T10:00"), drive.Effects.OfType<EnqueueJob>().Single().Message!.KeepUntil);
        drive.Migrate();
        Assert.Equal(("news", Drive.At("2027-01-04T13:00")), (drive.Effects.OfType<EnqueueJob>().Last().Message!.Name, drive.Effects.OfType<EnqueueJob>().Last().Message!.KeepUntil));
        Assert.Null(Versions.Started(Sending("m", ""), Sending("n", ""), Roots).Migrate().Effects.OfType<EnqueueJob>().Last().Message!.KeepUntil);
    }
}
