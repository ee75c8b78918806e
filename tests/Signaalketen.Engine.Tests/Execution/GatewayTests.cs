using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

public class GatewayTests
{
    private const string Choice = """
        <startEvent id="s"/><exclusiveGateway id="g"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>
        <flows>s > g; g > b if x > 1; g > a if x > 0</flows>
        """;

    [Theory]
    [InlineData("{x: 1}", "a")]
    [InlineData("{x: 5}", "b")]
    [InlineData("{x: 0}", "c")]
    public void Exclusive_gateway_takes_the_first_true_flow_in_document_order_or_the_default(string variables, string task) =>
        Assert.Equal(task, Drive.Started(Choice + "<flows>g > c else</flows>", variables).Tasks);

    [Fact]
    public void Exclusive_gateway_without_true_condition_is_an_incident_that_can_be_resolved()
    {
        var drive = Drive.Started(Choice + "<flows>s > c</flows>", "{x: 0}");
        Assert.Equal("g:NoFlow", drive.Incidents);
        Assert.Equal("g:NoFlow", drive.Resolve("g", "{x: -1}").Incidents);
        Assert.Equal("a c", drive.Resolve("g", "{x: 1}").Tasks);
        Assert.Equal("", drive.Incidents);
        Assert.Equal("1", drive["x"]);
    }

    [Fact]
    public void Condition_that_gives_no_truth_is_an_incident_that_names_the_expression()
    {
        var drive = Drive.Started(Choice + "<flows>s > c</flows>");
        Assert.Equal("g:ExpressionFailed", drive.Incidents);
        Assert.Contains("x > 1", drive.State.Incidents.First().Value.Message, StringComparison.Ordinal);
        Assert.Equal("b c", drive.Resolve("g", "{x: 2}").Tasks);
    }

    [Fact]
    public void Exclusive_merge_lets_every_token_through() =>
        Assert.Equal("a a", Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="m"/><userTask id="a"/><flows>s > f > m; f > m; m > a</flows>
            """).Tasks);

    [Fact]
    public void Parallel_join_waits_for_every_branch()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/><endEvent id="e"/>
            <flows>s > f > a > j > e; f > b > j</flows>
            """);
        Assert.Equal("a b", drive.Tasks);
        Assert.False(drive.Complete("b").Ended);
        Assert.True(drive.Complete("a").Ended);
        Assert.Equal("s f b a j e", drive.Trace);
    }

    /// <summary>Two tokens come in over one flow before the other flow brings its first.</summary>
    [Fact]
    public void Parallel_join_takes_one_token_of_each_flow_and_keeps_the_surplus()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><task id="a1"/><task id="a2"/><exclusiveGateway id="m"/>
            <userTask id="b"/><parallelGateway id="j"/><userTask id="after"/><userTask id="c"/><exclusiveGateway id="n"/>
            <flows>s > f > a1 > m; f > a2 > m; m > j; f > b > n; f > c > n; n > j; j > after</flows>
            """);
        Assert.Equal(2, drive.State.Tokens.Count);
        Assert.Equal("after c", drive.Complete("b").Tasks);
        Assert.Equal(1, drive.State.Tokens.Count);
        Assert.Equal("after after", drive.Complete("c").Tasks);
        Assert.True(drive.Complete("after").Complete("after").Ended);
    }

    [Fact]
    public void Parallel_gateway_ignores_conditions_on_its_flows() =>
        Assert.Equal("a b", Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><flows>s > f; f > a if false; f > b if null</flows>
            """).Tasks);

    private const string Inclusive = """
        <startEvent id="s"/><inclusiveGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><inclusiveGateway id="j"/><endEvent id="e"/>
        <flows>s > f; f > a if list contains(take, "a"); f > b if list contains(take, "b"); f > c else; a > j; b > j; c > j; j > e</flows>
        """;

    [Theory]
    [InlineData("a b")]
    [InlineData("a")]
    [InlineData("c")]
    public void Inclusive_gateway_joins_exactly_the_branches_it_took(string taken)
    {
        var tasks = taken.Split(' ');
        var drive = Drive.Started(Inclusive, $"{{take: [{string.Join(',', tasks.Select(task => $"\"{task}\""))}]}}");
        Assert.Equal(taken, drive.Tasks);
        foreach (var task in tasks)
        {
            Assert.False(drive.Ended);
            drive.Complete(task);
        }

        Assert.True(drive.Ended);
        Assert.Equal(1, drive.Trace.Split(' ').Count(id => id == "j"));
    }

    [Fact]
    public void Inclusive_fork_without_true_condition_or_default_is_an_incident() =>
        Assert.Equal("f:NoFlow", Drive.Started("""
            <startEvent id="s"/><inclusiveGateway id="f"/><task id="a"/><task id="b"/><flows>s > f; f > a if false; f > b if false</flows>
            """).Incidents);

    [Fact]
    public void Inclusive_join_fires_when_a_branch_dies_by_a_boundary_event()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><inclusiveGateway id="f"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="j"/><userTask id="after"/>
            <boundaryEvent id="late" attachedToRef="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <endEvent id="dead"/><endEvent id="e"/>
            <flows>s > f > a > j; f > b > j; late > dead; j > after > e</flows>
            """);
        Assert.Equal("b", drive.Complete("a").Tasks);
        Assert.Equal("after", drive.Advance("PT1H").Tasks);
        Assert.True(drive.Complete("after").Ended);
    }

    [Fact]
    public void Inclusive_join_waits_for_a_branch_that_can_still_come_over_a_boundary_event()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="j"/><userTask id="after"/>
            <boundaryEvent id="late" attachedToRef="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <endEvent id="dead"/><endEvent id="e"/>
            <flows>s > f > a > j; f > b > dead; late > j; j > after > e</flows>
            """);
        Assert.Equal("b", drive.Complete("a").Tasks);
        Assert.Equal("after", drive.Complete("b").Tasks);
    }

    /// <summary>BPMN 2.0.2, 13.4.3: a token that can also reach a filled flow does not hold up the join.</summary>
    [Fact]
    public void Inclusive_join_does_not_wait_for_a_token_that_may_come_behind_a_waiting_one()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><exclusiveGateway id="x"/><exclusiveGateway id="m"/>
            <inclusiveGateway id="j"/><userTask id="after"/>
            <flows>s > f > a > m; f > b > x; x > m if true; x > j else; m > j > after</flows>
            """);
        Assert.Equal("after b", drive.Complete("a").Tasks);
        Assert.Equal("after after", drive.Complete("b").Tasks);
    }

    [Fact]
    public void Two_inclusive_joins_in_a_row_each_wait_for_what_can_still_come()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>
            <inclusiveGateway id="j1"/><inclusiveGateway id="j2"/><userTask id="after"/>
            <flows>s > f > a > j1; f > b > j1; j1 > j2; f > c > j2; j2 > after</flows>
            """);
        Assert.Equal("a b", drive.Complete("c").Tasks);
        Assert.Equal("b", drive.Complete("a").Tasks);
        Assert.Equal("after", drive.Complete("b").Tasks);
        Assert.Equal("s f c a b j1 j2 after", drive.Complete("after").Trace);
    }

    [Fact]
    public void Inclusive_join_in_a_loop_fires_every_round()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><exclusiveGateway id="m"/><inclusiveGateway id="f"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="j"/>
            <exclusiveGateway id="x"/><endEvent id="e"/>
            <flows>s > m > f; f > a; f > b if both; a > j; b > j; j > x; x > m if again; x > e else</flows>
            """, "{both: true, again: true}");
        Assert.Equal("a", drive.Complete("b").Tasks);
        Assert.Equal("a b", drive.Complete("a", "{again: true}").Tasks);
        Assert.True(drive.Complete("a").Complete("b", "{again: false}").Ended);
    }

    [Fact]
    public void Inclusive_join_with_the_loop_back_into_itself_fires_for_the_first_token()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><inclusiveGateway id="j"/><userTask id="a"/><exclusiveGateway id="x"/><endEvent id="e"/>
            <flows>s > j > a > x; x > j if again; x > e else</flows>
            """);
        Assert.Equal("a", drive.Complete("a", "{again: true}").Tasks);
        Assert.True(drive.Complete("a", "{again: false}").Ended);
    }

    [Fact]
    public void Inclusive_join_fires_when_an_incident_on_another_branch_is_resolved_away_from_it()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><exclusiveGateway id="x"/><inclusiveGateway id="j"/><endEvent id="out"/><userTask id="after"/>
            <endEvent id="e"/><flows>s > f > a > j; f > x; x > j if side; x > out if not(side); j > after > e</flows>
            """);
        Assert.Equal("", drive.Complete("a").Tasks);
        Assert.Equal("after", drive.Resolve("x", "{side: false}").Tasks);
    }

    private const string FirstOf = """
        <startEvent id="s"/><eventBasedGateway id="g"/>
        <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
        <intermediateCatchEvent id="late"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <intermediateCatchEvent id="stopped"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
        <userTask id="a"/><userTask id="b"/><userTask id="c"/>
        <flows>s > g > paid > a; g > late > b; g > stopped > c</flows>
        """;

    private const string Roots = """<message id="m" name="payment"/><signal id="sig" name="stop"/>""";

    [Fact]
    public void Event_based_gateway_takes_the_first_event_and_forgets_the_others()
    {
        Assert.Equal("late paid stopped", Drive.Started(FirstOf, roots: Roots).Waits);
        var paid = Drive.Started(FirstOf, roots: Roots).Message("payment", "{amount: 5}");
        Assert.Equal(("a", "", "5", "s g paid"), (paid.Tasks, paid.Waits, paid["amount"], paid.Trace));
        Assert.Equal("b", Drive.Started(FirstOf, roots: Roots).Advance("PT1H").Tasks);
        Assert.Equal("c", Drive.Started(FirstOf, roots: Roots).Signal("stop").Tasks);
    }

    [Fact]
    public void Receive_task_behind_an_event_based_gateway_maps_its_message_once()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><eventBasedGateway id="g"/>
            <receiveTask id="r" messageRef="m"><extensionElements><sk:output target="total" source="amount + 1"/></extensionElements></receiveTask>
            <intermediateCatchEvent id="late"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <userTask id="a"/><flows>s > g > r > a; g > late > a</flows>
            """, roots: Roots).Message("payment", "{amount: 5}");
        Assert.Equal(("a", "6", "absent"), (drive.Tasks, drive["total"], drive["amount"]));
    }

    [Fact]
    public void Event_met_while_another_event_of_the_gateway_could_not_be_armed_takes_the_incident_along()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><eventBasedGateway id="g"/>
            <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
            <intermediateCatchEvent id="late"><timerEventDefinition><timeDuration>unknown</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <userTask id="a"/><flows>s > g; g > late > a; g > paid > a</flows>
            """, roots: Roots);
        Assert.Equal("g:ExpressionFailed", drive.Incidents);
        var key = drive.State.Incidents.First().Key;
        drive.Resolve("g", "{unknown: \"PT2H\"}");
        Assert.Equal(("", "late paid"), (drive.Incidents, drive.Waits));
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new ResolveIncident(key, Variables.Empty)).Code);
    }
}
