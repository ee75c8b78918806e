using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Tests.Decisions;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Reading;

/// <summary>What a definition tells about itself, and how a set of them is asked.</summary>
public class DefinitionTests
{
    private static ProcessDefinition Read(string body, string roots = "", int version = 1) => Bpmn.Read(Bpmn.Process(body, roots)).ProcessDefinitions(version).Single();

    [Theory]
    [InlineData("intermediateThrowEvent", "<messageEventDefinition/>")]
    [InlineData("intermediateThrowEvent", "<signalEventDefinition/>")]
    [InlineData("intermediateThrowEvent", "<escalationEventDefinition/>")]
    [InlineData("intermediateThrowEvent", "<compensateEventDefinition/>")]
    [InlineData("intermediateCatchEvent", "<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>")]
    [InlineData("intermediateCatchEvent", "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>")]
    [InlineData("endEvent", "<errorEventDefinition/>")]
    [InlineData("endEvent", "<terminateEventDefinition/>")]
    public void An_event_definition_tells_its_name_in_bpmn(string tag, string definition)
    {
        var node = Read($"""<startEvent id="s"/><{tag} id="x">{definition}</{tag}><flows>s > x</flows>""").Node("x")!;
        var definitions = node is IntermediateCatchEvent caught ? caught.Definitions : node is EndEvent end ? end.Definitions : ((IntermediateThrowEvent)node).Definitions;
        Assert.Equal(definition[1..definition.IndexOfAny(['/', '>'])], Assert.Single(definitions).Tag);
    }

    [Fact]
    public void Every_way_to_start_is_told_once_with_its_kind_and_name()
    {
        var definition = Read(
            """
            <startEvent id="none"/><startEvent id="many"><messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="g"/><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent>
            <userTask id="a"/><flows>none > a; many > a</flows>
            """, """<message id="m" name="letter"/><signal id="g" name="alarm"/>""");
        Assert.Equal(
            [("many", StartKind.Message, "letter"), ("many", StartKind.Signal, "alarm"), ("many", StartKind.Timer, null), ("none", StartKind.None, null)],
            definition.Starts.Select(start => (start.ElementId, start.Kind, start.Name)));
    }

    [Fact]
    public void A_ladder_is_found_by_its_id_and_by_nothing_else()
    {
        const string Rung = """<sk:rung at="0" to="deputy" action="remind"/>""";
        var definition = Read($"""<extensionElements><sk:ladder id="one">{Rung}</sk:ladder><sk:ladder id="two">{Rung}</sk:ladder></extensionElements><startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""");
        Assert.Equal(("one", "two", null), (definition.Ladder("one")?.Id, definition.Ladder("two")?.Id, definition.Ladder("three")?.Id));
    }

    [Fact]
    public void A_set_holds_what_it_had_and_what_is_added()
    {
        const string Body = """<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""";
        var set = DefinitionSet.Of([Read(Body, version: 1)]).With([Read(Body, version: 2)]);
        Assert.Equal(["p:1", "p:2"], set.All.Select(definition => definition.Key));
        Assert.Equal((1, 2), (set.Find("p:1")!.Version, set.Latest("p")!.Version));
        Assert.Equal(2, DefinitionSet.Of([Read(Body, version: 2), Read(Body, version: 1)]).Latest("p")!.Version);
    }

    [Fact]
    public void A_version_that_is_handed_in_twice_is_one_definition()
    {
        const string Body = """<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""";
        var set = DefinitionSet.Of([Read(Body), Read(Body)]);
        Assert.Same(set.Find("p:1"), set.Latest("p"));
        Assert.Single(set.All);
    }

    [Fact]
    public void A_decision_is_found_by_its_id_and_by_its_name()
    {
        const string Body = """<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""";
        var set = DefinitionSet.Of([Read(Body)], DecisionDefinition.Of(Dmn.Model(Dmn.Decision("Long name", Dmn.Literal("1"))), 1));
        Assert.Equal(["Long name", "Long name", null], new[] { "Long-name", "Long name", "" }.Select(name => set.Decision(name, CallBinding.Latest, set.Latest("p")!)?.Entry.Name));
    }

    /// <summary>Conditions and complex gateways are looked at when any of the definitions has them, however many do.</summary>
    [Fact]
    public void Two_versions_with_conditions_and_complex_gateways_run_as_one_does()
    {
        const string Body = """
            <startEvent id="s"/><parallelGateway id="f"/><task id="a"/><task id="b"/><complexGateway id="g"/><intermediateCatchEvent id="c"><messageEventDefinition/><conditionalEventDefinition><condition>go</condition></conditionalEventDefinition></intermediateCatchEvent>
            <endEvent id="e"/><flows>s > f > a > g > c > e; f > b > g</flows>
            """;
        var drive = new Drive(DefinitionSet.Of([Read(Body, version: 1), Read(Body, version: 2)])).Start();
        Assert.Equal(("c c", false), (drive.Waits, drive.Ended));
        Assert.True(drive.Set("{go: true}").Ended);
    }

    [Fact]
    public void A_task_goes_to_its_own_role_before_that_of_its_lane()
    {
        const string Owner = "<potentialOwner><resourceAssignmentExpression><formalExpression>doctor</formalExpression></resourceAssignmentExpression></potentialOwner>";
        var definition = Read($"""
            <laneSet id="ls"><lane id="l" name="Front desk"><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef></lane></laneSet>
            <startEvent id="s"/><userTask id="a">{Owner}</userTask><userTask id="b" sk:shows="name  date"/><userTask id="c"/><flows>s > a > b > c</flows>
            """);
        Assert.Equal(("doctor", "Front desk", null), (definition.UserTask("a")!.CandidateRole, definition.UserTask("b")!.CandidateRole, definition.UserTask("c")!.CandidateRole));
        Assert.Equal(["name", "date"], definition.UserTask("b")!.Shows);
        Assert.Empty(definition.UserTask("a")!.Shows);
    }

    [Fact]
    public void A_process_makes_the_variables_of_its_data_mappings_scripts_decisions_and_loops()
    {
        var definition = Read("""
            <dataObject id="d" name="of process"/><startEvent id="s"/>
            <userTask id="a"><extensionElements><sk:input target="taken in" source="1"/><sk:output target="handed out" source="1"/></extensionElements></userTask>
            <subProcess id="sub"><dataObject id="sd" name="of sub"/><scriptTask id="sc"><script>{first: 1, second: 2}</script></scriptTask><multiInstanceLoopCharacteristics><loopCardinality>1</loopCardinality><inputDataItem id="si" name="each"/></multiInstanceLoopCharacteristics></subProcess>
            <scriptTask id="named"><script>1</script><ioSpecification><dataOutput id="no" name="named output"/></ioSpecification><standardLoopCharacteristics loopMaximum="1"/></scriptTask>
            <businessRuleTask id="rule" sk:decision="D" sk:result="decided"/><flows>s > a > sub > named > rule</flows>
            """);
        Assert.Equal(
            [
                "decided", "each", "first", "handed out", "loopCounter", "named output", "numberOfActiveInstances", "numberOfCompletedInstances", "numberOfInstances", "numberOfTerminatedInstances",
                "of process", "of sub", "second", "taken in",
            ],
            OwnVariables.Of(definition));
    }

    [Theory]
    [InlineData("<scriptTask id=\"x\"><script>1</script></scriptTask>", "result")]
    [InlineData("<businessRuleTask id=\"x\" sk:decision=\"D\"/>", "result")]
    [InlineData("<scriptTask id=\"x\"><script>{made: 1}</script><multiInstanceLoopCharacteristics><loopCardinality>1</loopCardinality><outputDataItem id=\"i\" name=\"item\"/></multiInstanceLoopCharacteristics></scriptTask>", "item,made")]
    public void What_a_task_makes_has_a_name_when_the_model_gives_none(string task, string names) =>
        Assert.Equal(names, string.Join(',', OwnVariables.Of(Read($"""<startEvent id="s"/>{task}<flows>s > x</flows>""")).Except(OwnVariables.Of(Read("""<startEvent id="s"/><userTask id="x"/><flows>s > x</flows>""")))));
}
