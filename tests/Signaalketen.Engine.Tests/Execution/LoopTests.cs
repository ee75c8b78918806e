using Signaalketen.Engine.Effects;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

public class LoopTests
{
    private static string Multi(string inside, string attributes = "", string tag = "userTask", string more = "") => $"""
        <property id="p1" name="items"/><property id="p2" name="results"/>
        <startEvent id="s"/><{tag} id="a" {attributes}>{more}<multiInstanceLoopCharacteristics {inside}</multiInstanceLoopCharacteristics></{tag}><userTask id="after"/>
        <flows>s > a > after</flows>
        """;

    private const string OverItems = """><loopDataInputRef>p1</loopDataInputRef><loopDataOutputRef>p2</loopDataOutputRef><inputDataItem id="i" name="item"/><outputDataItem id="o" name="result"/>""";

    [Fact]
    public void Parallel_multi_instance_opens_all_at_once_and_collects_outputs_in_order_of_items()
    {
        var drive = Drive.Started(Multi(OverItems), "{items: [10, 20, 30]}");
        Assert.Equal("a a a", drive.Tasks);
        Assert.Equal([1, 2, 3], drive.Effects.OfType<CreateUserTask>().Select(task => task.LoopCounter!.Value));
        drive.Complete("a", "{result: 3}", 2).Complete("a", "{result: 1, other: true}").Complete("a");
        Assert.Equal(("after", "[1, null, 3]", "absent", "absent", "true"), (drive.Tasks, drive["results"], drive["result"], drive["item"], drive["other"]));
    }

    [Fact]
    public void Sequential_multi_instance_opens_one_at_a_time()
    {
        var drive = Drive.Started(Multi("isSequential=\"true\"" + OverItems), "{items: [10, 20]}");
        Assert.Equal("a", drive.Tasks);
        Assert.Equal("a", drive.Complete("a", "{result: 1}").Tasks);
        Assert.Equal(("after", "[1, 2]"), (drive.Complete("a", "{result: 2}").Tasks, drive["results"]));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void Multi_instance_over_nothing_is_done_at_once(string sequential)
    {
        var drive = Drive.Started(Multi($"isSequential=\"{sequential}\"" + OverItems), "{items: []}");
        Assert.Equal(("after", "[]"), (drive.Tasks, drive["results"]));
    }

    [Theory]
    [InlineData("><loopCardinality>n</loopCardinality>", "null", "a:MultiInstanceInvalid")]
    [InlineData("><loopCardinality>n</loopCardinality>", "-1", "a:MultiInstanceInvalid")]
    [InlineData("><loopCardinality>n</loopCardinality>", "1.5", "a:MultiInstanceInvalid")]
    [InlineData("><loopCardinality>n</loopCardinality>", "1000000", "a:MultiInstanceInvalid")]
    [InlineData("><loopDataInputRef>p1</loopDataInputRef>", "1", "a:MultiInstanceInvalid")]
    [InlineData("><loopCardinality>n</loopCardinality>", "2", "")]
    public void Number_of_repetitions_that_is_none_is_an_incident(string inside, string n, string incident)
    {
        var drive = Drive.Started(Multi(inside), $"{{n: {n}}}");
        Assert.Equal(incident, drive.Incidents);
        if (incident.Length > 0)
            Assert.Equal("a a", drive.Resolve("a", "{n: 2, items: [1, 2]}").Tasks);
    }

    [Fact]
    public void Completion_condition_sees_the_loop_variables_and_ends_the_others()
    {
        var drive = Drive.Started(Multi("""
            ><loopCardinality>4</loopCardinality><completionCondition>numberOfCompletedInstances >= 2 and numberOfInstances = 4 and numberOfActiveInstances = 2 and numberOfTerminatedInstances = 0</completionCondition>
            """));
        Assert.Equal("a a a", drive.Complete("a").Tasks);
        Assert.Equal("after", drive.Complete("a").Tasks);
        Assert.Equal(2, drive.Effects.OfType<CloseUserTask>().Count(closed => !closed.Completed));
    }

    [Fact]
    public void Completion_condition_of_a_sequential_one_stops_the_row()
    {
        var drive = Drive.Started(Multi("isSequential=\"true\"><loopCardinality>4</loopCardinality><completionCondition>enough</completionCondition>"), "{enough: false}");
        Assert.Equal("a", drive.Complete("a").Tasks);
        Assert.Equal("after", drive.Complete("a", "{enough: true}").Tasks);
    }

    /// <summary>The completion condition gives no truth: everything that was active stays active, and resolving asks again.</summary>
    [Theory]
    [InlineData("false", "a a")]
    [InlineData("true", "a")]
    public void Completion_condition_without_truth_is_one_incident_that_asks_again(string sequential, string left)
    {
        var drive = Drive.Started(Multi($"isSequential=\"{sequential}\"><loopCardinality>3</loopCardinality><completionCondition>enough</completionCondition>"));
        drive.Complete("a");
        Assert.Equal("a:ExpressionFailed", drive.Incidents);
        if (sequential == "false")
            Assert.Equal("a:ExpressionFailed", drive.Complete("a").Incidents);
        drive.Resolve("a", "{enough: false}");
        Assert.Equal(sequential == "false" ? "a" : left, drive.Tasks);
        drive.Complete("a");
        if (sequential == "true")
            drive.Complete("a");
        Assert.Equal(("after", ""), (drive.Tasks, drive.Incidents));
    }

    [Fact]
    public void All_repetitions_done_while_the_condition_stood_still_leave_after_resolving()
    {
        var drive = Drive.Started(Multi("><loopCardinality>2</loopCardinality><completionCondition>enough</completionCondition>")).Complete("a").Complete("a");
        Assert.Equal(("a:ExpressionFailed", ""), (drive.Incidents, drive.Tasks));
        Assert.Equal(("", "after"), (drive.Resolve("a", "{enough: false}").Incidents, drive.Tasks));
    }

    [Fact]
    public void Boundary_event_stands_once_around_all_repetitions()
    {
        var body = Multi(OverItems) + """
            <boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><userTask id="x"/><flows>late > x</flows>
            """;
        Assert.Equal("late", Drive.Started(body, "{items: [1, 2]}").Waits);
        Assert.Equal(("x", ""), (Drive.Started(body, "{items: [1, 2]}").Complete("a").Advance("PT1H").Tasks, ""));
        Assert.Equal(("after", ""), (Drive.Started(body, "{items: [1, 2]}").Complete("a").Complete("a").Tasks, ""));
    }

    [Fact]
    public void Repetitions_of_a_sub_process_have_their_own_item_counter_and_output()
    {
        var drive = Drive.Started("""
            <property id="p1" name="items"/><property id="p2" name="results"/>
            <startEvent id="s"/><subProcess id="sub"><startEvent id="is"/><scriptTask id="calc"><script>{result: item * 10 + loopCounter}</script></scriptTask><userTask id="t"/><flows>is > calc > t</flows>
            <multiInstanceLoopCharacteristics><loopDataInputRef>p1</loopDataInputRef><loopDataOutputRef>p2</loopDataOutputRef><inputDataItem id="i" name="item"/><outputDataItem id="o" name="result"/></multiInstanceLoopCharacteristics></subProcess>
            <flows>s > sub</flows>
            """, "{items: [1, 2]}");
        Assert.Equal("t t", drive.Tasks);
        Assert.Equal(("[11, 22]", "absent"), (drive.Complete("t").Complete("t")["results"], drive["result"]));
    }

    [Fact]
    public void Data_inputs_and_outputs_of_the_standard_feed_the_body_and_take_its_results()
    {
        var drive = Drive.Started("""
            <dataObject id="d1" name="orders"/><dataObjectReference id="r1" dataObjectRef="d1"/><dataObject id="d2" name="all"/>
            <startEvent id="s"/><userTask id="a">
              <ioSpecification><dataInput id="in" name="list"/><dataInput id="one" name="order"/><dataOutput id="out" name="answers"/><dataOutput id="got" name="answer"/>
                <inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>
              <dataInputAssociation><sourceRef>r1</sourceRef><targetRef>in</targetRef></dataInputAssociation>
              <dataInputAssociation><sourceRef>item</sourceRef><targetRef>one</targetRef></dataInputAssociation>
              <dataOutputAssociation><sourceRef>out</sourceRef><targetRef>d2</targetRef></dataOutputAssociation>
              <dataOutputAssociation><sourceRef>got</sourceRef><targetRef>res</targetRef></dataOutputAssociation>
              <multiInstanceLoopCharacteristics><loopDataInputRef>in</loopDataInputRef><loopDataOutputRef>out</loopDataOutputRef>
                <inputDataItem id="item" name="each"/><outputDataItem id="res" name="mine"/></multiInstanceLoopCharacteristics>
            </userTask><flows>s > a</flows>
            """, "{orders: [5, 6]}");
        var tasks = drive.State.Elements.Select(entry => entry.Value).Where(element => element.Role == InstanceRole.Inner).ToArray();
        Assert.Equal(["5", "6"], tasks.Select(task => task.Variables.TryGet("order", out var order) ? order.ToString() : "absent"));
        Assert.All(tasks, task => Assert.False(task.Variables.TryGet("list", out _)));
        drive.Complete("a", "{answer: \"x\"}", 1).Complete("a", "{answer: \"y\"}");
        Assert.Equal(("[\"y\", \"x\"]", "absent", "absent"), (drive["all"], drive["answers"], drive["mine"]));
    }

    [Fact]
    public void Repeated_call_activity_calls_a_process_for_each_item()
    {
        var drive = new Drive(Bpmn.Deploy(
            Bpmn.Process("""
                <property id="p1" name="items"/><property id="p2" name="results"/>
                <startEvent id="s"/><callActivity id="c" calledElement="q"><extensionElements><sk:output target="r" source="out"/></extensionElements>
                <multiInstanceLoopCharacteristics><loopDataInputRef>p1</loopDataInputRef><loopDataOutputRef>p2</loopDataOutputRef><inputDataItem id="i" name="item"/><outputDataItem id="o" name="r"/></multiInstanceLoopCharacteristics></callActivity>
                <flows>s > c</flows>
                """),
            Bpmn.Definitions("""<process id="q"><startEvent id="qs"/><userTask id="qt"/><flows>qs > qt</flows></process>"""))).Start("{items: [1, 2, 3]}");
        Assert.Equal("qt qt qt", drive.Tasks);
        drive.Complete("qt", "{out: \"c\"}", 2).Complete("qt", "{out: \"a\"}").Complete("qt", "{out: \"b\"}");
        Assert.Equal(("[\"a\", \"b\", \"c\"]", true, "absent"), (drive["results"], drive.Ended, drive["out"]));
    }

    private static string Standard(string attributes, string condition) => $"""
        <startEvent id="s"/><userTask id="a"><standardLoopCharacteristics {attributes}>{condition}</standardLoopCharacteristics></userTask><userTask id="after"/><flows>s > a > after</flows>
        """;

    [Theory]
    [InlineData("", "<loopCondition>loopCounter &lt; 3</loopCondition>", 3)]
    [InlineData("testBefore=\"true\"", "<loopCondition>loopCounter &lt; 3</loopCondition>", 3)]
    [InlineData("testBefore=\"true\"", "<loopCondition>false</loopCondition>", 0)]
    [InlineData("testBefore=\"false\"", "<loopCondition>false</loopCondition>", 1)]
    [InlineData("loopMaximum=\"2\"", "<loopCondition>true</loopCondition>", 2)]
    [InlineData("loopMaximum=\"4\"", "", 4)]
    [InlineData("testBefore=\"true\" loopMaximum=\"0\"", "", 0)]
    public void Standard_loop_goes_round_while_its_condition_holds(string attributes, string condition, int rounds)
    {
        var drive = Drive.Started(Standard(attributes, condition));
        for (var round = 1; round <= rounds; round++)
        {
            Assert.Equal("a", drive.Tasks);
            Assert.Equal(round, drive.Effects.OfType<CreateUserTask>().Last().LoopCounter);
            drive.Complete("a");
        }

        Assert.Equal("after", drive.Tasks);
    }

    [Theory]
    [InlineData("testBefore=\"true\"", 0)]
    [InlineData("", 1)]
    public void Loop_condition_without_truth_is_an_incident_that_asks_again(string attributes, int rounds)
    {
        var drive = Drive.Started(Standard(attributes, "<loopCondition>again</loopCondition>"));
        for (var round = 0; round < rounds; round++)
            drive.Complete("a");
        Assert.Equal(("a:ExpressionFailed", ""), (drive.Incidents, drive.Tasks));
        Assert.Equal(("", "a"), (drive.Resolve("a", "{again: true}").Incidents, drive.Tasks));
        Assert.Equal("after", drive.Complete("a", "{again: false}").Tasks);
    }

    [Fact]
    public void Loops_in_loops_each_count_for_themselves()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><subProcess id="outer"><subProcess id="inner"><scriptTask id="t"><script>{seen: append(seen, loopCounter)}</script></scriptTask>
              <standardLoopCharacteristics><loopCondition>loopCounter &lt; 2</loopCondition></standardLoopCharacteristics></subProcess>
              <multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></subProcess>
            <flows>s > outer</flows>
            """, "{seen: []}");
        Assert.Equal(("[1, 2, 1, 2, 1, 2]", true), (drive["seen"], drive.Ended));
    }

    [Fact]
    public void Failed_repetition_stops_alone()
    {
        var drive = Drive.Started(Multi("><loopCardinality>2</loopCardinality>", tag: "serviceTask"));
        drive.Fail("a");
        Assert.Equal(("a:JobFailed", "a"), (drive.Incidents, drive.Jobs));
        drive.Finish("a");
        Assert.Equal("a", drive.Resolve("a").Jobs);
        Assert.Equal("after", drive.Finish("a").Tasks);
    }

    [Fact]
    public void Most_repetitions_can_be_set()
    {
        var options = new EngineOptions { Calendar = WorkingCalendar.Netherlands, LargestMultiInstance = 2 };
        Assert.Equal("a:MultiInstanceInvalid", Drive.Started(Multi("><loopCardinality>3</loopCardinality>"), options: options).Incidents);
    }
}
