using Signaalketen.Engine.Migration;

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

    private static IReadOnlyList<MigrationObstacle> Check(params (string From, string To)[] pairs)
    {
        var definitions = Versions.Deploy(Three, Three, Roots);
        return MigrationPlan.Check(definitions.Find("p:1")!, definitions.Find("p:2")!, Versions.Plan with { Elements = Versions.Pairs(pairs) });
    }
}
