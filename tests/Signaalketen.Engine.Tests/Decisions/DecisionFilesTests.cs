using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>Decision files that are deployed together, and what processes may ask of them.</summary>
public sealed class DecisionFilesTests
{
    private const string Task = """<startEvent id="s"/><userTask id="u"><extensionElements><sk:term duration="5 wd" decision="Term"/></extensionElements></userTask><endEvent id="e"/><flows>s > u > e</flows>""";

    private static readonly string Calendar = Dmn.Xml(Dmn.Decision("Days", Dmn.Literal("5")), "urn:calendar");

    [Fact]
    public void Files_that_are_deployed_together_find_each_other()
    {
        var problems = new List<Problem>();
        var main = Dmn.Xml("""<import name="calendar" namespace="urn:calendar"/>""" + Dmn.Decision("Term", Dmn.Literal("calendar.Days + 1"), null, "urn:calendar#Days"));
        var decisions = DecisionFiles.Read([main, Calendar], 3, null, problems);
        Assert.Empty(problems);
        Assert.Equal([("Term", 3), ("Days", 3)], decisions.Select(decision => (decision.Entry.Name, decision.Version)));
        Assert.Equal("6", decisions[0].Evaluate(new([]), Dmn.Environment).Value.ToString());
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_once_though_another_imports_it()
    {
        var problems = new List<Problem>();
        var broken = Dmn.Xml(Dmn.Decision("Days", Dmn.Literal("1 +")), "urn:calendar");
        var main = Dmn.Xml("""<import name="calendar" namespace="urn:calendar"/>""" + Dmn.Decision("Term", Dmn.Literal("1")));
        DecisionFiles.Read([main, broken, "<other/>"], 1, null, problems);
        Assert.Equal(["feel.syntax", "dmn.not-a-model"], problems.Select(problem => problem.Rule));
    }

    [Fact]
    public void A_name_that_two_files_give_is_told_with_the_name()
    {
        var problems = new List<Problem>();
        DecisionFiles.Read([Calendar, Dmn.Xml(Dmn.Decision("Days", Dmn.Literal("6")), "urn:other")], 1, null, problems);
        var problem = Assert.Single(problems);
        Assert.Equal(("dmn.duplicate-decision", "Days"), (problem.Rule, problem.Element));
        Assert.Equal("The decision 'Days' is there twice: rename one of them.", problem.Message);
        Assert.Contains("'Days' staat er twee keer", problem.MessageNl, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_decision_is_deployed_a_drawn_term_asks_for_none() => Assert.Empty(Problems(Task));

    [Fact]
    public void A_decision_that_is_nowhere_is_told_with_who_asks_it()
    {
        var problem = Assert.Single(Problems(Task, Dmn.Decision("Other", Dmn.Literal("1"))));
        Assert.Equal(("dmn.decision-unknown", "u"), (problem.Rule, problem.Element));
        Assert.Contains("'u' asks the decision 'Term', which is not deployed", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'u' vraagt de beslissing 'Term', maar die is er niet", problem.MessageNl, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_that_gives_no_term_is_told_with_all_that_went_wrong()
    {
        var problem = Assert.Single(Problems(Task, Dmn.Decision("Term", Dmn.Literal("near + far"))));
        Assert.Equal(("dmn.term-invalid", "u"), (problem.Rule, problem.Element));
        Assert.Contains("The decision 'Term' gives no term for 'u':", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'near'.; Nothing", problem.Message, StringComparison.Ordinal);
        Assert.Contains("De beslissing 'Term' geeft geen termijn voor 'u'.", problem.MessageNl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("if step = \"u\" then \"5 wd\" else \"soon\"", null)]
    [InlineData("if step = \"u\" then \"soon\" else \"5 wd\"", "dmn.term-invalid")]
    [InlineData("if urgent = true then \"soon\" else \"5 wd\"", "dmn.term-invalid")]
    [InlineData("if urgent = false then \"soon\" else \"5 wd\"", "dmn.term-invalid")]
    [InlineData("if urgent = null then \"soon\" else \"5 wd\"", "dmn.term-invalid")]
    [InlineData("if area = null then \"5 wd\" else \"soon\"", null)]
    [InlineData("if step = \"other\" then \"5 wd\" else null", null)]
    public void A_term_is_tried_for_its_step_with_what_may_be_yes_or_no_both_ways_and_the_rest_unknown(string feel, string? rule)
    {
        var decided = Dmn.Input("step", "string") + Dmn.Input("urgent", "boolean") + Dmn.Input("area") + Dmn.Decision("Term", Dmn.Literal(feel), needs: ["!step", "!urgent", "!area"]);
        Assert.Equal(rule, Problems(Task, decided).SingleOrDefault()?.Rule);
    }

    [Theory]
    [InlineData("<timeDuration>PT1H</timeDuration>", null)]
    [InlineData("<extensionElements><sk:term duration=\"5 wd\"/></extensionElements>", null)]
    [InlineData("<extensionElements><sk:term duration=\"5 wd\" decision=\"Term\"/></extensionElements>", "dmn.term-invalid")]
    public void A_timer_asks_a_decision_only_when_its_term_names_one(string timer, string? rule)
    {
        var body = $"""<startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition>{timer}</timerEventDefinition></intermediateCatchEvent><endEvent id="e"/><flows>s > t > e</flows>""";
        var problem = Problems(body, Dmn.Decision("Term", Dmn.Literal("\"soon\""))).SingleOrDefault();
        Assert.Equal((rule, rule is null ? null : "t"), (problem?.Rule, problem?.Element));
    }

    [Theory]
    [InlineData("[1, function(a) a]", "r:DecisionFailed")]
    [InlineData("{days: 1, way: function(a) a}", "r:DecisionFailed")]
    [InlineData("[1, {ways: [function(a) a, 2]}]", "r:DecisionFailed")]
    [InlineData("[1, [2, {days: 3}]]", "")]
    [InlineData("[]", "")]
    [InlineData("{}", "")]
    public void An_answer_with_a_function_anywhere_in_it_is_no_variable(string feel, string incidents)
    {
        const string body = """<startEvent id="s"/><businessRuleTask id="r" sk:decision="Way" sk:result="way"/><endEvent id="e"/><flows>s > r > e</flows>""";
        var model = Dmn.Model(Dmn.Decision("Way", Dmn.Literal(feel)));
        Assert.Equal(incidents, new Drive(DefinitionSet.Of(Definitions(body), DecisionDefinition.Of(model, 1))).Start().Incidents);
    }

    private static IReadOnlyCollection<ProcessDefinition> Definitions(string body) => [.. Bpmn.Read(Bpmn.Process(body)).ProcessDefinitions(1)];

    private static IEnumerable<Problem> Problems(string body, string? decisions = null) =>
        DecisionFiles.Unknown(Definitions(body), decisions is null ? [] : [.. DecisionDefinition.Of(Dmn.Model(decisions), 1)]);
}
