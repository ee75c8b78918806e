using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Tests.Decisions;
using Signaalketen.Engine.Tests.Modification;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>A decision may give a step another term and ladder than are drawn.</summary>
public class TermDecisionTests
{
    private const string Ladders = """
        <extensionElements>
          <sk:ladder id="calm"><sk:rung at="0" to="deputy" action="remind"/></sk:ladder>
          <sk:ladder id="fast"><sk:rung at="50%" to="assignee" action="remind"/><sk:rung at="0" to="duty-officer" action="escalate"/></sk:ladder>
        </extensionElements>
        """;

    private const string Task = """<startEvent id="s"/><userTask id="u"><extensionElements><sk:term duration="5 wd" ladder="calm" decision="Term"/></extensionElements></userTask><endEvent id="e"/><flows>s > u > e</flows>""";

    private static readonly string Inputs = Dmn.Input("step", "string") + Dmn.Input("urgent", "boolean");

    [Theory]
    [InlineData("if step = \"u\" and urgent then \"1 wd\" else null", "{urgent: true}", "2027-01-05T17:00:00+01:00")]
    [InlineData("if step = \"u\" and urgent then \"1 wd\" else null", "{urgent: false}", "2027-01-11T17:00:00+01:00")]
    [InlineData("{term: \"4 h\", ladder: null}", "{}", "2027-01-04T13:00:00+01:00")]
    public void The_decision_gives_the_term_and_what_it_leaves_open_is_as_drawn(string feel, string variables, string due)
    {
        var drive = Deploy(feel).Start(variables);
        Assert.EndsWith(due, drive.Due(), StringComparison.Ordinal);
        drive.Advance("P30D");
        Assert.Equal(["deputy"], drive.History.OfType<UserTaskEscalated>().Select(rung => rung.To));
    }

    [Fact]
    public void The_decision_gives_the_ladder_which_is_climbed_rung_by_rung()
    {
        var drive = Deploy("{term: \"2 h\", ladder: \"fast\"}").Start();
        drive.Advance("P1D");
        Assert.Equal(["assignee", "duty-officer"], drive.History.OfType<UserTaskEscalated>().Select(rung => rung.To));
    }

    [Fact]
    public void Where_no_decision_is_deployed_the_drawn_term_holds()
    {
        var drive = new Drive(DefinitionSet.Of(Bpmn.Read(Bpmn.Process(Ladders + Task)).ProcessDefinitions(1))).Start();
        Assert.Equal("2027-01-11T17:00:00+01:00", drive.Due());
    }

    [Fact]
    public void A_timer_asks_too_and_a_statutory_term_stays_statutory()
    {
        var body = Ladders + """
            <startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition><extensionElements><sk:term duration="1 w" kind="statutory" decision="Term"/></extensionElements></timerEventDefinition></intermediateCatchEvent>
            <endEvent id="e"/><flows>s > t > e</flows>
            """;
        // Counted as the law counts: six days from Monday end on Sunday, so on the next working day.
        Assert.Equal("2027-01-11T17:00:00+01:00", Deploy("if step = \"t\" then \"6 d\" else null", body).Start().Due());
    }

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("5")]
    [InlineData("{ladder: \"steep\"}")]
    [InlineData("date(\"x\")")]
    public void An_answer_that_is_no_term_is_refused_before_it_runs_and_an_incident_when_it_does(string feel)
    {
        var drive = Deploy(feel).Start();
        Assert.Equal("u:DecisionFailed", drive.Incidents);
        var problem = Assert.Single(DecisionFiles.Unknown(drive.Definitions.All, drive.Definitions.Decisions));
        Assert.Equal(("dmn.term-invalid", "u"), (problem.Rule, problem.Element));
    }

    [Theory]
    [InlineData("\"soon\"", "dmn.term-invalid")]
    [InlineData("\"2 wd\"", null)]
    [InlineData("if acute = \"no\" then 5 else null", null)]
    [InlineData("\"3 wd\"", "dmn.term-invalid")]
    public void Every_row_that_may_hold_for_a_step_is_tried_whatever_its_other_inputs(string acute, string? rule)
    {
        const string input = "<input><inputExpression typeRef=\"string\"><text>{0}</text></inputExpression></input>";
        string Row(string step, string danger, string term) =>
            $"<rule><inputEntry><text>\"{step}\"</text></inputEntry><inputEntry><text>{danger}</text></inputEntry><outputEntry>{Dmn.Literal(term)["<literalExpression>".Length..^"</literalExpression>".Length]}</outputEntry></rule>";
        var table = $"""<decisionTable hitPolicy="FIRST">{string.Format(null, input, "step")}{string.Format(null, input, "acute")}<output><outputValues><text>"soon", "never", "2 wd", "5 wd"</text></outputValues></output>{Row("u", "\"yes\"", acute)}{Row("u", "-", "\"5 wd\"")}{Row("other", "-", "\"never\"")}</decisionTable>""";
        var model = Dmn.Model(Dmn.Input("step", "string") + Dmn.Input("acute", "string") + Dmn.Decision("Term", table, needs: ["!step", "!acute"]));
        var problems = DecisionFiles.Unknown([.. Bpmn.Read(Bpmn.Process(Ladders + Task)).ProcessDefinitions(1)], [.. DecisionDefinition.Of(model, 1)]);
        Assert.Equal(rule, problems.SingleOrDefault()?.Rule);
    }

    [Fact]
    public void A_name_that_no_deployed_decision_has_is_refused()
    {
        var other = DecisionDefinition.Of(Dmn.Model(Dmn.Decision("Other", Dmn.Literal("1"))), 1).ToList();
        var problem = Assert.Single(DecisionFiles.Unknown([.. Bpmn.Read(Bpmn.Process(Ladders + Task)).ProcessDefinitions(1)], other));
        Assert.Equal("dmn.decision-unknown", problem.Rule);
    }

    [Fact]
    public void A_chosen_ladder_is_climbed_on_after_a_migration()
    {
        var model = Bpmn.Read(Bpmn.Process(Ladders + Task));
        var decided = Dmn.Model(Inputs + Dmn.Decision("Term", Dmn.Literal("{term: \"2 h\", ladder: \"fast\"}"), needs: ["!step", "!urgent"]));
        var drive = new Drive(DefinitionSet.Of(
            model.ProcessDefinitions(1).Concat(model.ProcessDefinitions(2)), DecisionDefinition.Of(decided, 1).Concat(DecisionDefinition.Of(decided, 2)))).Start();
        drive.Advance("PT70M");
        drive.Migrate();
        drive.Advance("PT1H");
        Assert.Equal(["assignee", "duty-officer"], drive.History.OfType<UserTaskEscalated>().Select(rung => rung.To));
    }

    private static Drive Deploy(string feel, string? body = null) => new(DefinitionSet.Of(
        Bpmn.Read(Bpmn.Process(body ?? Ladders + Task)).ProcessDefinitions(1),
        DecisionDefinition.Of(Dmn.Model(Inputs + Dmn.Decision("Term", Dmn.Literal(feel), needs: ["!step", "!urgent"])), 1)));
}
