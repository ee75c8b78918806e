using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>A step that spends its budget stops; whoever resolves that loses nothing of what still had to happen.</summary>
public class BudgetTests
{
    private static EngineOptions With(int budget) => new() { Calendar = WorkingCalendar.Netherlands, Budget = budget };

    [Theory]
    [InlineData(1, "e:BudgetExceeded")]
    [InlineData(2, "")]
    public void A_budget_that_is_just_enough_is_enough(int budget, string incidents)
    {
        var drive = Drive.Started("""<startEvent id="s"/><endEvent id="e"/><flows>s > e</flows>""", options: With(budget));
        Assert.Equal((incidents, incidents.Length == 0), (drive.Incidents, drive.Ended));
    }

    [Fact]
    public void Two_endless_loops_in_one_step_are_one_incident()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="m"/><exclusiveGateway id="n"/><task id="a"/><task id="b"/><flows>s > f > m > a > m; f > n > b > n</flows>
            """, options: With(50));
        Assert.Single(drive.State.Incidents);
        Assert.Equal("BudgetExceeded", drive.State.Incidents.First().Value.Code);
    }

    /// <summary>Sub-processes, a transaction that is cancelled and undone, joins of three kinds, a condition and a loop: all in one step, cut at every place.</summary>
    private const string Everything = """
        <startEvent id="s"/><parallelGateway id="f"/>
        <subProcess id="sub"><task id="i"/><endEvent id="ie"/><flows>i > ie</flows></subProcess><task id="late"/>
        <transaction id="tx"><startEvent id="ts"/><task id="a"/><task id="b"/><boundaryEvent id="ba" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><boundaryEvent id="bb" attachedToRef="b"><compensateEventDefinition/></boundaryEvent>
          <task id="undoA" isForCompensation="true"/><task id="undoB" isForCompensation="true"/><association id="xa" sourceRef="ba" targetRef="undoA"/><association id="xb" sourceRef="bb" targetRef="undoB"/>
          <endEvent id="no"><cancelEventDefinition/></endEvent><flows>ts > a > b > no</flows></transaction>
        <boundaryEvent id="cb" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><endEvent id="te"/>
        <intermediateCatchEvent id="w"><conditionalEventDefinition><condition>go</condition></conditionalEventDefinition></intermediateCatchEvent>
        <task id="many"><multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></task>
        <inclusiveGateway id="j"/><complexGateway id="g"/><parallelGateway id="p2"/><endEvent id="e"/>
        <flows>s > f > sub > late > j; f > tx > te; cb > j; f > w > g; f > many > g; j > p2; g > p2 > e</flows>
        """;

    public static TheoryData<int> Budgets => [.. Enumerable.Range(8, 40)];

    [Theory]
    [MemberData(nameof(Budgets))]
    public void Wherever_a_step_is_cut_off_it_ends_as_it_would_have(int budget)
    {
        var whole = Drive.Started(Everything, "{go: true}");
        var drive = Drive.Started(Everything, "{go: true}", options: With(budget));
        for (var times = 0; times < 40 && !drive.Ended; times++)
        {
            var incident = Assert.Single(drive.State.Incidents).Value;
            Assert.Equal("BudgetExceeded", incident.Code);
            drive.Do(new ResolveIncident(incident.Key, Variables.Empty));
        }

        Assert.True(whole.Ended && drive.Ended);
        Assert.Equal(Done(whole), Done(drive));
        Assert.Equal("a b cb e f g i ie j late many many many no p2 s sub tx undoA undoB w".Replace(" tx", "", StringComparison.Ordinal), Done(whole).Replace(" ts", "", StringComparison.Ordinal));
    }

    private static string Done(Drive drive) => string.Join(' ', drive.History.OfType<ElementCompleted>().Where(done => done.Role is InstanceRole.Node or InstanceRole.Inner).Select(done => done.Element).Order(StringComparer.Ordinal));
}
