using Signaalketen.Engine.Decisions;

namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>A problem says in both languages what is wrong, with the words of the file, and what to do about it.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("<literalExpression><text>1 +</text></literalExpression>", "The expression '1 +' is not FEEL", "De expressie '1 +' is geen geldige FEEL")]
    [InlineData("<literalExpression expressionLanguage=\"urn:js\"><text>1</text></literalExpression>", "written in 'urn:js': only FEEL", "geschreven in 'urn:js': alleen FEEL")]
    [InlineData("<literalExpression><importedValues/></literalExpression>", "write the values in the model", "schrijf de waarden in het model")]
    [InlineData("<functionDefinition kind=\"Java\"/>", "of kind 'Java', which runs code outside the engine: write it in FEEL", "van de soort 'Java' en voert code buiten de engine uit: schrijf haar in FEEL")]
    [InlineData("<context><contextEntry><variable name=\"a\"/></contextEntry><contextEntry><variable name=\"a\"/></contextEntry></context>", "two entries 'a': correct it.", "twee regels 'a': verbeter dit.")]
    [InlineData("<relation><column name=\"a\"/><row/></relation>", "more or fewer cells than there are columns: correct it.", "meer of minder cellen dan er kolommen zijn: verbeter dit.")]
    [InlineData("<invocation/>", "does not say what it calls: correct it.", "zegt niet wat er wordt aangeroepen: verbeter dit.")]
    [InlineData("<some><in/></some>", "has no iteratorVariable: correct it.", "heeft geen iteratorVariable: verbeter dit.")]
    [InlineData("<decisionTable hitPolicy=\"FIRST\" aggregation=\"SUM\"><output/></decisionTable>", "no hit policy 'FIRST' with aggregation 'SUM'", "trefferbeleid 'FIRST' met aggregatie 'SUM' bestaat niet")]
    [InlineData("<decisionTable/>", "The table needs an output", "De tabel heeft een uitvoerkolom nodig")]
    [InlineData("<informationRequirement><requiredInput href=\"#gone\"/></informationRequirement>", "'D' refers to '#gone', which is not in this file", "'D' verwijst naar '#gone', maar dat staat niet in dit bestand")]
    [InlineData("<informationRequirement><requiredInput/></informationRequirement>", "'D' refers to ''", "'D' verwijst naar ''")]
    [InlineData("<informationRequirement><requiredDecision href=\"#d\"/></informationRequirement>", "'D' requires 'D', which requires it in turn", "'D' heeft 'D' nodig, en die heeft hem weer nodig")]
    [InlineData("<variable name=\"D\" typeRef=\"tNone\"/>", "There is no type 'tNone' here", "Het type 'tNone' bestaat hier niet")]
    public void What_is_wrong_with_a_decision_is_said_in_two_languages(string inside, string english, string dutch) =>
        Says($"<decision id=\"d\" name=\"D\">{inside}</decision>", english, dutch);

    [Theory]
    [InlineData("<inputData id=\"i\" name=\"I\"/>", "has no decision: draw one", "heeft geen beslissing: teken er een")]
    [InlineData("<decision id=\"d\" name=\"D\"/><decision id=\"d\" name=\"E\"/>", "The id 'd' is used twice", "De id 'd' komt twee keer voor")]
    [InlineData("<decision id=\"d\" name=\"D\"/><import name=\"far\" namespace=\"urn:far\"/>", "imports 'urn:far', which is not among the files beside it", "importeert 'urn:far', maar dat staat er niet bij")]
    [InlineData("<decision id=\"d\" name=\"D\"/><import name=\"far\"/>", "imports '', which", "importeert '', maar")]
    [InlineData("<decision id=\"d\" name=\"D\"/><import/>", "imports '', which", "importeert '', maar")]
    [InlineData("<decision id=\"d\" name=\"D\"/><itemDefinition name=\"T\" typeLanguage=\"urn:xsd\"/>", "The type 'T' is written in 'urn:xsd'", "Het type 'T' is geschreven in 'urn:xsd'")]
    [InlineData("<decision id=\"d\" name=\"D\"/><itemDefinition name=\"T\"><typeRef>T</typeRef></itemDefinition>", "The type 'T' is defined by way of itself", "Het type 'T' verwijst naar zichzelf")]
    public void What_is_wrong_with_a_file_is_said_in_two_languages(string content, string english, string dutch) => Says(content, english, dutch);

    [Fact]
    public void A_file_that_is_something_else_is_told_by_what_it_begins_with()
    {
        var problem = Assert.Single(DmnReader.Read("<letter/>").Problems);
        Assert.Contains("begins with 'letter', not with DMN definitions", problem.Message, StringComparison.Ordinal);
        Assert.Contains("begint met 'letter' en niet met DMN definitions", problem.MessageNl, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_of_eighty_characters_is_shown_whole_and_a_longer_one_cut()
    {
        var whole = "1 +".PadLeft(80, '-');
        Says(Dmn.Decision("D", Dmn.Literal(whole)), $"'{whole}' is", $"'{whole}' is");
        var cut = $"'{new string('-', 77)}...' is";
        Says(Dmn.Decision("D", Dmn.Literal("-" + whole)), cut, cut);
    }

    [Theory]
    [InlineData("<variable id=\"v\" name=\"D\" typeRef=\"tNone\"/>", "v")]
    [InlineData("<decisionTable id=\"t\"><input id=\"i\"><inputExpression id=\"x\" typeRef=\"tNone\"/></input><output/></decisionTable>", "x")]
    [InlineData("<decisionTable id=\"t\"><input id=\"i\"><inputExpression typeRef=\"tNone\"/></input><output/></decisionTable>", "i")]
    [InlineData("<decisionTable id=\"t\"><output id=\"o\" typeRef=\"tNone\"/></decisionTable>", "o")]
    [InlineData("<invocation id=\"n\"><literalExpression><text>f</text></literalExpression><binding><parameter id=\"p\" name=\"a\" typeRef=\"tNone\"/></binding></invocation>", "p")]
    [InlineData("<list><literalExpression id=\"l\" typeRef=\"tNone\"/></list>", "l")]
    [InlineData("<list><literalExpression typeRef=\"tNone\"/></list>", "d")]
    public void A_problem_stands_at_the_nearest_element_that_has_an_id(string inside, string element) =>
        Assert.Equal(element, Assert.Single(Dmn.Read($"<decision id=\"d\" name=\"D\">{inside}</decision>").Problems).Element);

    [Fact]
    public void A_problem_in_a_file_without_ids_has_no_element()
    {
        var read = DmnReader.Read("""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
              <decision name="D"><variable name="D" typeRef="tNone"/><literalExpression><text>1 +</text></literalExpression></decision>
            </definitions>
            """);
        Assert.Equal([("dmn.type-unknown", null), ("feel.syntax", null)], read.Problems.Select(problem => (problem.Rule, problem.Element)));
        Assert.Equal(("", "", ""), (read.Model!.Name, read.Model.Namespace, read.Model.Decisions[0].Id));
    }

    [Fact]
    public void What_comes_after_too_much_text_is_said_to_be_unread()
    {
        // Four texts of a hundred thousand characters are exactly what is read.
        var full = string.Concat(Enumerable.Range(0, 4).Select(at => Dmn.Decision($"D{at}", $"<literalExpression><text>\"{new string('x', 99_998)}\"</text></literalExpression>")));
        Assert.Empty(Dmn.Read(full).Problems);

        var read = Dmn.Read(full + Dmn.Decision("Next", Dmn.Literal("1")) + Dmn.Decision("Last", Dmn.Literal("2")));
        var problem = Assert.Single(read.Problems);
        Assert.Equal(("feel.too-much", "Next"), (problem.Rule, problem.Element));
        Assert.Contains("more than 400000 characters together", problem.Message, StringComparison.Ordinal);
        Assert.Contains("meer dan 400000 tekens", problem.MessageNl, StringComparison.Ordinal);
        Assert.Equal("The model has more expressions than are read.", Assert.Single(read.Model!.Ask("Last").Diagnostics));
    }

    private static void Says(string content, string english, string dutch)
    {
        var problem = Assert.Single(Dmn.Read(content).Problems);
        Assert.Contains(english, problem.Message, StringComparison.Ordinal);
        Assert.Contains(dutch, problem.MessageNl, StringComparison.Ordinal);
    }
}
