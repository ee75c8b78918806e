using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>All that a model makes the engine do counts against the limits of the evaluation.</summary>
public sealed class WorkTests
{
    private static readonly string Echo = Knowledge("Echo", "n");

    [Theory]
    [InlineData(20, false)]
    [InlineData(200, true)]
    public void Each_requirement_is_a_step(int steps, bool enough)
    {
        var names = Enumerable.Range(1, 50).Select(at => $"i{at}").ToArray();
        var model = Dmn.Model(string.Concat(names.Select(name => Dmn.Input(name))) + Dmn.Decision("D", Dmn.Literal("1"), null, [.. names.Select(name => "!" + name)]));
        Takes(model, "{}", new() { MaxSteps = steps }, enough, "1");
    }

    [Theory]
    [InlineData(50, false)]
    [InlineData(500, true)]
    public void The_size_of_called_knowledge_is_work(int steps, bool enough) =>
        Takes(
            Dmn.Model(Knowledge("Long", $"count([{string.Join(", ", Enumerable.Repeat("n", 100))}])") + Dmn.Decision("D", Dmn.Literal("Long(1)"), null, "+Long")),
            "{}", new() { MaxSteps = steps }, enough, "100");

    [Theory]
    [InlineData(100, false)]
    [InlineData(1_000, true)]
    public void Each_rule_of_a_table_is_work(int steps, bool enough)
    {
        var rules = string.Concat(Enumerable.Repeat("<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>", 100));
        var table = $"""<decisionTable hitPolicy="C#"><input><inputExpression><text>1</text></inputExpression></input><output/>{rules}</decisionTable>""";
        Takes(Dmn.Model(Dmn.Decision("D", table)), "{}", new() { MaxSteps = steps }, enough, "100");
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(5_000, true)]
    public void Holding_a_long_list_to_its_type_is_work(int steps, bool enough) =>
        Takes(
            Dmn.Model(Dmn.Input("given", "list<number>") + Dmn.Decision("D", Dmn.Literal("given[1]"), needs: "!given")),
            "{ given: for i in 1..1000 return i }", new() { MaxSteps = steps }, enough, "1");

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_decision_is_one_level_around_its_logic(int depth, bool enough) =>
        Takes(Dmn.Model(Dmn.Decision("D", Dmn.Literal("1"))), "{}", new() { MaxCallDepth = depth }, enough, "1");

    [Theory]
    // The decision and its call with a name and a value in it are three levels, the knowledge and its body two.
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Called_knowledge_is_one_level_around_its_body(int depth, bool enough) =>
        Takes(Dmn.Model(Echo + Dmn.Decision("D", Dmn.Literal("Echo(1)"), null, "+Echo")), "{}", new() { MaxCallDepth = depth }, enough, "1");

    [Fact]
    public void Decisions_in_a_row_do_not_nest()
    {
        var chain = Dmn.Decision("D0", Dmn.Literal("0")) + string.Concat(Enumerable.Range(1, 20).Select(at => Dmn.Decision($"D{at}", Dmn.Literal($"D{at - 1} + 1"), null, $"D{at - 1}")));
        Assert.Equal("20", Dmn.Model(chain).Ask("D20", "{}", new() { MaxCallDepth = 5 }).Value.ToString());
    }

    [Fact]
    public void Calls_of_knowledge_next_to_each_other_do_not_nest()
    {
        var calls = string.Join(", ", Enumerable.Repeat("Echo(1)", 30));
        Takes(Dmn.Model(Echo + Dmn.Decision("D", Dmn.Literal($"sum([{calls}])"), null, "+Echo")), "{}", new() { MaxCallDepth = 10 }, true, "30");
    }

    [Theory]
    [InlineData("Planning(1)", 10, false)]
    [InlineData("Planning(1)", 20, true)]
    [InlineData("Planning(1) + 0 * sum([Planning(1), Planning(1), Planning(1), Planning(1), Planning(1), Planning(1)])", 25, true)]
    public void A_service_that_is_called_nests_deeper_than_its_call_but_its_calls_do_not_add_up(string call, int depth, bool enough) =>
        Takes(
            Dmn.Model(
                Dmn.Input("n") + Dmn.Decision("Term", Dmn.Literal("n"), needs: "!n")
                + """<decisionService id="s" name="Planning"><outputDecision href="#Term"/><inputData href="#n"/></decisionService>""" + Dmn.Decision("D", Dmn.Literal(call), null, "+s")),
            "{}", new() { MaxCallDepth = depth }, enough, "1");

    [Theory]
    [InlineData(100, "null")]
    [InlineData(100_000, "5")]
    public void A_type_whose_test_takes_too_long_allows_nothing(int steps, string expected)
    {
        var read = DmnReader.Read(
            Dmn.Xml(
                """<itemDefinition name="tSlow"><typeRef>number</typeRef><typeConstraint><text>? &gt; count(for i in 1..1000 return i) - 1000</text></typeConstraint></itemDefinition>"""
                + Dmn.Decision("D", Dmn.Literal("5"), "tSlow")),
            feel: new FeelLimits { MaxSteps = steps });
        Assert.Empty(read.Problems);
        Assert.Equal(expected, read.Model!.Ask("D").Value.ToString());
    }

    [Theory]
    [InlineData(599, null)]
    [InlineData(600, "dmn.too-deep")]
    public void Logic_of_six_hundred_levels_is_the_deepest_that_is_read_whatever_the_file_may_be(int lists, string? rule)
    {
        var logic = string.Concat(Enumerable.Repeat("<list>", lists)) + Dmn.Literal("1") + string.Concat(Enumerable.Repeat("</list>", lists));
        var limits = new BpmnLimits { Depth = 1_000 };
        Assert.Equal(rule, DmnReader.Read(Dmn.Xml(Dmn.Decision("D", logic)), limits: limits).Problems.SingleOrDefault()?.Rule);
        var knowledge = $"""<businessKnowledgeModel id="K" name="K"><encapsulatedLogic>{logic}</encapsulatedLogic></businessKnowledgeModel>""";
        Assert.Equal(rule, DmnReader.Read(Dmn.Xml(knowledge), limits: limits).Problems.SingleOrDefault()?.Rule);
    }

    [Fact]
    public void Logic_that_is_too_deep_is_told_with_its_decision_and_is_null()
    {
        var logic = string.Concat(Enumerable.Repeat("<list>", 700)) + string.Concat(Enumerable.Repeat("</list>", 700));
        var read = DmnReader.Read(Dmn.Xml(Dmn.Decision("D", logic)), limits: new BpmnLimits { Depth = 1_000 });
        var problem = Assert.Single(read.Problems);
        Assert.Equal(("dmn.too-deep", "D"), (problem.Rule, problem.Element));
        Assert.Contains("The logic of 'D' is nested deeper than 600", problem.Message, StringComparison.Ordinal);
        Assert.Contains("De logica van 'D' is dieper genest dan 600", problem.MessageNl, StringComparison.Ordinal);
        Assert.Equal("The logic is nested too deeply.", Assert.Single(read.Model!.Ask("D").Diagnostics));
    }

    private static void Takes(DecisionModel model, string input, FeelLimits limits, bool enough, string expected)
    {
        var answer = model.Ask("D", input, limits);
        Assert.Equal(enough ? expected : "null", answer.Value.ToString());
        Assert.Equal(enough, answer.Diagnostics.Count == 0);
    }

    private static string Knowledge(string name, string feel) =>
        $"""<businessKnowledgeModel id="{name}" name="{name}"><encapsulatedLogic><formalParameter name="n"/>{Dmn.Literal(feel)}</encapsulatedLogic></businessKnowledgeModel>""";
}
