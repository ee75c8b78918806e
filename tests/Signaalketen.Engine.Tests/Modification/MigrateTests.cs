using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Migration;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>What is active goes on under another version. <see cref="Drive"/> holds tables against state and definition after each step.</summary>
public class MigrateTests
{
    private const string Roots = """<message id="m" name="msg"/><message id="n" name="news"/><signal id="sig" name="sig"/>""";

    private const string Fork = """<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/><userTask id="c"/>""";

    [Fact]
    public void Open_user_task_stays_the_same_task_with_the_name_role_and_form_of_now()
    {
        var drive = Versions.Started(
            """<startEvent id="s"/><userTask id="a" name="Old"/><flows>s > a</flows>""",
            """
            <startEvent id="s"/><userTask id="a" name="New" sk:form="assess"><potentialOwner><resourceAssignmentExpression><formalExpression>case-owner</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>
            <userTask id="b"/><flows>s > a > b</flows>
            """);
        var key = drive.Key("a", 0, Pending.UserTask);
        var effect = Assert.IsType<RetargetUserTask>(Assert.Single(drive.EffectsOfMigrating()));
        Assert.Equal(new(key, "p:2", "a", "New", "case-owner", "assess", RoleChanged: true, Restarted: false, null), effect);
        Assert.Equal(("p:2", "a"), (drive.State.DefinitionKey, drive.Tasks));
        Assert.Equal("b", drive.Complete("a").Tasks);
    }

    [Fact]
    public void Element_goes_where_the_plan_says()
    {
        var drive = Versions.Started("""<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""", """<startEvent id="s"/><userTask id="check"/><userTask id="b"/><flows>s > check > b</flows>""");
        var key = drive.Key("a", 0, Pending.UserTask);
        var obstacle = Assert.Single(drive.Verdict().Obstacles);
        Assert.Equal((key, "a"), (obstacle.Key, obstacle.ElementId));
        Assert.Equal((RejectionCode.Invalid, "a"), (drive.Refused(new Commands.MigrateInstance(Versions.Plan)).Code, drive.Refused(new Commands.MigrateInstance(Versions.Plan)).ElementId));
        drive.Migrate(Versions.Plan with { Elements = Versions.Pairs(("a", "check")) });
        Assert.Equal(key, drive.Key("check", 0, Pending.UserTask));
        Assert.Equal("b", drive.Complete("check").Tasks);
    }

    [Fact]
    public void Timer_keeps_its_due_time_unless_the_plan_says_restart()
    {
        string Wait(string id, string duration) => $"""<startEvent id="s"/><intermediateCatchEvent id="{id}"><timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition></intermediateCatchEvent><userTask id="b"/><flows>s > {id} > b</flows>""";
        var kept = Versions.Started(Wait("t", "PT1H"), Wait("t", "PT8H")).Advance("PT30M");
        Assert.Empty(kept.EffectsOfMigrating());
        Assert.Equal("2027-01-04T10:00:00+01:00", kept.Due());
        Assert.Equal("b", kept.Advance("PT30M").Tasks);

        var restarted = Versions.Started(Wait("t", "PT1H"), Wait("t", "PT8H")).Advance("PT30M");
        Assert.Equal(["CancelTimer", "ScheduleTimer"], restarted.EffectsOfMigrating(Versions.Plan with { Restart = ["t"] }).Select(effect => effect.GetType().Name));
        Assert.Equal("2027-01-04T17:30:00+01:00", restarted.Due());

        var renamed = Versions.Started(Wait("t", "PT1H"), Wait("pause", "PT8H"));
        renamed.Migrate(Versions.Plan with { Elements = Versions.Pairs(("t", "pause")) });
        Assert.Equal(("pause", "2027-01-04T10:00:00+01:00"), (renamed.Waits, renamed.Due()));
    }

    [Fact]
    public void Cycle_goes_on_from_its_own_beginning()
    {
        const string Cycle = """<startEvent id="s"/><userTask id="a"/><boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent><userTask id="b"/><flows>s > a; t > b</flows>""";
        var drive = Versions.Started(Cycle, Cycle).Advance("PT1H").Migrate();
        Assert.Equal("a b b b", drive.Advance("P1D").Tasks);
    }

    [Fact]
    public void Subscription_has_the_name_and_correlation_key_of_now()
    {
        string Receive(string message, string key) => $"""<startEvent id="s"/><receiveTask id="r" messageRef="{message}" sk:correlationKey="{key}"/><userTask id="b"/><flows>s > r > b</flows>""";
        var named = Versions.Started(Receive("m", "x"), Receive("n", "x"), Roots, "{x: \"1\", y: \"2\"}").Set("{x: \"9\"}");
        Assert.Equal([new CloseSubscription(6), new OpenSubscription(6, "r", SubscriptionKind.Message, "news", "1")], named.EffectsOfMigrating());
        var keyed = Versions.Started(Receive("m", "x"), Receive("m", "y"), Roots, "{x: \"1\", y: \"2\"}").Migrate();
        Assert.Equal("b", keyed.Message("msg", key: "2").Tasks);
        var broken = Versions.Started(Receive("m", "x"), Receive("m", "z"), Roots, "{x: \"1\"}");
        Assert.Contains("'z'", Assert.Single(broken.Verdict().Obstacles).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Boundary_event_that_is_new_begins_to_listen_and_one_that_is_gone_stops()
    {
        string With(string id, string message) => $"""<startEvent id="s"/><userTask id="a"/><boundaryEvent id="{id}" attachedToRef="a"><messageEventDefinition messageRef="{message}"/></boundaryEvent><userTask id="b"/><flows>s > a; {id} > b</flows>""";
        var drive = Versions.Started(With("old", "m"), With("new", "n"), Roots);
        Assert.Equal(["RetargetUserTask", "CloseSubscription", "OpenSubscription"], drive.EffectsOfMigrating().Select(effect => effect.GetType().Name).OrderByDescending(name => name[0] == 'R'));
        Assert.Equal("new", drive.Waits);
        Assert.Equal("b", drive.Message("news").Tasks);
    }

    [Fact]
    public void Boundary_event_that_happened_before_does_not_listen_again()
    {
        const string Once = """<startEvent id="s"/><userTask id="a"/><boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><userTask id="b"/><flows>s > a; t > b</flows>""";
        var drive = Versions.Started(Once, Once).Advance("PT1H").Migrate();
        Assert.Equal(("a b", ""), (drive.Tasks, drive.Waits));
    }

    [Fact]
    public void Event_sub_process_that_is_new_begins_to_listen()
    {
        const string Plain = """<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""";
        const string Event = Plain + """<subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition messageRef="m"/></startEvent><userTask id="in"/><flows>es > in</flows></subProcess>""";
        Assert.Equal("in", Versions.Started(Plain, Event, Roots).Migrate().Message("msg").Tasks);
        Assert.Equal(("a", ""), (Versions.Started(Event, Plain, Roots).Migrate().Tasks, Versions.Started(Event, Plain, Roots).Migrate().Waits));
        var inside = Versions.Started(Event, Event + """<subProcess id="other" triggeredByEvent="true"><startEvent id="os"><signalEventDefinition signalRef="sig"/></startEvent></subProcess>""", Roots);
        Assert.Equal(("in", ""), (inside.Message("msg").Migrate().Tasks, inside.Waits));
    }

    [Fact]
    public void Event_based_gateway_waits_for_the_events_behind_it_now()
    {
        string Choice(string id, string message) => $"""
            <startEvent id="s"/><eventBasedGateway id="g"/><intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <intermediateCatchEvent id="{id}"><messageEventDefinition messageRef="{message}"/></intermediateCatchEvent><userTask id="b"/><flows>s > g > t > b; g > {id} > b</flows>
            """;
        var drive = Versions.Started(Choice("one", "m"), Choice("two", "n"), Roots).Migrate();
        Assert.Equal("t two", drive.Waits);
        Assert.Equal(("b", ""), (drive.Message("news").Tasks, drive.Waits));
    }

    [Fact]
    public void Join_keeps_its_waiting_tokens()
    {
        const string Flows = "<flows>s > f > a > j; f > b > j; j > c</flows>";
        var same = Versions.Started(Fork + Flows, Fork + Flows).Complete("a").Migrate();
        Assert.Equal("c", same.Complete("b").Tasks);
        var redrawn = Versions.Started(Fork + Flows, Fork + """<flows>s > f > a; f > b > j; j > c</flows><sequenceFlow id="other" sourceRef="a" targetRef="j"/>""").Complete("a").Migrate();
        Assert.Equal("other", redrawn.State.Tokens.Single().Value.FlowId);
        Assert.Equal("c", redrawn.Complete("b").Tasks);
    }

    [Fact]
    public void Waiting_token_without_a_flow_of_now_is_an_obstacle_until_the_plan_names_one()
    {
        var drive = Versions.Started(Fork + "<flows>s > f > a > j; f > b > j; j > c</flows>", Fork + """<userTask id="x"/><flows>s > f > a > x > j; f > b > j; j > c</flows>""").Complete("a");
        Assert.Equal("j", Assert.Single(drive.Verdict().Obstacles).ElementId);
        drive.Migrate(Versions.Plan with { Flows = Versions.Pairs(("a-j", "x-j")) });
        Assert.Equal("c", drive.Complete("b").Tasks);
    }

    [Fact]
    public void Join_that_lost_the_flow_it_waited_for_fires_at_once()
    {
        var drive = Versions.Started(Fork + "<flows>s > f > a > j; f > b > j; j > c</flows>", Fork + """<userTask id="d"/><flows>s > f > a > j; f > b > d; j > c</flows>""").Complete("a").Migrate();
        Assert.Equal("b c", drive.Tasks);
    }

    [Fact]
    public void Incident_stays_and_can_be_resolved_under_the_version_that_mends_it()
    {
        string Script(string text) => $"""<startEvent id="s"/><userTask id="a"/><exclusiveGateway id="g"/><userTask id="b"/><userTask id="c"/><flows>s > a > g; g > b if {text}; g > c if {text} = false</flows>""";
        var drive = Versions.Started(Script("wrong"), Script("true")).Complete("a");
        Assert.Equal("g:ExpressionFailed", drive.Incidents);
        Assert.Empty(drive.EffectsOfMigrating());
        Assert.Equal(("g:ExpressionFailed", "b"), (drive.Incidents, drive.Resolve("g").Tasks));
    }

    [Fact]
    public void Incident_goes_with_its_element_to_another_id()
    {
        string Job(string id) => $"""<startEvent id="s"/><serviceTask id="{id}" sk:job="work"/><userTask id="b"/><flows>s > {id} > b</flows>""";
        var drive = Versions.Started(Job("x"), Job("y")).Fail("x");
        Assert.Equal([new RetargetIncident(6, "y")], drive.EffectsOfMigrating(Versions.Plan with { Elements = Versions.Pairs(("x", "y")) }));
        Assert.Equal("b", drive.Resolve("y").Finish("y").Tasks);
    }

    [Fact]
    public void Job_that_is_out_stays_out_unless_other_work_is_asked()
    {
        string Job(string id, string job) => $"""<startEvent id="s"/><serviceTask id="{id}" sk:job="{job}"/><userTask id="b"/><flows>s > {id} > b</flows>""";
        Assert.Empty(Versions.Started(Job("x", "work"), Job("x", "work")).EffectsOfMigrating());
        var plan = Versions.Plan with { Elements = Versions.Pairs(("x", "y")) };
        Assert.Equal([new RetargetJob(5, "y")], Versions.Started(Job("x", "work"), Job("y", "work")).EffectsOfMigrating(plan));
        var other = Versions.Started(Job("x", "work"), Job("x", "other"));
        Assert.Equal(["CancelJob", "EnqueueJob"], other.EffectsOfMigrating().Select(effect => effect.GetType().Name));
        Assert.Equal("b", other.Finish("x").Tasks);
    }

    [Fact]
    public void Ladder_keeps_the_rungs_that_both_versions_have_and_starts_anew_when_asked()
    {
        string Late(string rungs, string duration) => $"""
            <extensionElements><sk:ladder id="L">{rungs}</sk:ladder></extensionElements><startEvent id="s"/>
            <userTask id="a"><extensionElements><sk:term duration="{duration}" ladder="L"/></extensionElements></userTask><flows>s > a</flows>
            """;
        const string Half = """<sk:rung at="50%" to="assignee" action="remind"/>""";
        const string End = """<sk:rung at="0" to="case-owner" action="escalate"/>""";
        const string After = """<sk:rung at="+1 wd" to="case-owner" action="escalate"/>""";
        var kept = Versions.Started(Late(Half + End, "4 wd"), Late(After + End, "8 wd"));
        var due = kept.Due().Split(' ')[1];
        kept.Migrate();
        Assert.Equal(due, kept.Due());
        kept.Advance("P10D");
        Assert.Equal(["0"], kept.Effects.OfType<EscalateTask>().Select(effect => effect.At));

        var anew = Versions.Started(Late(Half + End, "4 wd"), Late(After + End, "8 wd")).Advance("P1D");
        var task = anew.EffectsOfMigrating(Versions.Plan with { Restart = ["a"] }).OfType<RetargetUserTask>().Single();
        Assert.True(task.Restarted && task.DueAt > anew.Now.AddDays(8));
        Assert.Equal(2, anew.Due().Split(' ').Length);
    }

    [Fact]
    public void Repetitions_go_on_and_the_next_ones_follow_the_version_of_now()
    {
        string Loop(string name) => $"""
            <startEvent id="s"/><userTask id="a" name="{name}"><multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask><userTask id="b"/><flows>s > a > b</flows>
            """;
        var drive = Versions.Started(Loop("one"), Loop("two")).Complete("a").Migrate().Complete("a");
        Assert.Equal("two", drive.Effects.OfType<CreateUserTask>().Last().Name);
        Assert.Equal("b", drive.Complete("a").Tasks);
    }

    [Fact]
    public void Called_process_migrates_inside_its_caller()
    {
        const string Caller = """<process id="p"><startEvent id="s"/><callActivity id="c" calledElement="q"/><userTask id="after"/><flows>s > c > after</flows></process>""";
        string Called(string more) => $"""<process id="q"><startEvent id="qs"/><userTask id="q1"/><userTask id="q2"/><flows>qs > q1 {more}</flows></process>""";
        var first = Bpmn.Read(Bpmn.Definitions(Caller + Called("> q2"))).ProcessDefinitions(1);
        var drive = new Drive(Model.DefinitionSet.Of(first)).Start();
        var both = new Drive(Model.DefinitionSet.Of(first.Concat(Bpmn.Read(Bpmn.Definitions(Called("> q2"))).ProcessDefinitions(2)))).Do(new Commands.StartInstance("i1", "p:1", Variables.Empty));
        Assert.Equal("q:2", both.Effects.OfType<CreateUserTask>().Single().DefinitionKey);
        Assert.Contains("not deployed", Assert.Single(drive.Verdict(new("q:1", "q:2")).Obstacles).Message, StringComparison.Ordinal);
        both.Migrate(new("q:2", "q:1"));
        Assert.Equal("p:1", both.State.DefinitionKey);
        Assert.Equal("after", both.Complete("q1").Complete("q2").Tasks);
    }

    [Fact]
    public void Data_objects_of_now_are_there()
    {
        var drive = Versions.Started("""<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""", """<dataObject id="d" name="decision"/><startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""");
        Assert.Equal(("absent", "null"), (drive["decision"], drive.Migrate()["decision"]));
    }

    [Fact]
    public void Dry_run_tells_every_obstacle_and_changes_nothing()
    {
        var drive = Versions.Started(Fork + "<flows>s > f > a > j; f > b > j; j > c</flows>", """<startEvent id="s"/><userTask id="z"/><flows>s > z</flows>""").Complete("a");
        var before = StateText.Write(drive.State);
        var verdict = drive.Verdict();
        Assert.False(verdict.Can);
        Assert.Equal(["b", "j"], verdict.Obstacles.Select(obstacle => obstacle.ElementId));
        Assert.All(verdict.Obstacles, obstacle => Assert.True(drive.State.Elements.ContainsKey(obstacle.Key!.Value) || drive.State.Tokens.ContainsKey(obstacle.Key.Value)));
        Assert.Equal(before, StateText.Write(drive.State));
        Assert.Contains("active", Assert.Single(drive.Verdict(new("p:2", "p:1")).Obstacles).Message, StringComparison.Ordinal);
    }
}
