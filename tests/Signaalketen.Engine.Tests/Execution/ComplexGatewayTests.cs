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
}
