using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Reading;

/// <summary>What other tools write and must be read.</summary>
public class AcceptanceTests
{
    [Fact]
    public void Prefixes_vendor_extensions_and_diagram_are_read_past()
    {
        var drive = new Drive(Bpmn.Deploy("""
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- made elsewhere -->
            <b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
                xmlns:v="urn:vendor" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:x" exporter="Other" v:version="9">
              <b:process id="p" v:secret="1"><b:documentation>text</b:documentation>
                <b:extensionElements><v:properties><v:task id="a"/></v:properties></b:extensionElements>
                <v:task id="vendorTask"/>
                <b:startEvent id="s"><b:outgoing>f1</b:outgoing></b:startEvent>
                <b:userTask id="a" v:assignee="x"><b:extensionElements><v:form id="a"/></b:extensionElements><b:incoming>f1</b:incoming><b:outgoing>f2</b:outgoing></b:userTask>
                <b:exclusiveGateway id="g" default="b:f4"><b:incoming>b:f2</b:incoming></b:exclusiveGateway><b:endEvent id="e1"/><b:endEvent id="e2"/>
                <b:sequenceFlow id="f1" sourceRef="s" targetRef="a" v:x="1"/><b:sequenceFlow id="f2" sourceRef="b:a" targetRef="b:g"/>
                <b:sequenceFlow id="f3" sourceRef="g" targetRef="e1"><b:conditionExpression xsi:type="b:tFormalExpression"><![CDATA[ =x < 5 and x > 1 ]]></b:conditionExpression></b:sequenceFlow>
                <b:sequenceFlow id="f4" sourceRef="g" targetRef="e2"><b:conditionExpression></b:conditionExpression></b:sequenceFlow>
                <b:textAnnotation id="n"><b:text>note</b:text></b:textAnnotation><b:association id="as" sourceRef="a" targetRef="n"/><b:group id="gr"/>
              </b:process>
              <di:BPMNDiagram id="a"><di:BPMNPlane id="pl" bpmnElement="p"><di:BPMNShape id="s" bpmnElement="a"><dc:Bounds x="1" y="2" width="3" height="4"/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>
            </b:definitions>
            """)).Start("{x: 3}").Complete("a");
        Assert.Equal("s a g e1", drive.Trace);
    }

    [Fact]
    public void Several_pools_are_several_processes_in_document_order()
    {
        var model = Bpmn.Read(Bpmn.Definitions("""
            <collaboration id="c"><participant id="x1" processRef="z"/><participant id="x2" processRef="a"/><participant id="x3" name="Outside"/><messageFlow id="mf" sourceRef="x3" targetRef="t"/></collaboration>
            <process id="z" isExecutable="false"><task id="t"/></process><process id="a"><task id="u"/></process>
            """));
        Assert.Equal(["z", "a"], model.Processes.Select(process => process.Id));
        Assert.Equal("a:7", model.ProcessDefinition("a", 7).Key);
    }

    [Fact]
    public void Event_definitions_may_stand_at_the_top_and_be_referred_to()
    {
        var drive = Drive.Started(
            """<startEvent id="s"/><intermediateCatchEvent id="c"><eventDefinitionRef>late</eventDefinitionRef></intermediateCatchEvent><endEvent id="e"/><flows>s > c > e</flows>""",
            roots: """<timerEventDefinition id="late"><timeDuration>PT1H</timeDuration></timerEventDefinition>""");
        Assert.True(drive.Advance("PT1H").Ended);
    }

    [Fact]
    public void Incoming_and_outgoing_lists_may_be_absent_or_agree() =>
        Assert.Empty(RefusalTests.Problems(Bpmn.Process("""
            <startEvent id="s"><outgoing>s-a</outgoing></startEvent><task id="a"><incoming>s-a</incoming></task><task id="b"><incoming> a-b </incoming><outgoing>b-c</outgoing></task><task id="c"/><flows>s > a > b > c</flows>
            """)));

    [Fact]
    public void Innermost_lane_gives_the_role_and_its_name_does_when_it_has_none()
    {
        var drive = Drive.Started("""
            <laneSet id="ls"><lane id="l1" name="Buiten" sk:role="outer"><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef>
              <childLaneSet id="cs"><lane id="l2" name="Binnen"><flowNodeRef>b</flowNodeRef></lane></childLaneSet></lane></laneSet>
            <userTask id="a"/><userTask id="b"/>
            """);
        Assert.Equal(["outer", "Binnen"], drive.Effects.OfType<CreateUserTask>().Select(task => task.CandidateRole));
    }

    [Fact]
    public void Order_of_elements_in_the_file_does_not_matter()
    {
        var one = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/><endEvent id="e"/><flows>s > f; f > a; f > b; a > j; b > j; j > e</flows>
            """).Complete("a").Complete("b");
        var other = Drive.Started("""
            <flows>j > e; b > j; a > j; f > b; f > a; s > f</flows><endEvent id="e"/><parallelGateway id="j"/><userTask id="b"/><userTask id="a"/><parallelGateway id="f"/><startEvent id="s"/>
            """).Complete("a").Complete("b");
        Assert.Equal(one.History.Select(Events.EventText.Write), other.History.Select(Events.EventText.Write));
    }

    [Fact]
    public void Names_with_spaces_are_variables_of_conditions_when_a_data_element_declares_them() =>
        Assert.Equal("a", Drive.Started("""
            <dataObject id="d" name="datum van ontvangst"/><startEvent id="s"/><exclusiveGateway id="g"/><userTask id="a"/><userTask id="b"/>
            <flows>s > g; g > a if datum van ontvangst = "vandaag"; g > b else</flows>
            """, "{\"datum van ontvangst\": \"vandaag\"}").Tasks);
}
