using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Tests.Reading;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>The attribute <c>behavior</c> of multi-instance activities: None, One, All and Complex.</summary>
public class RepetitionEventTests
{
    private const string Roots = """
        <signal id="sig" name="one done"/><message id="m" name="done"/><error id="err" errorCode="E"/><escalation id="esc" escalationCode="X"/>
        <signalEventDefinition id="sd" signalRef="sig"/><messageEventDefinition id="md" messageRef="m"/><errorEventDefinition id="ed" errorRef="err"/>
        <escalationEventDefinition id="xd" escalationRef="esc"/>
        """;

    private static string Body(string attributes, string boundary, string inside = "", string cancel = "false") => $"""
        <startEvent id="s"/><userTask id="a"><multiInstanceLoopCharacteristics {attributes}><loopCardinality>3</loopCardinality>{inside}</multiInstanceLoopCharacteristics></userTask>
        <boundaryEvent id="b" attachedToRef="a" cancelActivity="{cancel}">{boundary}</boundaryEvent><userTask id="told"/><userTask id="after"/>
        <flows>s > a > after; b > told</flows>
        """;

    private static string Complex(string condition, string definition) =>
        $"<complexBehaviorDefinition><condition>{condition}</condition><event>{definition}</event></complexBehaviorDefinition>";

    [Theory]
    [InlineData("sd", "<signalEventDefinition signalRef=\"sig\"/>")]
    [InlineData("sd", "<eventDefinitionRef>sd</eventDefinitionRef>")]
    [InlineData("md", "<messageEventDefinition messageRef=\"m\"/>")]
    [InlineData("xd", "<escalationEventDefinition escalationRef=\"esc\"/>")]
    public void Behavior_none_throws_its_event_after_each_repetition(string reference, string boundary)
    {
        var drive = Drive.Started(Body($"behavior=\"None\" noneBehaviorEventRef=\"{reference}\"", boundary), roots: Roots);
        Assert.Equal("a a told", drive.Complete("a").Tasks);
        Assert.Equal("a told told", drive.Complete("a").Tasks);
        Assert.Equal("after told told told", drive.Complete("a").Tasks);
        Assert.Equal("", drive.Incidents);
    }

    [Theory]
    [InlineData("isSequential=\"true\"", "a told", "after told")]
    [InlineData("isSequential=\"false\"", "a a told", "after told")]
    public void Behavior_one_throws_its_event_after_the_first_repetition_only(string sequential, string first, string last)
    {
        var drive = Drive.Started(Body($"{sequential} behavior=\"One\" oneBehaviorEventRef=\"sd\"", "<signalEventDefinition signalRef=\"sig\"/>"), roots: Roots);
        Assert.Equal(first, drive.Complete("a").Tasks);
        Assert.Equal(last, drive.Complete("a").Complete("a").Tasks);
    }

    [Fact]
    public void Behavior_all_throws_nothing()
    {
        var drive = Drive.Started(Body("behavior=\"All\" noneBehaviorEventRef=\"sd\"", "<signalEventDefinition signalRef=\"sig\"/>"), roots: Roots);
        Assert.Equal("after", drive.Complete("a").Complete("a").Complete("a").Tasks);
        Assert.Empty(drive.Effects.OfType<BroadcastSignal>());
    }

    [Fact]
    public void Behavior_without_an_event_throws_a_signal_without_a_name_that_carries_the_counts()
    {
        var drive = Drive.Started(Body("behavior=\"One\"", "<signalEventDefinition/>"));
        Assert.Equal("a a told", drive.Complete("a").Tasks);
        Assert.Equal(("3", "1", "2"), (drive["numberOfInstances"], drive["numberOfCompletedInstances"], drive["numberOfActiveInstances"]));
        Assert.Empty(drive.Effects.OfType<BroadcastSignal>());
    }

    [Fact]
    public void Interrupting_boundary_event_ends_the_other_repetitions()
    {
        var drive = Drive.Started(Body("behavior=\"One\" oneBehaviorEventRef=\"ed\"", "<errorEventDefinition errorRef=\"err\"/>", cancel: "true"), roots: Roots);
        Assert.Equal("told", drive.Complete("a").Tasks);
    }

    [Fact]
    public void Complex_behavior_throws_when_its_condition_holds_and_carries_its_inputs()
    {
        var inside = Complex("numberOfCompletedInstances = 2", """
            <dataInput id="di" name="seen"/><dataInputAssociation><targetRef>di</targetRef><assignment><from>numberOfCompletedInstances * 10</from><to>di</to></assignment></dataInputAssociation>
            <eventDefinitionRef>sd</eventDefinitionRef>
            """) + Complex("numberOfCompletedInstances = 3", "<escalationEventDefinition escalationRef=\"esc\"/>");
        var drive = Drive.Started(Body("behavior=\"Complex\"", "<signalEventDefinition signalRef=\"sig\"/>", inside), roots: Roots);
        Assert.Equal("a a", drive.Complete("a").Tasks);
        Assert.Equal(("a told", "20"), (drive.Complete("a").Tasks, drive["seen"]));
        Assert.Equal("after told", drive.Complete("a").Tasks);
    }

    [Fact]
    public void Complex_condition_without_an_answer_is_an_incident_and_nothing_is_thrown_twice()
    {
        var inside = Complex("true", "<eventDefinitionRef>sd</eventDefinitionRef>") + Complex("enough", "<eventDefinitionRef>sd</eventDefinitionRef>");
        var drive = Drive.Started(Body("behavior=\"Complex\"", "<signalEventDefinition signalRef=\"sig\"/>", inside), roots: Roots);
        Assert.Equal(("a:ExpressionFailed", "a a"), (drive.Complete("a").Incidents, drive.Tasks));
        Assert.Equal(("", "a a told"), (drive.Resolve("a", "{enough: false}").Incidents, drive.Tasks));
    }

    [Fact]
    public void Completion_condition_still_ends_the_activity_after_the_event()
    {
        var drive = Drive.Started(
            Body("behavior=\"None\" noneBehaviorEventRef=\"sd\"", "<signalEventDefinition signalRef=\"sig\"/>", "<completionCondition>numberOfCompletedInstances = 2</completionCondition>"), roots: Roots);
        Assert.Equal("after told told", drive.Complete("a").Complete("a").Tasks);
    }

    [Fact]
    public void Error_that_nobody_catches_is_an_incident_and_the_repetitions_stay()
    {
        var drive = Drive.Started(Body("behavior=\"One\" oneBehaviorEventRef=\"ed\"", "<signalEventDefinition signalRef=\"sig\"/>"), roots: Roots).Complete("a");
        Assert.Equal(("a:E", "a a"), (drive.Incidents, drive.Tasks));
        Assert.Equal("after", drive.Resolve("a").Complete("a").Complete("a").Tasks);
    }

    [Fact]
    public void Signal_is_also_for_others_and_a_message_without_a_boundary_leaves_the_process()
    {
        var signal = Drive.Started(Body("behavior=\"One\" oneBehaviorEventRef=\"sd\"", "<signalEventDefinition signalRef=\"sig\"/>"), roots: Roots).Complete("a");
        Assert.Equal("one done", Assert.Single(signal.Effects.OfType<BroadcastSignal>()).Name);
        var message = Drive.Started(Body("behavior=\"One\" oneBehaviorEventRef=\"md\"", "<signalEventDefinition signalRef=\"sig\"/>"), roots: Roots).Complete("a");
        Assert.Equal("done", Assert.Single(message.Effects.OfType<SendMessage>()).Name);
    }

    [Theory]
    [InlineData("behavior=\"Some\"", "", "bpmn.attribute-value a")]
    [InlineData("behavior=\"none\"", "", "bpmn.attribute-value a")]
    [InlineData("behavior=\"Complex\"", "", "bpmn.complex-behavior-missing a")]
    [InlineData("behavior=\"Complex\"", "<complexBehaviorDefinition><condition>true</condition></complexBehaviorDefinition>", "bpmn.complex-behavior-incomplete a")]
    [InlineData("behavior=\"Complex\"", "<complexBehaviorDefinition><event id=\"ev\"><signalEventDefinition/></event></complexBehaviorDefinition>", "bpmn.complex-behavior-incomplete a")]
    [InlineData("behavior=\"Complex\"", "<complexBehaviorDefinition><condition>true</condition><event id=\"ev\"><terminateEventDefinition/></event></complexBehaviorDefinition>", "bpmn.behavior-event a")]
    [InlineData("behavior=\"One\" oneBehaviorEventRef=\"nowhere\"", "", "bpmn.unresolved-reference a")]
    [InlineData("behavior=\"None\" noneBehaviorEventRef=\"sig\"", "", "bpmn.unresolved-reference a")]
    public void Behavior_that_says_nothing_is_refused(string attributes, string inside, string expected) =>
        Assert.Equal(expected, string.Join(',', RefusalTests.Problems(Bpmn.Process(Body(attributes, "<signalEventDefinition/>", inside), Roots))));

    [Fact]
    public void Behavior_whose_signal_nothing_catches_is_warned_of() =>
        Assert.Equal(
            ["bpmn.behavior-not-caught a"],
            RefusalTests.Problems(Bpmn.Process(Body("behavior=\"None\"", "<signalEventDefinition signalRef=\"sig\"/>"), Roots), ProblemSeverity.Warning));
}
