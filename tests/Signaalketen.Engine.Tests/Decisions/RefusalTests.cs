using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>What is wrong with a decision model is said with a rule and a place, and never ends in an exception.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("<other/>", "dmn.not-a-model")]
    [InlineData("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", "dmn.not-a-model")]
    [InlineData("<definitions", "xml.not-well-formed")]
    [InlineData("<!DOCTYPE x><definitions/>", "xml.dtd-forbidden")]
    public void What_is_no_decision_model_is_not_read(string xml, string rule)
    {
        var read = DmnReader.Read(xml);
        Assert.Null(read.Model);
        Assert.Equal(rule, Assert.Single(read.Problems).Rule);
    }

    [Theory]
    [InlineData("<decision id=\"d\" name=\"D\"><literalExpression><text>1 +</text></literalExpression></decision>", "feel.syntax", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><literalExpression><text>@\"2027-02-30\"</text></literalExpression></decision>", "feel.syntax", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><literalExpression expressionLanguage=\"urn:js\"><text>1</text></literalExpression></decision>", "dmn.language", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><informationRequirement><requiredInput href=\"#gone\"/></informationRequirement></decision>", "dmn.unresolved-reference", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"/><inputData id=\"d\" name=\"E\"/>", "dmn.duplicate-id", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><decisionTable hitPolicy=\"LUCKY\"><output/></decisionTable></decision>", "dmn.hit-policy", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><decisionTable hitPolicy=\"FIRST\" aggregation=\"SUM\"><output/></decisionTable></decision>", "dmn.hit-policy", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><decisionTable><output/><rule id=\"r\"/></decisionTable></decision>", "dmn.table-shape", "r")]
    [InlineData("<decision id=\"d\" name=\"D\"><decisionTable><output name=\"a\"/><output name=\"a\"/></decisionTable></decision>", "dmn.table-shape", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><relation><column name=\"a\"/><row/></relation></decision>", "dmn.expression-shape", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><for><in/></for></decision>", "dmn.expression-shape", "d")]
    [InlineData("<inputData id=\"i\" name=\"I\"/>", "dmn.no-decision", null)]
    [InlineData("<decision id=\"d\" name=\"D\"><literalExpression><importedValues/></literalExpression></decision>", "dmn.imported-values", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><invocation/></decision>", "dmn.expression-shape", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><functionDefinition kind=\"Java\"><literalExpression><text>1</text></literalExpression></functionDefinition></decision>", "dmn.function-kind", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"><variable name=\"D\" typeRef=\"tNone\"/></decision>", "dmn.type-unknown", "d")]
    [InlineData("<decision id=\"d\" name=\"D\"/><itemDefinition id=\"t\" name=\"T\" typeLanguage=\"urn:xsd\"><typeRef>string</typeRef></itemDefinition>", "dmn.language", "t")]
    [InlineData("<decision id=\"d\" name=\"D\"/><itemDefinition id=\"t\" name=\"T\"><typeRef>T</typeRef></itemDefinition>", "dmn.type-cycle", "t")]
    [InlineData("<import namespace=\"urn:elsewhere\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"E\"/><decision id=\"d\" name=\"D\"/>", "dmn.import-missing", null)]
    [InlineData("<decision id=\"d\" name=\"D\"><informationRequirement><requiredDecision href=\"#d\"/></informationRequirement></decision>", "dmn.cycle", "d")]
    public void A_model_that_cannot_be_trusted_is_refused_at_the_element(string content, string rule, string? element)
    {
        var read = Dmn.Read(content);
        var problem = Assert.Single(read.Problems);
        Assert.Equal((rule, element, ProblemSeverity.Error), (problem.Rule, problem.Element, problem.Severity));
        Assert.NotEqual(problem.Message, problem.MessageNl);
        Assert.All([problem.Message, problem.MessageNl], text => Assert.True(text.Length > 30 && text[^1] == '.' && text.Contains(' ', StringComparison.Ordinal), text));
        Assert.NotNull(RuleCatalog.Find(rule));
        Assert.False(read.IsOk);
    }

    [Theory]
    [InlineData("<literalExpression expressionLanguage=\"urn:js\"><text>1</text></literalExpression>", "Only FEEL is executed.")]
    [InlineData("<literalExpression><importedValues/></literalExpression>", "Imported values are not read.")]
    [InlineData("<relation><column name=\"a\"/><row/></relation>", "A row of the relation has more or fewer cells than there are columns.")]
    [InlineData("<invocation/>", "The invocation does not say what it calls.")]
    [InlineData("<for><in/></for>", "The iteration has no iteratorVariable.")]
    [InlineData("<decisionTable hitPolicy=\"LUCKY\"><output/></decisionTable>", "The hit policy of the table is unknown.")]
    [InlineData("<decisionTable><output/><rule id=\"r\"/></decisionTable>", "The table has a rule with too many or too few entries, or no output.")]
    [InlineData("<functionDefinition kind=\"Java\"><literalExpression><text>1</text></literalExpression></functionDefinition>", "A function of kind 'Java' is not executed.")]
    public void Asked_all_the_same_a_refused_decision_says_why_it_is_null(string logic, string why)
    {
        var answer = Dmn.Read($"<decision id=\"d\" name=\"D\">{logic}</decision>").Model!.Ask("D");
        Assert.True(answer.Value.IsNull);
        Assert.Contains(why, answer.Diagnostics);
    }

    [Fact]
    public void A_broken_decision_leaves_the_others_of_its_file_as_they_are()
    {
        var model = Dmn.Read(Dmn.Decision("Broken", Dmn.Literal("1 +")) + Dmn.Decision("Sound", Dmn.Literal("2"))).Model!;
        Assert.Equal("2", model.Ask("Sound").Value.ToString());
        var broken = model.Ask("Broken");
        Assert.True(broken.Value.IsNull);
        Assert.Contains("is not FEEL", Assert.Single(broken.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_without_logic_is_null() => Assert.Equal("null", Dmn.Decide("<decision id=\"d\" name=\"D\"/>", "D"));

    [Fact]
    public void Logic_that_is_nested_beyond_reason_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<list>", 90)) + Dmn.Literal("1") + string.Concat(Enumerable.Repeat("</list>", 90));
        Assert.Empty(Dmn.Read(Dmn.Decision("D", deep)).Problems);
        Assert.Equal("xml.too-deep", Dmn.Read(Dmn.Decision("D", "<list>" + string.Concat(Enumerable.Repeat("<list>", 120)) + string.Concat(Enumerable.Repeat("</list>", 121)))).Problems.Single().Rule);
    }

    [Fact]
    public void More_text_than_is_read_is_said_once()
    {
        var cells = string.Concat(Enumerable.Range(0, 2_400).Select(row => $"<rule><inputEntry><text>\"{new string('x', 180)}{row}\"</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>"));
        var read = Dmn.Read(Dmn.Decision("D", $"<decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/>{cells}</decisionTable>"));
        Assert.Equal("feel.too-much", Assert.Single(read.Problems).Rule);
    }
}
