using Signaalketen.Engine.Migration;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>What a plan may not say, whatever the instance.</summary>
public class MigrationPlanTests
{
    private const string Roots = """<message id="m" name="msg"/><signal id="sig" name="sig"/>""";

    private const string Three = """
        <startEvent id="s"/><userTask id="a"/><userTask id="b"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>
        <subProcess id="sub"><startEvent id="ss"/><userTask id="x"/><flows>ss > x</flows></subProcess><serviceTask id="j"/>
        <intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><intermediateCatchEvent id="d"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
        <boundaryEvent id="ba" attachedToRef="a"><messageEventDefinition messageRef="m"/></boundaryEvent><boundaryEvent id="bb" attachedToRef="b"><messageEventDefinition messageRef="m"/></boundaryEvent>
        <intermediateThrowEvent id="t"/><flows>s > a > b > sub > j > c > d; ba > t; bb > t</flows>
        """;

    [Fact]
    public void Same_model_needs_no_plan() => Assert.Empty(Check());

    [Theory]
    [InlineData("a", "j", "is a userTask")]
    [InlineData("a", "x", "same sub-process")]
    [InlineData("x", "a", "same sub-process")]
    [InlineData("a", "b", "repeat in different ways")]
    [InlineData("c", "d", "different events")]
    [InlineData("ba", "bb", "not at the same activity")]
    [InlineData("a", "nowhere", "not in 'p:2'")]
    [InlineData("nowhere", "a", "not in 'p:1'")]
    public void Pair_that_does_not_fit_is_told_with_its_element(string from, string to, string why)
    {
        var obstacle = Check((from, to))[0];
        Assert.Equal((null, from), (obstacle.Key, obstacle.ElementId));
        Assert.Contains(why, obstacle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_events_do_not_become_one()
    {
        const string Two = """<startEvent id="s"/><intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><intermediateCatchEvent id="d"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><flows>s > c > d</flows>""";
        var definitions = Versions.Deploy(Two, Two, Roots);
        Assert.Contains("cannot wait twice", Assert.Single(MigrationPlan.Check(definitions.Find("p:1")!, definitions.Find("p:2")!, Versions.Plan with { Elements = Versions.Pairs(("c", "d")) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flows_and_restarts_must_exist()
    {
        var definitions = Versions.Deploy(Three, Three, Roots);
        var plan = Versions.Plan with { Flows = Versions.Pairs(("s-a", "nowhere"), ("gone", "s-a")), Restart = ["gone"] };
        Assert.Equal(["gone", "s-a", "gone"], MigrationPlan.Check(definitions.Find("p:1")!, definitions.Find("p:2")!, plan).Select(obstacle => obstacle.ElementId));
    }

    [Fact]
    public void Plan_is_between_two_versions_of_one_process()
    {
        var definitions = Versions.Deploy(Three, Three, Roots, """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test"><process id="q"><startEvent id="s"/></process></definitions>""");
        Assert.Contains("not a version", Between("p:1", "q:1"), StringComparison.Ordinal);
        Assert.Contains("another version", Between("p:1", "p:1"), StringComparison.Ordinal);
        Assert.Contains("is for", Between("p:2", "p:1"), StringComparison.Ordinal);

        string Between(string from, string to) => Assert.Single(MigrationPlan.Check(definitions.Find(from)!, definitions.Find(to)!, Versions.Plan)).Message;
    }

    private const string Kinds = """
        <startEvent id="s"/><userTask id="once"/><userTask id="par"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>
        <userTask id="seq"><multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask><userTask id="loop"><standardLoopCharacteristics loopMaximum="2"/></userTask>
        <intermediateCatchEvent id="any"><messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
        <intermediateCatchEvent id="all" parallelMultiple="true"><messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
        <intermediateCatchEvent id="one"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><intermediateCatchEvent id="two"><messageEventDefinition messageRef="m"/><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
        <callActivity id="call" calledElement="p"/><callActivity id="same" calledElement="p"/><callActivity id="other" calledElement="q"/>
        <subProcess id="sub"><task id="i"/></subProcess><subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition messageRef="m"/></startEvent></subProcess>
        <flows>s > once > par > seq > loop > any > all > one > two > call > same > other > sub</flows>
        """;

    [Theory]
    [InlineData("once", "par", "'once' and 'par' repeat in different ways (once, parallel multi-instance).")]
    [InlineData("par", "seq", "'par' and 'seq' repeat in different ways (parallel multi-instance, sequential multi-instance).")]
    [InlineData("seq", "loop", "'seq' and 'loop' repeat in different ways (sequential multi-instance, standard loop).")]
    [InlineData("any", "all", "'any' and 'all' have different events.")]
    [InlineData("all", "any", "'all' and 'any' have different events.")]
    [InlineData("one", "two", "'one' and 'two' have different events.")]
    [InlineData("call", "other", "'call' calls 'p' and 'other' calls 'q'.")]
    [InlineData("call", "same", null)]
    [InlineData("sub", "esp", "Only one of 'sub' and 'esp' is an event sub-process.")]
    [InlineData("once", "nowhere", "'once' goes to 'nowhere', which is not in 'p:2'.")]
    [InlineData("nowhere", "once", "'nowhere' is not in 'p:1'.")]
    public void Two_elements_that_do_not_fit_are_told_apart_in_one_sentence(string from, string to, string? sentence)
    {
        var definitions = Versions.Deploy(Kinds, Kinds, Roots);
        Assert.Equal(sentence, MigrationPlan.Check(definitions.Find("p:1")!, definitions.Find("p:2")!, Versions.Plan with { Elements = Versions.Pairs((from, to)) }).SingleOrDefault()?.Message);
    }

    [Fact]
    public void Everything_a_plan_gets_wrong_is_told_in_the_order_of_names()
    {
        var definitions = Versions.Deploy(Three, Three, Roots);
        var plan = Versions.Plan with { Elements = Versions.Pairs(("z", "a"), ("y", "a")), Flows = Versions.Pairs(("s-a", "nowhere"), ("gone", "s-a")), Restart = ["two", "one"] };
        Assert.Equal(
            [
                "'y' is not in 'p:1'.", "'z' is not in 'p:1'.", "The flow 'gone' is not in 'p:1'.", "The flow 's-a' cannot go to 'nowhere': that flow does not exist or leads elsewhere.",
                "'one' is not in 'p:2'.", "'two' is not in 'p:2'.",
            ],
            MigrationPlan.Check(definitions.Find("p:1")!, definitions.Find("p:2")!, plan).Select(obstacle => obstacle.Message));
    }

    [Fact]
    public void A_plan_for_another_version_is_refused_when_one_end_differs()
    {
        var definitions = Versions.Deploy(Three, Three, Roots).With(Bpmn.Read(Bpmn.Process(Three, Roots)).ProcessDefinitions(3));
        Assert.Equal("The plan is for 'p:1' to 'p:2'.", Assert.Single(MigrationPlan.Check(definitions.Find("p:1")!, definitions.Find("p:3")!, Versions.Plan)).Message);
        Assert.Equal("The plan is for 'p:1' to 'p:2'.", Assert.Single(MigrationPlan.Check(definitions.Find("p:3")!, definitions.Find("p:2")!, Versions.Plan)).Message);
    }

    private static IReadOnlyList<MigrationObstacle> Check(params (string From, string To)[] pairs)
    {
        var definitions = Versions.Deploy(Three, Three, Roots);
        return MigrationPlan.Check(definitions.Find("p:1")!, definitions.Find("p:2")!, Versions.Plan with { Elements = Versions.Pairs(pairs) });
    }
}
