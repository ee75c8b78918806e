using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Tests.Decisions;
using Signaalketen.Engine.Tests.Modification;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Terms in working days: what they are counted from, what stops them, and which rungs a new version keeps.</summary>
public class TermOfTaskTests
{
    private const string Half = """<sk:rung at="50%" to="assignee" action="remind"/>""";
    private const string End = """<sk:rung at="0" to="case-owner" action="escalate"/>""";

    private static string Task(string term) => $"""<startEvent id="s"/><userTask id="u"><extensionElements><sk:term {term}/></extensionElements></userTask><endEvent id="e"/><flows>s > u > e</flows>""";

    private static string Boundary(string term) => $"""
        <startEvent id="s"/><userTask id="a"/><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><extensionElements><sk:term {term}/></extensionElements></timerEventDefinition></boundaryEvent>
        <endEvent id="e"/><endEvent id="be"/><flows>s > a > e; b > be</flows>
        """;

    private static string Climbing(string rungs) => $"""
        <extensionElements><sk:ladder id="L">{rungs}</sk:ladder></extensionElements><startEvent id="s"/>
        <userTask id="a"><extensionElements><sk:term duration="4 wd" ladder="L"/></extensionElements></userTask><flows>s > a</flows>
        """;

    [Theory]
    [InlineData("duration=\"4 h\" from=\"unknown\"", "The expression 'unknown' must give a date and time, but gives null")]
    [InlineData("duration=\"4 h\" from=\"1 + 1\"", "The expression '1 + 1' must give a date and time, but gives number.")]
    [InlineData("duration=\"5 wd\" from=\"date(&quot;9999-12-30&quot;)\"", "The term '5 wd' of 'u' ends outside the calendar.")]
    public void A_task_whose_term_cannot_be_counted_is_not_given_to_anybody(string term, string why)
    {
        var drive = Drive.Started(Task(term));
        Assert.Equal(("u:ExpressionFailed", "", ""), (drive.Incidents, drive.Tasks, drive.Due()));
        Assert.StartsWith(why, drive.State.Incidents.First().Value.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_boundary_term_that_cannot_be_counted_stops_its_activity_before_it_begins()
    {
        var drive = Drive.Started(Boundary("duration=\"4 h\" from=\"began\""));
        Assert.Equal(("a:ExpressionFailed", "", ""), (drive.Incidents, drive.Tasks, drive.Waits));
        Assert.Equal(("", "a", "b"), (drive.Resolve("a", "{began: date and time(\"2027-01-04T08:00:00@Europe/Amsterdam\")}").Incidents, drive.Tasks, drive.Waits));
        Assert.Equal("2027-01-04T12:00:00+01:00", drive.Due());
    }

    [Fact]
    public void An_activity_with_a_boundary_term_begins_and_is_interrupted_in_time()
    {
        var drive = Drive.Started(Boundary("duration=\"4 h\""));
        Assert.Equal(("a", "b"), (drive.Tasks, drive.Waits));
        Assert.Equal("s b be", drive.Advance("PT4H").Trace);
    }

    [Theory]
    [InlineData("\"soon\"", "The decision 'Term' gives no term for 'u': \"soon\" is no term such as \"5 wd\" or \"4 oh\".")]
    [InlineData("{ladder: \"steep\"}", "The decision 'Term' gives no term for 'u': \"steep\" is no ladder of this process.")]
    public void A_decision_without_a_term_says_why_and_nobody_gets_the_task(string feel, string why)
    {
        var drive = Decided(feel).Start();
        Assert.Equal(("u:DecisionFailed", "", ""), (drive.Incidents, drive.Tasks, drive.Due()));
        Assert.Equal(why, drive.State.Incidents.First().Value.Message);
    }

    [Fact]
    public void Every_reason_why_a_decision_fails_is_told()
    {
        var message = Decided("if date(\"x\") = time(\"y\") then null else null").Start().State.Incidents.First().Value.Message;
        Assert.Equal(2, message.Split("; ").Length);
    }

    [Fact]
    public void A_remark_beside_a_term_does_not_make_it_invalid() =>
        Assert.Equal(("", "2027-01-04T11:00:00+01:00"), (Decided("if date(\"x\") = null then \"2 h\" else \"3 h\"").Start().Incidents, Decided("if date(\"x\") = null then \"2 h\" else \"3 h\"").Start().Due()));

    [Fact]
    public void The_first_ladder_of_a_process_can_be_chosen_as_well()
    {
        var drive = Decided("{ladder: \"first\"}").Start();
        drive.Advance("P30D");
        Assert.Equal(["assignee"], drive.Effects.OfType<EscalateTask>().Select(rung => rung.To));
    }

    [Fact]
    public void A_choice_that_leaves_nothing_open_has_nothing_to_explain()
    {
        var drawn = Bpmn.Deploy(Bpmn.Process(Task("duration=\"5 wd\""))).Find("p:1")!.UserTask("u")!.Term!;
        var choice = TermChoice.Of(Drive.Values("{x: null}").First().Value, drawn, null, [], out var error);
        Assert.Equal(("", drawn.Term, 0), (error, choice!.Term, choice.Place));
    }

    [Fact]
    public void Rungs_that_both_versions_have_stay_where_they_are()
    {
        var drive = Versions.Started(Climbing(Half + End), Climbing(Half + End));
        var due = drive.Due();
        Assert.Equal((due, 2), (drive.Migrate().Due(), due.Split(' ').Length));
        drive.Advance("P10D");
        Assert.Equal(["50%", "0"], drive.Effects.OfType<EscalateTask>().Select(rung => rung.At));
    }

    [Fact]
    public void A_rung_that_stands_elsewhere_on_the_ladder_now_is_still_climbed()
    {
        var drive = Versions.Started(Climbing(Half + End), Climbing(End)).Migrate();
        drive.Advance("P10D");
        Assert.Equal(["0"], drive.Effects.OfType<EscalateTask>().Select(rung => rung.At));
    }

    [Fact]
    public void Without_a_ladder_no_rung_is_waited_for_any_longer()
    {
        var drive = Versions.Started(Climbing(Half + End), """<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""").Migrate();
        Assert.Equal(("a", ""), (drive.Tasks, drive.Due()));
    }

    private static Drive Decided(string feel) => new(DefinitionSet.Of(
        Bpmn.Read(Bpmn.Process($"""
            <extensionElements><sk:ladder id="first">{Half}</sk:ladder><sk:ladder id="second">{End}</sk:ladder></extensionElements>
            {Task("duration=\"5 wd\" ladder=\"second\" decision=\"Term\"")}
            """)).ProcessDefinitions(1),
        DecisionDefinition.Of(Dmn.Model(Dmn.Input("step", "string") + Dmn.Decision("Term", Dmn.Literal(feel), needs: ["!step"])), 1)));
}
