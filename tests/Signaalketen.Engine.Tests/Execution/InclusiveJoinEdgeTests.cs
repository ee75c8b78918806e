using Signaalketen.Engine.Commands;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>What an inclusive join waits for, at the edges of the rule (BPMN 2.0.2, 13.4.3).</summary>
public class InclusiveJoinEdgeTests
{
    private const string Signal = """<signal id="sig" name="sig"/>""";

    /// <summary>Two branches into the join; the second leads through a parallel join of <c>c</c> and <c>d</c>, and <c>d</c> can be ended by a signal.</summary>
    private const string BehindAParallelJoin = """
        <startEvent id="s"/><inclusiveGateway id="f"/><userTask id="a"/><parallelGateway id="x"/><userTask id="c"/><userTask id="d"/><parallelGateway id="k"/><inclusiveGateway id="j"/><userTask id="after"/>
        <boundaryEvent id="b" attachedToRef="d"><signalEventDefinition signalRef="sig"/></boundaryEvent><userTask id="other"/>
        <flows>s > f > a > j > after; f > x > c > k > j; x > d > k; b > other</flows>
        """;

    [Fact]
    public void A_token_that_waits_at_another_join_can_still_come()
    {
        var drive = Drive.Started(BehindAParallelJoin, roots: Signal).Complete("a").Complete("c").Signal("sig");
        Assert.Equal("other", drive.Tasks);
        Assert.Equal("after other", drive.Do(new ModifyInstance([new CancelElements("k")])).Tasks);
    }

    /// <summary>The token before <c>g</c> can go to a filled flow and to an empty one, whichever of the two is drawn first.</summary>
    [Theory]
    [InlineData("g > m; g > n")]
    [InlineData("g > n; g > m")]
    public void A_token_that_can_also_come_to_a_filled_flow_is_not_waited_for(string ways)
    {
        foreach (var order in new[] { "m > j; n > j", "n > j; m > j" })
        {
            var drive = Drive.Started($"""
                <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="w"/><exclusiveGateway id="g"/><exclusiveGateway id="m"/><exclusiveGateway id="n"/><inclusiveGateway id="j"/><userTask id="after"/>
                <flows>s > f > a > m; f > w > g; {order}; j > after; {string.Join("; ", ways.Split("; ").Select(way => way + " if way = \"" + way[^1] + "\""))}</flows>
                """).Complete("a");
            Assert.Equal("after w", drive.Tasks);
        }
    }

    [Fact]
    public void A_round_trip_on_the_way_to_the_join_is_waited_for_until_it_ends()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><exclusiveGateway id="m"/><userTask id="w"/><userTask id="w2"/><exclusiveGateway id="g"/><inclusiveGateway id="j"/><userTask id="after"/>
            <flows>s > f > a > j > after; f > m > w > w2 > g; g > m if again; g > j else</flows>
            """).Complete("a").Complete("w").Complete("w2", "{again: true}");
        Assert.Equal("w", drive.Tasks);
        Assert.Equal("after", drive.Complete("w").Complete("w2", "{again: false}").Tasks);
    }

    [Fact]
    public void A_join_that_is_stopped_on_its_way_out_may_still_send_a_token_back_to_itself()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="m"/><inclusiveGateway id="j"/><userTask id="t"/><endEvent id="e"/>
            <flows>s > f > m > j; f > m; j > t if x; j > e else; t > j</flows>
            """);
        Assert.Equal(("j:ExpressionFailed", 1), (drive.Incidents, drive.State.Tokens.Count));
        Assert.True(drive.Resolve("j", "{x: false}").Ended);
    }

    [Fact]
    public void A_branch_behind_a_link_is_waited_for()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><intermediateThrowEvent id="t"><linkEventDefinition name="L"/></intermediateThrowEvent>
            <intermediateCatchEvent id="c"><linkEventDefinition name="L"/></intermediateCatchEvent><inclusiveGateway id="j"/><userTask id="after"/>
            <flows>s > f > a > j > after; f > b > t; c > j</flows>
            """).Complete("a");
        Assert.Equal("b", drive.Tasks);
        Assert.Equal("after", drive.Complete("b").Tasks);
    }
}
