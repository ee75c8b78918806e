using Signaalketen.Engine.Effects;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Called processes: what goes in and out, and what goes through them.</summary>
public class CallActivityTests
{
    private const string Roots = """<error id="e1" errorCode="E1"/>""";

    private static Drive Calling(string call, string called, string more = "") => new Drive(Bpmn.Deploy(
        Bpmn.Process($"""<startEvent id="s"/>{call}<userTask id="after"/><flows>s > c > after</flows>{more}""", Roots), Bpmn.Definitions($"""<error id="q1" errorCode="E1"/><process id="q">{called}</process>""")));

    [Fact]
    public void Only_mapped_values_go_into_a_called_process_and_come_out()
    {
        var drive = Calling(
            """<callActivity id="c" calledElement="q"><extensionElements><sk:input target="x" source="x * 2"/><sk:output target="y" source="z"/></extensionElements></callActivity>""",
            """<startEvent id="qs"/><scriptTask id="qt"><script>{z: x + 1, hidden: 1, seen: secret}</script></scriptTask><userTask id="qu"/><flows>qs > qt > qu</flows>""").Start("{x: 5, secret: 7}");
        Assert.Equal("qu", drive.Tasks);
        Assert.Equal("q:1", drive.Effects.OfType<CreateUserTask>().Last().DefinitionKey);
        drive.Complete("qu", "{x: 99}");
        Assert.Equal(("after", "5", "11", "absent", "absent"), (drive.Tasks, drive["x"], drive["y"], drive["z"], drive["hidden"]));
    }

    [Fact]
    public void Called_process_without_mappings_keeps_its_variables_to_itself()
    {
        var drive = Calling(
            """<callActivity id="c" calledElement="q"/>""",
            """<startEvent id="qs"/><scriptTask id="qt"><script>{x: 2, hidden: 1, seen: secret}</script></scriptTask><userTask id="qu"/><flows>qs > qt > qu</flows>""").Start("{x: 1, secret: 7}");
        Assert.DoesNotContain("seen\":7", StateText.Write(drive.State), StringComparison.Ordinal);
        drive.Complete("qu", "{x: 3, answer: 4}");
        Assert.Equal(("after", "1", "absent", "absent"), (drive.Tasks, drive["x"], drive["hidden"], drive["answer"]));
    }

    [Fact]
    public void Called_process_gets_and_gives_by_the_names_of_the_standard_data_associations()
    {
        var drive = Calling(
            """
            <callActivity id="c" calledElement="q"><ioSpecification><dataInput id="i1" name="amount"/><dataOutput id="o1" name="answer"/></ioSpecification>
              <dataInputAssociation><sourceRef>d1</sourceRef><targetRef>i1</targetRef></dataInputAssociation>
              <dataOutputAssociation><sourceRef>o1</sourceRef><targetRef>d2</targetRef></dataOutputAssociation></callActivity>
            """,
            """<startEvent id="qs"/><scriptTask id="qt"><script>{answer: amount + 1}</script></scriptTask><flows>qs > qt</flows>""",
            """<dataObject id="d1" name="given"/><dataObject id="d2" name="got"/>""").Start("{given: 1}");
        Assert.Equal(("after", "2", "absent"), (drive.Tasks, drive["got"], drive["answer"]));
    }

    [Fact]
    public void Error_goes_through_called_processes_and_ends_them()
    {
        var drive = Calling(
            """<callActivity id="c" calledElement="q"/><boundaryEvent id="b" attachedToRef="c"><errorEventDefinition errorRef="e1"/></boundaryEvent>""",
            """<parallelGateway id="f"/><userTask id="qt"/><userTask id="other"/><endEvent id="fail"><errorEventDefinition errorRef="q1"/></endEvent><endEvent id="qe"/><flows>f > qt > fail; f > other > qe</flows>""",
            """<userTask id="x"/><flows>b > x</flows>""").Start();
        Assert.Equal("other qt", drive.Tasks);
        Assert.Equal("x", drive.Complete("qt").Tasks);
    }

    [Fact]
    public void Boundary_timer_of_a_call_activity_ends_the_called_process()
    {
        var drive = Calling(
            """<callActivity id="c" calledElement="q"/><boundaryEvent id="b" attachedToRef="c"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>""",
            """<startEvent id="qs"/><userTask id="qt"/><flows>qs > qt</flows>""", """<userTask id="x"/><flows>b > x</flows>""").Start();
        Assert.Equal("x", drive.Advance("PT1H").Tasks);
    }

    [Theory]
    [InlineData("""<startEvent id="qs"><messageEventDefinition messageRef="m"/></startEvent><userTask id="t"/><flows>qs > t</flows><startEvent id="zs"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent><flows>zs > t</flows>""")]
    [InlineData("""<startEvent id="qs"/><startEvent id="zs"/><userTask id="t"/><flows>qs > t; zs > t</flows>""")]
    public void Called_process_without_one_none_start_event_is_an_incident(string called)
    {
        var drive = Calling("""<callActivity id="c" calledElement="q"/>""", called.Replace(" messageRef=\"m\"", "", StringComparison.Ordinal)).Start();
        Assert.Equal("c:CalledProcessUnknown", drive.Incidents);
    }

    [Fact]
    public void Called_process_that_is_not_deployed_is_an_incident()
    {
        var drive = Drive.Started("""<startEvent id="s"/><callActivity id="c" calledElement="nowhere"/><flows>s > c</flows>""");
        Assert.Equal("c:CalledProcessUnknown", drive.Incidents);
        Assert.Equal("c:CalledProcessUnknown", drive.Resolve("c").Incidents);
    }

    [Fact]
    public void Highest_version_of_a_process_is_called()
    {
        var q = Bpmn.Read(Bpmn.Definitions("""<process id="q"><userTask id="old"/></process>"""));
        var newer = Bpmn.Read(Bpmn.Definitions("""<process id="q"><userTask id="new"/></process>"""));
        var p = Bpmn.Read(Bpmn.Process("""<startEvent id="s"/><callActivity id="c" calledElement="q"/><flows>s > c</flows>"""));
        var drive = new Drive(Model.DefinitionSet.Of([.. p.ProcessDefinitions(1), .. newer.ProcessDefinitions(10), .. q.ProcessDefinitions(9)])).Start();
        Assert.Equal("new", drive.Tasks);
    }
}
