using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Tests.Reading;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Global tasks, which call activities call as if they were processes, and event definitions that events share.</summary>
public class GlobalTaskTests
{
    private static Drive Calling(string roots, string inside = "", string more = "", EngineOptions? options = null) => Drive.Started(
        $"""{more}<startEvent id="s"/><callActivity id="c" calledElement="gt">{inside}</callActivity><endEvent id="e"/><flows>s > c > e</flows>""", "{x: 5}", roots, options);

    [Theory]
    [InlineData("<globalTask id=\"gt\"/>")]
    [InlineData("<globalManualTask id=\"gt\"/>")]
    public void Called_globalTask_and_globalManualTask_pass_or_wait_as_tasks_do(string task)
    {
        Assert.Equal("s gt c e", Calling(task).Trace);
        var waiting = Calling(task, options: new() { Calendar = WorkingCalendar.Netherlands, NoneTasksWait = true });
        Assert.Equal("gt", waiting.Tasks);
        Assert.True(waiting.Complete("gt").Ended);
    }

    [Fact]
    public void Called_globalUserTask_opens_a_task_of_its_own_with_the_values_that_were_mapped()
    {
        var drive = Calling(
            """<globalUserTask id="gt" name="Beoordelen" sk:form="beoordelen"><potentialOwner><resourceAssignmentExpression><formalExpression>reviewer</formalExpression></resourceAssignmentExpression></potentialOwner></globalUserTask>""",
            """<extensionElements><sk:input target="amount" source="x * 2"/><sk:output target="outcome" source="answer"/></extensionElements>""");
        var task = Assert.Single(drive.Effects.OfType<CreateUserTask>());
        Assert.Equal(("gt:1", "gt", "Beoordelen", "reviewer", "beoordelen"), (task.DefinitionKey, task.ElementId, task.Name, task.CandidateRole, task.FormKey));
        drive.Complete("gt", "{answer: \"ja\"}");
        Assert.Equal((true, "\"ja\"", "absent"), (drive.Ended, drive["outcome"], drive["answer"]));
    }

    [Fact]
    public void Called_globalScriptTask_gives_its_data_output()
    {
        var drive = Calling(
            """<globalScriptTask id="gt" scriptLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/"><ioSpecification><dataInput id="gi" name="n"/><dataOutput id="go" name="twice"/><inputSet/><outputSet/></ioSpecification><script>n * 2</script></globalScriptTask>""",
            """
            <ioSpecification><dataInput id="ci" name="n"/><dataOutput id="co" name="twice"/></ioSpecification>
            <dataInputAssociation><sourceRef>x</sourceRef><targetRef>ci</targetRef></dataInputAssociation><dataOutputAssociation><sourceRef>co</sourceRef><targetRef>y</targetRef></dataOutputAssociation>
            """, more: """<dataObject id="x"/><dataObject id="y"/>""");
        Assert.Equal((true, "10"), (drive.Ended, drive["y"]));
    }

    [Fact]
    public void Called_globalBusinessRuleTask_asks_for_a_job_and_its_error_is_caught_at_the_call()
    {
        const string task = """<error id="err" errorCode="E"/><globalBusinessRuleTask id="gt" sk:job="decide"/>""";
        var drive = Calling(task);
        Assert.Equal("decide", Assert.Single(drive.Effects.OfType<EnqueueJob>()).JobType);
        Assert.True(drive.Finish("gt").Ended);
        var caught = Drive.Started(
            """<startEvent id="s"/><callActivity id="c" calledElement="gt"/><boundaryEvent id="b" attachedToRef="c"><errorEventDefinition errorRef="err"/></boundaryEvent><userTask id="a"/><flows>s > c; b > a</flows>""", roots: task);
        Assert.Equal("a", caught.ThrowError("gt", "E").Tasks);
    }

    [Theory]
    [InlineData("<globalUserTask id=\"gt\"/>", "sk:role=\"desk\"", "desk")]
    [InlineData("<globalUserTask id=\"gt\"/>", "", "Balie")]
    [InlineData("<globalUserTask id=\"gt\"><potentialOwner><resourceAssignmentExpression><formalExpression>reviewer</formalExpression></resourceAssignmentExpression></potentialOwner></globalUserTask>", "sk:role=\"desk\"", "reviewer")]
    public void Called_globalUserTask_that_names_nobody_is_for_the_lane_of_its_caller(string task, string role, string expected)
    {
        var lane = $"""<laneSet id="ls"><lane id="l" name="Balie" {role}><flowNodeRef>c</flowNodeRef></lane></laneSet>""";
        Assert.Equal(expected, Assert.Single(Calling(task, more: lane).Effects.OfType<CreateUserTask>()).CandidateRole);
        Assert.All(
            Calling(task, "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>", lane).Effects.OfType<CreateUserTask>(),
            created => Assert.Equal(expected, created.CandidateRole));
    }

    [Fact]
    public void Call_of_a_global_task_repeats_like_any_activity() =>
        Assert.Equal("gt gt gt", Calling("<globalUserTask id=\"gt\"/>", "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>").Tasks);

    [Fact]
    public void File_with_only_global_tasks_can_be_deployed_beside_another()
    {
        var definitions = Bpmn.Deploy(
            Bpmn.Process("""<startEvent id="s"/><callActivity id="c" calledElement="gt"/><flows>s > c</flows>"""), Bpmn.Definitions("""<globalUserTask id="gt"/>"""));
        Assert.Equal("gt", new Drive(definitions).Start().Tasks);
        Assert.Equal(["gt"], Bpmn.Read(Bpmn.Definitions("""<globalUserTask id="gt"/>""")).GlobalTasks.Select(task => task.Id));
    }

    [Theory]
    [InlineData("<globalTask/>", "bpmn.missing-id")]
    [InlineData("<globalScriptTask id=\"gt\" scriptLanguage=\"javascript\"><script>1</script></globalScriptTask>", "bpmn.script-language gt")]
    [InlineData("<globalUserTask id=\"gt\"><extensionElements><sk:term duration=\"5 wd\" ladder=\"l\"/></extensionElements></globalUserTask>", "sk.ladder-unknown gt")]
    [InlineData("<globalUserTask id=\"gt\"><wonder/></globalUserTask>", "bpmn.unsupported gt")]
    [InlineData("<globalConversation id=\"gt\"/>", "bpmn.unsupported gt")]
    public void Global_task_that_cannot_be_executed_is_refused(string task, string expected) =>
        Assert.Equal(expected, string.Join(',', RefusalTests.Problems(Bpmn.Process("""<startEvent id="s"/>""", task))));

    [Fact]
    public void Events_that_refer_to_one_definition_mean_the_same_event()
    {
        var drive = Drive.Started(
            """
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><intermediateThrowEvent id="t"><eventDefinitionRef>shared</eventDefinitionRef></intermediateThrowEvent>
            <intermediateCatchEvent id="c"><eventDefinitionRef>shared</eventDefinitionRef></intermediateCatchEvent><flows>s > f; f > a > t; f > c</flows>
            """, roots: """<signalEventDefinition id="shared"/>""");
        Assert.Equal("c", drive.Waits);
        Assert.True(drive.Complete("a").Ended);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("m")]
    public void Reference_to_something_that_is_no_event_definition_is_refused(string reference) =>
        Assert.Contains("bpmn.unresolved-reference c", RefusalTests.Problems(Bpmn.Process(
            $"""<startEvent id="s"/><intermediateCatchEvent id="c"><eventDefinitionRef>{reference}</eventDefinitionRef></intermediateCatchEvent><flows>s > c</flows>""", """<message id="m"/>""")));
}
