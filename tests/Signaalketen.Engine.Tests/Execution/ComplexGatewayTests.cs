using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Complex gateways, and what stands still when a join has no answer or a step has spent its budget (BPMN 2.0.2, 13.4.5).</summary>
public class ComplexGatewayTests
{
    private const string Three = """<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><userTask id="x"/><endEvent id="e"/>""";

    private const string Flows = "s > f > a > g; f > b > g; f > c > g; g > x > e";

    [Fact]
    public void Without_a_condition_the_first_token_is_enough_and_the_others_are_taken_in()
    {
        var drive = Drive.Started($"""{Three}<complexGateway id="g"/><flows>{Flows}</flows>""");
        Assert.Equal("a c x", drive.Complete("b").Tasks);
        Assert.Equal("x", drive.Complete("a").Complete("c").Tasks);
        Assert.True(drive.Complete("x").Ended);
    }

    [Fact]
    public void Condition_without_an_answer_is_one_incident_that_names_the_expression()
    {
        var drive = Drive.Started($"""{Three}<complexGateway id="g"><activationCondition>activationCount = 2 and enough</activationCondition></complexGateway><flows>{Flows}</flows>""");
        drive.Complete("a");
        Assert.Equal("", drive.Incidents);
        drive.Complete("b");
        Assert.Equal("g:ExpressionFailed", drive.Incidents);
        Assert.StartsWith("The expression 'activationCount = 2 and enough' must give true or false, but gives null", drive.State.Incidents.First().Value.Message, StringComparison.Ordinal);
        Assert.Equal("c x", drive.Resolve("g", "{enough: true}").Tasks);
        Assert.Equal("", drive.Incidents);
    }

    [Fact]
    public void A_second_arrival_without_an_answer_is_no_second_incident()
    {
        var drive = Drive.Started($"""{Three}<complexGateway id="g"><activationCondition>enough</activationCondition></complexGateway><flows>{Flows}</flows>""").Complete("a").Complete("b");
        Assert.Equal("g:ExpressionFailed", drive.Incidents);
        Assert.Equal("c x", drive.Resolve("g", "{enough: true}").Tasks);
    }

    [Fact]
    public void When_it_resets_only_flows_with_a_condition_are_taken_again()
    {
        var drive = Drive.Started($"""
            {Three}<complexGateway id="g"><activationCondition>activationCount = 2</activationCondition></complexGateway><userTask id="y"/>
            <flows>{Flows}; g > y if waitingForStart = false; y > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("c x", drive.Tasks);
        Assert.Equal("x y", drive.Complete("c").Tasks);
        Assert.True(drive.Complete("x").Complete("y").Ended);
    }

    [Fact]
    public void After_a_reset_a_new_round_counts_from_nothing()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><exclusiveGateway id="m"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><complexGateway id="g"><activationCondition>activationCount = 2</activationCondition></complexGateway>
            <userTask id="x"/><exclusiveGateway id="d"/><endEvent id="e"/><flows>s > m > f > a > g; f > b > g > x > d; d > m if again; d > e else</flows>
            """).Complete("a").Complete("b").Complete("x", "{again: true}");
        Assert.Equal("b", drive.Complete("a").Tasks);
        Assert.Equal("x", drive.Complete("b").Tasks);
        Assert.True(drive.Complete("x", "{again: false}").Ended);
    }

    [Fact]
    public void What_stood_still_when_a_budget_was_spent_goes_on_everywhere()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><inclusiveGateway id="j"/><task id="a"/><task id="b"/><task id="c"/><task id="d"/><userTask id="x"/><intermediateCatchEvent id="w"><conditionalEventDefinition><condition>go</condition></conditionalEventDefinition></intermediateCatchEvent>
            <endEvent id="e"/><flows>s > f > a > b > j > x > e; f > c > d > j; f > w > e</flows>
            """, "{go: true}", options: new() { Calendar = WorkingCalendar.Netherlands, Budget = 6 });
        Assert.Equal("d:BudgetExceeded", string.Join(' ', drive.State.Incidents.Select(incident => $"{incident.Value.ElementId}:{incident.Value.Code}")));
        Assert.Equal("One step moved more than 6 tokens; at 'd' it was stopped. Look for a loop without an end.", drive.State.Incidents.First().Value.Message);
        drive.Do(new ResolveIncident(drive.State.Incidents.First().Key, Variables.Empty));
        Assert.Equal(("x", "", ""), (drive.Tasks, drive.Incidents, drive.Waits));
        Assert.True(drive.Complete("x").Ended);
    }

    [Theory]
    [InlineData("activationCount = 2")]
    [InlineData("not(waitingForStart)")]
    public void With_one_flow_in_it_is_no_join_and_each_token_leaves_once(string condition)
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><complexGateway id="g"><activationCondition>{condition}</activationCondition></complexGateway><userTask id="x"/><userTask id="y"/><endEvent id="e"/>
            <flows>s > g; g > x if true; g > y if true; x > e; y > e</flows>
            """);
        Assert.Equal("x y", drive.Tasks);
        Assert.True(drive.Complete("x").Complete("y").Ended);
    }

    [Fact]
    public void A_token_that_a_person_sets_before_it_passes_it_alone()
    {
        var drive = Drive.Started($"""{Three}<complexGateway id="g"><activationCondition>activationCount = 3</activationCondition></complexGateway><flows>{Flows}</flows>""");
        Assert.Equal("a b c x", drive.Do(new ModifyInstance([new StartBefore("g")])).Tasks);
    }

    [Fact]
    public void Its_condition_knows_that_it_waits_for_a_start() =>
        Assert.Equal("b c x", Drive.Started($"""{Three}<complexGateway id="g"><activationCondition>waitingForStart</activationCondition></complexGateway><flows>{Flows}</flows>""").Complete("a").Tasks);

    [Fact]
    public void Repetitions_beside_it_are_not_taken_for_its_own_waiting()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><complexGateway id="g"><activationCondition>activationCount = 2</activationCondition></complexGateway><userTask id="x"/>
            <userTask id="many"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask><endEvent id="e"/>
            <flows>s > f > many > e; f > a > g; f > b > g; g > x > e</flows>
            """).Complete("a").Complete("b");
        Assert.Equal("many many x", drive.Tasks);
    }

    /// <summary>Both merges get a second token while the gateway waits for <c>c</c>.</summary>
    [Fact]
    public void Tokens_that_came_again_while_it_waited_begin_the_next_round()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="a2"/><userTask id="b"/><userTask id="b2"/><userTask id="c"/><exclusiveGateway id="m"/><exclusiveGateway id="n"/>
            <complexGateway id="g"><activationCondition>activationCount = 2</activationCondition></complexGateway><userTask id="x"/><endEvent id="e"/>
            <flows>s > f > a > m > g; f > a2 > m; f > b > n > g; f > b2 > n; f > c > g; g > x > e</flows>
            """).Complete("a").Complete("b").Complete("a2").Complete("b2");
        Assert.Equal("c x", drive.Tasks);
        Assert.Equal("x x", drive.Complete("c").Tasks);
        Assert.True(drive.Complete("x").Complete("x").Ended);
    }

    /// <summary>The signal ends <c>c2</c> and <c>v</c>, so one token stays at <c>j</c>. What the gateway sends when it resets is <c>late</c>.</summary>
    [Theory]
    [InlineData("j > g; v > e", "x")]
    [InlineData("j > e; v > g", "late x")]
    public void It_waits_for_a_token_at_another_join_only_when_that_leads_to_it(string flows, string tasks)
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c1"/><userTask id="c2"/><parallelGateway id="j"/><userTask id="v"/>
            <complexGateway id="g"><activationCondition>activationCount = 2</activationCondition></complexGateway><userTask id="x"/><userTask id="late"/><endEvent id="e"/>
            {Stop("c2")}{Stop("v")}
            <flows>s > f > a > g; f > b > g; f > c1 > j; f > c2 > j; f > v; {flows}; g > x > e; g > late if not(waitingForStart); late > e</flows>
            """, roots: Signal).Complete("a").Complete("b").Complete("c1").Signal("sig");
        Assert.Equal(tasks, drive.Tasks);
    }

    [Fact]
    public void It_does_not_wait_again_for_a_flow_that_has_fired()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="m"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><exclusiveGateway id="d"/>
            <complexGateway id="g"><activationCondition>activationCount = 2</activationCondition></complexGateway><userTask id="x"/><userTask id="late"/><endEvent id="e"/>{Stop("c")}
            <flows>s > f > m > a > g; f > b > g; f > c > g; g > x > d; d > m if again; d > e else; g > late if not(waitingForStart); late > e</flows>
            """, roots: Signal).Complete("a").Complete("b");
        Assert.Equal("c x", drive.Tasks);
        Assert.Equal("late x", drive.Signal("sig").Tasks);
    }

    private const string Signal = """<signal id="sig" name="sig"/>""";

    private static string Stop(string task) =>
        $"""<boundaryEvent id="stop{task}" attachedToRef="{task}"><signalEventDefinition signalRef="sig"/></boundaryEvent><endEvent id="end{task}"/><flows>stop{task} > end{task}</flows>""";
}
