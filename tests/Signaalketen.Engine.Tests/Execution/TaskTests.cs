using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

public class TaskTests
{
    [Theory]
    [InlineData("task")]
    [InlineData("manualTask")]
    public void None_and_manual_tasks_pass_or_wait_as_the_options_say(string tag)
    {
        var body = $"""<startEvent id="s"/><{tag} id="a"/><endEvent id="e"/><flows>s > a > e</flows>""";
        Assert.Equal("s a e", Drive.Started(body).Trace);
        var waiting = Drive.Started(body, options: new() { Calendar = WorkingCalendar.Netherlands, NoneTasksWait = true });
        Assert.Equal("a", waiting.Tasks);
        Assert.Equal("5", waiting.Complete("a", "{x: 5}")["x"]);
        Assert.True(waiting.Ended);
    }

    [Fact]
    public void User_task_opens_with_all_a_shell_needs_and_closes_once()
    {
        var drive = Drive.Started("""
            <laneSet id="ls"><lane id="l" name="Meldpunt" sk:role="intake-desk"><flowNodeRef>a</flowNodeRef><flowNodeRef>sub</flowNodeRef></lane></laneSet>
            <startEvent id="s"/><userTask id="a" name="Beoordelen" sk:form="assess"/>
            <userTask id="b"><potentialOwner><resourceAssignmentExpression><formalExpression>mayor</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>
            <userTask id="nobody"/>
            <subProcess id="sub"><userTask id="inner"/></subProcess>
            <flows>s > a > b > nobody > sub</flows>
            """);
        var opened = Assert.IsType<CreateUserTask>(Assert.Single(drive.Effects));
        Assert.Equal(new(opened.TaskKey, "p:1", "a", "Beoordelen", "intake-desk", "assess", null, null), opened);
        drive.Complete("a", "{outcome: \"yes\"}");
        Assert.Contains(new CloseUserTask(opened.TaskKey, Completed: true), drive.Effects);
        Assert.Equal("mayor", Assert.IsType<CreateUserTask>(drive.Effects[^1]).CandidateRole);
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new CompleteUserTask(opened.TaskKey, Variables.Empty)).Code);
        Assert.Null(Assert.IsType<CreateUserTask>(drive.Complete("b").Effects[^1]).CandidateRole);
        Assert.Equal("intake-desk", Assert.IsType<CreateUserTask>(drive.Complete("nobody").Effects[^1]).CandidateRole);
        Assert.Equal("\"yes\"", drive.Complete("inner")["outcome"]);
    }

    [Fact]
    public void Potential_owner_by_resource_is_the_name_of_that_resource()
    {
        var drive = Drive.Started(
            """<startEvent id="s"/><userTask id="a"><potentialOwner><resourceRef>r</resourceRef></potentialOwner></userTask><flows>s > a</flows>""",
            roots: """<resource id="r" name="case-owner"/>""");
        Assert.Equal("case-owner", Assert.IsType<CreateUserTask>(drive.Effects[0]).CandidateRole);
    }

    private const string Late = """
        <extensionElements><sk:ladder id="L"><sk:rung at="50%" to="assignee" action="remind" channel="screen"/>
          <sk:rung at="-1 wd" to="assignee" action="remind"/><sk:rung at="+1 wd" to="deputy" action="escalate"/></sk:ladder></extensionElements>
        <startEvent id="s"/><userTask id="a"><extensionElements><sk:term duration="4 wd" ladder="L"/></extensionElements></userTask><flows>s > a</flows>
        """;

    /// <summary>Started Monday 4 January 2027: four working days end on Friday 8 January, the day after is Monday.</summary>
    [Fact]
    public void Term_gives_a_due_date_and_the_ladder_climbs_at_exact_times()
    {
        var drive = Drive.Started(Late);
        var due = Assert.IsType<CreateUserTask>(drive.Effects[0]).DueAt!.Value;
        Assert.Equal(drive.Engine.Options.Calendar.LocalDate(due), new DateOnly(2027, 1, 8));
        Assert.Equal("", drive.Waits);
        Assert.Equal(3, drive.State.Waits.Count);
        var rungs = drive.State.Waits.Select(wait => wait.Value.DueAt!.Value).ToArray();
        foreach (var (at, name) in rungs.Zip(["50%", "-1 wd", "+1 wd"]))
        {
            drive.Advance(IsoInstant.Format(at.AddSeconds(-1)));
            Assert.DoesNotContain(drive.Effects.OfType<EscalateTask>(), effect => effect.At == name);
            drive.Advance(IsoInstant.Format(at));
            Assert.Equal(name, drive.Effects.OfType<EscalateTask>().Last().At);
        }

        Assert.Equal(3, drive.History.OfType<Events.UserTaskEscalated>().Count());
        Assert.Equal("a", drive.Tasks);
        Assert.Empty(drive.Complete("a").State.Waits);
    }

    [Fact]
    public void Rungs_that_are_not_reached_are_cancelled_with_their_task()
    {
        var drive = Drive.Started(Late).Complete("a");
        Assert.Equal(3, drive.Effects.OfType<CancelTimer>().Count());
        Assert.True(drive.Ended);
    }

    [Fact]
    public void Term_from_a_variable_counts_from_there_and_without_one_is_an_incident()
    {
        const string body = """<startEvent id="s"/><userTask id="a"><extensionElements><sk:term duration="P14D" kind="statutory" from="receivedAt"/></extensionElements></userTask><flows>s > a</flows>""";
        var drive = Drive.Started(body, "{receivedAt: \"2027-01-01T10:00:00+01:00\"}");
        Assert.Equal(new DateOnly(2027, 1, 15), drive.Engine.Options.Calendar.LocalDate(((CreateUserTask)drive.Effects[0]).DueAt!.Value));
        var stopped = Drive.Started(body);
        Assert.Equal(("a:ExpressionFailed", ""), (stopped.Incidents, stopped.Tasks));
        Assert.Equal("a", stopped.Resolve("a", "{receivedAt: \"2027-01-01T10:00:00+01:00\"}").Tasks);
    }

    [Fact]
    public void Service_task_hands_out_a_job_and_takes_its_answer()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/>
            <serviceTask id="a" sk:job="erase-case"><extensionElements><sk:input target="what" source="x + 1"/><sk:output target="y" source="answer * 2"/></extensionElements></serviceTask>
            <flows>s > a</flows>
            """, "{x: 1}");
        var job = Assert.IsType<EnqueueJob>(Assert.Single(drive.Effects));
        Assert.Equal(("erase-case", "{what: 2}", null), (job.JobType, Text(job.Input), job.Message));
        Assert.Equal(("4", "absent", "absent"), (drive.Finish("a", "{answer: 2}")["y"], drive["answer"], drive["what"]));
        Assert.Equal(RejectionCode.NotFound, drive.Refused(new CompleteJob(job.JobKey, Variables.Empty)).Code);
    }

    [Fact]
    public void Send_task_gives_its_message_along_with_the_job()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><sendTask id="a" messageRef="m" sk:correlationKey="dossier"><extensionElements><sk:input target="text" source="1"/></extensionElements></sendTask><flows>s > a</flows>
            """, "{dossier: 7}", """<message id="m" name="notice"/>""");
        var job = Assert.IsType<EnqueueJob>(Assert.Single(drive.Effects));
        Assert.Equal(("notice", "7", "{text: 1}"), (job.Message!.Name, job.Message.CorrelationKey, Text(job.Message.Variables)));
    }

    [Fact]
    public void Failed_job_is_an_incident_and_resolving_it_asks_for_the_work_again_while_the_boundary_timer_runs_on()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><serviceTask id="a"/><endEvent id="e"/>
            <boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <flows>s > a > e; late > e</flows>
            """);
        var key = ((EnqueueJob)drive.Effects[1]).JobKey;
        drive.Advance("PT50M").Fail("a", "no connection");
        Assert.Equal(("a:JobFailed", "", "no connection"), (drive.Incidents, drive.Jobs, drive.State.Incidents.First().Value.Message));
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new CompleteJob(key, Variables.Empty)).Code);
        Assert.Equal(("", "a", "late"), (drive.Resolve("a").Incidents, drive.Jobs, drive.Waits));
        Assert.Equal("s late e", drive.Advance("PT10M").Trace);
    }

    [Fact]
    public void Receive_task_takes_its_message()
    {
        var drive = Drive.Started("""<startEvent id="s"/><receiveTask id="r" messageRef="m"/><userTask id="a"/><flows>s > r > a</flows>""", roots: """<message id="m" name="answer"/>""");
        Assert.Equal("r", drive.Waits);
        Assert.Equal(("a", "2"), (drive.Message("answer", "{x: 2}").Tasks, drive["x"]));
    }

    [Fact]
    public void Instantiating_receive_task_starts_the_process_with_its_message()
    {
        var drive = Drive.Of("""
            <receiveTask id="r" messageRef="m" instantiate="true"/><userTask id="a"/><flows>r > a</flows>
            """, """<message id="m" name="answer"/>""").Start("{x: 2}", "r");
        Assert.Equal(("a", "r", "2", ""), (drive.Tasks, drive.Trace, drive["x"], drive.Waits));
        var other = Drive.Of("""<receiveTask id="r" messageRef="m" instantiate="true"/>""", """<message id="m" name="answer"/>""");
        Assert.Equal(RejectionCode.Invalid, other.Refused(new StartInstance("i", "p:1", Variables.Empty)).Code);
    }

    [Theory]
    [InlineData("{x: 1 + 1, y: \"a\"}", "2")]
    [InlineData("null", "absent")]
    public void Script_sets_the_variables_of_its_context(string script, string x) =>
        Assert.Equal(x, Drive.Started($"""<startEvent id="s"/><scriptTask id="a"><script>{script}</script></scriptTask><flows>s > a</flows>""")["x"]);

    [Fact]
    public void Script_with_another_value_gives_it_to_its_data_output_or_to_an_output_mapping()
    {
        Assert.Equal("3", Drive.Started("""
            <dataObject id="d" name="total"/>
            <startEvent id="s"/><scriptTask id="a" scriptFormat="FEEL"><ioSpecification><dataOutput id="o" name="sum"/></ioSpecification>
              <dataOutputAssociation><sourceRef>o</sourceRef><targetRef>d</targetRef></dataOutputAssociation><script>1 + 2</script></scriptTask><flows>s > a</flows>
            """)["total"]);
        Assert.Equal("6", Drive.Started("""
            <startEvent id="s"/><scriptTask id="a"><extensionElements><sk:output target="x" source="result * 2"/></extensionElements><script>1 + 2</script></scriptTask><flows>s > a</flows>
            """)["x"]);
    }

    [Fact]
    public void Script_that_fails_is_an_incident_and_can_be_resolved()
    {
        var drive = Drive.Started("""<startEvent id="s"/><scriptTask id="a"><script>{y: 1}.y + missing</script></scriptTask><endEvent id="e"/><flows>s > a > e</flows>""");
        Assert.Equal("a:ExpressionFailed", drive.Incidents);
        Assert.True(drive.Resolve("a", "{missing: 1}").Ended);
    }

    [Fact]
    public void Conditional_flows_out_of_a_task_are_all_taken_that_are_true_else_the_default()
    {
        const string body = """
            <startEvent id="s"/><userTask id="t"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>
            <flows>s > t; t > a if x > 1; t > b if x > 0; t > c else</flows>
            """;
        Assert.Equal("a b", Drive.Started(body, "{x: 2}").Complete("t").Tasks);
        Assert.Equal("b", Drive.Started(body, "{x: 1}").Complete("t").Tasks);
        Assert.Equal("c", Drive.Started(body, "{x: 0}").Complete("t").Tasks);
    }

    /// <summary>What the person did is done: only the way on is blocked, and nobody is asked to do it again.</summary>
    [Fact]
    public void Completed_task_that_cannot_leave_is_closed_and_leaves_when_its_incident_is_resolved()
    {
        var drive = Drive.Started("""<startEvent id="s"/><userTask id="t"/><userTask id="a"/><userTask id="b"/><flows>s > t; t > a if x > 1; t > b if x > 0</flows>""", "{x: 0}");
        var key = ((CreateUserTask)drive.Effects[0]).TaskKey;
        Assert.Equal(("t:NoFlow", ""), (drive.Complete("t").Incidents, drive.Tasks));
        Assert.Contains(new CloseUserTask(key, Completed: true), drive.Effects);
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new CompleteUserTask(key, Variables.Empty)).Code);
        Assert.Equal("b", drive.Resolve("t", "{x: 1}").Tasks);
    }

    [Fact]
    public void Task_without_outgoing_flow_ends_its_path() =>
        Assert.True(Drive.Started("""<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""").Complete("a").Ended);

    [Fact]
    public void Process_without_start_event_begins_at_all_nodes_without_incoming_flow() =>
        Assert.Equal("a b", Drive.Started("""<userTask id="b"/><userTask id="a"/><userTask id="c"/><flows>a > c</flows>""").Tasks);

    private static string Text(Variables variables) => "{" + string.Join(", ", variables.Select(pair => $"{pair.Key}: {pair.Value}")) + "}";

    [Fact]
    public void Business_rule_task_waits_for_its_decision()
    {
        var drive = Drive.Started("""<startEvent id="s"/><businessRuleTask id="r"/><endEvent id="e"/><flows>s > r > e</flows>""");
        Assert.Equal("r", drive.Jobs);
        Assert.Equal("5", drive.Finish("r", "{term: 5}")["term"]);
        Assert.True(drive.Ended);
    }
}
