using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>What loops count, what their rounds take in and hand out, and what an event of theirs carries.</summary>
public class RepetitionDetailTests
{
    private const string Roots = """<signal id="sig" name="sig"/><message id="m" name="done"/><error id="err" errorCode="E"/><errorEventDefinition id="ed" errorRef="err"/><messageEventDefinition id="md" messageRef="m"/>""";

    private static string Three(string inside, string more = "", string attributes = "") => $"""
        <startEvent id="s"/><userTask id="a"><multiInstanceLoopCharacteristics {attributes}><loopCardinality>3</loopCardinality>{inside}</multiInstanceLoopCharacteristics></userTask>
        <userTask id="x"/><userTask id="y"/><flows>s > a; a > x if numberOfTerminatedInstances = 2; a > y else</flows>{more}
        """;

    [Fact]
    public void Repetitions_that_were_not_needed_any_more_count_as_terminated() =>
        Assert.Equal("x", Drive.Started(Three("<completionCondition>numberOfCompletedInstances = 1</completionCondition>")).Complete("a").Tasks);

    [Fact]
    public void Repetition_that_a_person_cancelled_is_no_longer_active()
    {
        var drive = Drive.Started(Three("<completionCondition>numberOfActiveInstances = 1</completionCondition>"));
        drive.Do(new ModifyInstance([new CancelElement(drive.Key("a", 0, Pending.UserTask))]));
        Assert.Equal("a a", drive.Tasks);
        Assert.Equal("x", drive.Complete("a").Tasks);
    }

    [Fact]
    public void Outputs_go_to_the_scope_around_the_activity_whatever_its_own_variables_are()
    {
        var drive = Drive.Started("""
            <property id="rs" name="results"/><startEvent id="s"/><userTask id="a"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality><loopDataOutputRef>rs</loopDataOutputRef><outputDataItem id="o" name="result"/></multiInstanceLoopCharacteristics></userTask>
            <userTask id="after"/><flows>s > a > after</flows>
            """).Set("{results: \"own\"}", "a").Complete("a", "{result: 1}").Complete("a", "{result: 2}");
        Assert.Equal("[1, 2]", drive["results"]);
    }

    [Fact]
    public void What_a_person_fills_in_goes_to_the_process_though_the_task_took_in_a_value_of_that_name()
    {
        var drive = Drive.Started("""<startEvent id="s"/><userTask id="a"><extensionElements><sk:input target="x" source="1"/></extensionElements></userTask><userTask id="b"/><flows>s > a > b</flows>""", "{x: 0}").Complete("a", "{x: 5}");
        Assert.Equal("5", drive["x"]);
    }

    [Fact]
    public void Each_round_of_a_standard_loop_takes_in_and_hands_out_anew()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><scriptTask id="a"><extensionElements><sk:input target="twice" source="n * 2"/><sk:output target="n" source="made"/></extensionElements><standardLoopCharacteristics loopMaximum="3"/><script>{made: twice + 1}</script></scriptTask>
            <userTask id="after"/><flows>s > a > after</flows>
            """, "{n: 1}");
        // 1 → 3 → 7 → 15.
        Assert.Equal(("after", "15", "absent"), (drive.Tasks, drive["n"], drive["made"]));
    }

    [Fact]
    public void Standard_loop_knows_how_many_rounds_began()
    {
        var drive = Drive.Started("""<startEvent id="s"/><userTask id="a"><standardLoopCharacteristics loopMaximum="3"/></userTask><userTask id="after"/><flows>s > a > after</flows>""");
        Assert.Equal((1, 0), Rounds(drive));
        Assert.Equal((2, 1), Rounds(drive.Complete("a")));
        Assert.Equal((3, 2), Rounds(drive.Complete("a")));
        Assert.Equal("after", drive.Complete("a").Tasks);

        static (int Started, int Completed) Rounds(Drive drive) => drive.State.Elements.Single(entry => entry.Value.Role == InstanceRole.Body).Value.Loop is { } loop ? (loop.Started, loop.Completed) : default;
    }

    [Fact]
    public void Signal_without_a_name_carries_the_four_counts()
    {
        var drive = Drive.Started(Three("", """<boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><signalEventDefinition/></boundaryEvent><userTask id="told"/><flows>b > told</flows>""", "behavior=\"One\"")).Complete("a");
        Assert.Equal(("3", "2", "1", "0"), (drive["numberOfInstances"], drive["numberOfActiveInstances"], drive["numberOfCompletedInstances"], drive["numberOfTerminatedInstances"]));
    }

    [Fact]
    public void Message_of_a_repetition_carries_no_counts_and_disturbs_nobody_else()
    {
        var drive = Drive.Started(Three("", """
            <userTask id="other"/><boundaryEvent id="late" attachedToRef="other"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><userTask id="tooLate"/><flows>s > other; late > tooLate</flows>
            """, "behavior=\"One\" oneBehaviorEventRef=\"md\""), roots: Roots).Complete("a");
        Assert.Equal(("a a other", "late"), (drive.Tasks, drive.Waits));
        Assert.Equal(0, Assert.Single(drive.Effects.OfType<SendMessage>()).Variables.Count);
        Assert.Equal("absent", drive["numberOfInstances"]);
    }

    [Fact]
    public void Once_an_event_has_ended_the_activity_no_other_is_thrown()
    {
        string Due(string reference) => $"""<complexBehaviorDefinition><condition>true</condition><event><eventDefinitionRef>{reference}</eventDefinitionRef></event></complexBehaviorDefinition>""";
        var drive = Drive.Started(
            Three(Due("ed") + Due("md"), """<boundaryEvent id="b" attachedToRef="a"><errorEventDefinition errorRef="err"/></boundaryEvent><userTask id="told"/><flows>b > told</flows>""", "behavior=\"Complex\""), roots: Roots).Complete("a");
        Assert.Equal("told", drive.Tasks);
        Assert.Empty(drive.Effects.OfType<SendMessage>());
    }

    [Fact]
    public void Ad_hoc_sub_process_that_is_finishing_does_not_ask_its_condition_again()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><adHocSubProcess id="h" cancelRemainingInstances="false"><userTask id="x"/><userTask id="y"/><completionCondition>enough</completionCondition></adHocSubProcess><userTask id="after"/><flows>s > h > after</flows>
            """, "{enough: true}").Do(new ActivateAdHoc("x")).Do(new ActivateAdHoc("y")).Complete("x");
        Assert.Equal(("y", 1), (drive.Tasks, drive.History.OfType<AdHocFinishing>().Count()));
        Assert.Equal(("after", "", 1), (drive.Set("{enough: null}").Complete("y").Tasks, drive.Incidents, drive.History.OfType<AdHocFinishing>().Count()));
    }

    [Fact]
    public void Ad_hoc_condition_that_had_no_answer_is_asked_again_when_that_is_resolved()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><adHocSubProcess id="h"><userTask id="x"/><completionCondition>enough</completionCondition></adHocSubProcess><userTask id="after"/><flows>s > h > after</flows>
            """).Do(new ActivateAdHoc("x")).Complete("x");
        Assert.Equal("h:ExpressionFailed", drive.Incidents);
        Assert.Equal(("", "after"), (drive.Resolve("h", "{enough: true}").Incidents, drive.Tasks));
    }

    [Theory]
    [InlineData("null", "after", "")]
    [InlineData("   ", "after", "")]
    [InlineData("date(\"x\")", "", "t:ExpressionFailed")]
    public void Script_that_gives_nothing_goes_on_and_one_that_fails_does_not(string script, string tasks, string incidents)
    {
        var drive = Drive.Started($"""<startEvent id="s"/><scriptTask id="t"><script>{script}</script></scriptTask><userTask id="after"/><flows>s > t > after</flows>""");
        Assert.Equal((tasks, incidents), (drive.Tasks, drive.Incidents));
    }

    [Fact]
    public void Exclusive_gateway_without_a_way_out_ends_its_path() =>
        Assert.True(Drive.Started("""<startEvent id="s"/><exclusiveGateway id="g"/><flows>s > g</flows>""").Ended);

    [Fact]
    public void Default_flow_is_the_last_to_be_taken_also_when_it_is_drawn_first()
    {
        const string Body = """<startEvent id="s"/><exclusiveGateway id="g"/><userTask id="b"/><userTask id="c"/><flows>s > g; g > b else; g > c if x</flows>""";
        Assert.Equal("c", Drive.Started(Body, "{x: true}").Tasks);
        Assert.Equal("b", Drive.Started(Body, "{x: false}").Tasks);
    }

    [Fact]
    public void A_step_that_changes_no_variable_tells_of_no_change() =>
        Assert.Empty(Drive.Started("""<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""").Complete("a").History.OfType<VariablesSet>());
}
