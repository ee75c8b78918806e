using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>What counts as a decision model, within which bounds it is read, and what can be asked of it.</summary>
public sealed class ReaderTests
{
    [Theory]
    [InlineData("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>", true)]
    [InlineData("<definitions xmlns=\"http://www.omg.org/spec/DMN/20151101/dmn.xsd\"/>", true)]
    [InlineData("<!-- first --><d:definitions xmlns:d=\"https://www.omg.org/spec/DMN/20240513/MODEL/\">", true)]
    [InlineData("<decision xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>", false)]
    [InlineData("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", false)]
    [InlineData("<definitions xmlns=\"https://www.omg.org/spec/DMN/\"/>", false)]
    [InlineData("<definitions/>", false)]
    [InlineData("no xml at all", false)]
    [InlineData("", false)]
    public void A_decision_model_is_recognised_by_how_it_begins(string text, bool expected) => Assert.Equal(expected, DmnReader.Recognises(text));

    [Fact]
    public void A_file_is_sound_when_it_is_read_without_an_error()
    {
        Assert.True(Dmn.Read(Dmn.Decision("D", Dmn.Literal("1"))).IsOk);
        Assert.False(Dmn.Read(Dmn.Decision("D", Dmn.Literal("1 +"))).IsOk);
        Assert.False(DmnReader.Read("<other/>").IsOk);
        Assert.False(new DmnReadResult(null, []).IsOk);
    }

    [Fact]
    public void No_more_problems_are_told_than_is_asked_for()
    {
        var xml = Dmn.Xml(Dmn.Decision("A", Dmn.Literal("1 +")) + Dmn.Decision("B", Dmn.Literal("2 +")));
        Assert.Equal(2, DmnReader.Read(xml).Problems.Count);
        Assert.Equal("A", Assert.Single(DmnReader.Read(xml, limits: new BpmnLimits { Problems = 1 }).Problems).Element);
    }

    [Fact]
    public void An_expression_is_read_within_the_bounds_that_are_given()
    {
        var xml = Dmn.Xml(Dmn.Decision("D", Dmn.Literal("1 + 2 + 3")));
        Assert.Empty(DmnReader.Read(xml, feel: new FeelLimits { MaxTextLength = 9 }).Problems);
        Assert.Equal("feel.syntax", Assert.Single(DmnReader.Read(xml, feel: new FeelLimits { MaxTextLength = 8 }).Problems).Rule);
    }

    [Fact]
    public void Without_files_beside_it_an_import_is_missing() =>
        Assert.Equal("dmn.import-missing", Assert.Single(DmnReader.Read(Dmn.Xml("""<import name="far" namespace="urn:far"/>""" + Dmn.Decision("D", Dmn.Literal("1")))).Problems).Rule);

    [Theory]
    [InlineData("feel", null)]
    [InlineData("FEEL", null)]
    [InlineData("https://www.omg.org/spec/DMN/20230324/FEEL/", null)]
    [InlineData("http://www.omg.org/spec/FEEL/20140401", null)]
    [InlineData("http://www.omg.org/spec/DMN/20180521/feel/", null)]
    [InlineData("http://www.omg.org/spec/UML/20131001", "dmn.language")]
    [InlineData("urn:other/FEEL", "dmn.language")]
    [InlineData("feelings", "dmn.language")]
    public void An_expression_is_in_some_edition_of_the_language_or_is_refused(string language, string? rule)
    {
        var written = Dmn.Read($"""<decision id="d" name="D"><literalExpression expressionLanguage="{language}"><text>1</text></literalExpression></decision>""");
        Assert.Equal(rule, written.Problems.SingleOrDefault()?.Rule);
        Assert.Equal(rule is null ? "1" : "null", written.Model!.Ask("D").Value.ToString());

        var ofFile = DmnReader.Read(Dmn.Xml(Dmn.Decision("D", Dmn.Literal("1"))).Replace("name=\"Terms\"", $"name=\"Terms\" expressionLanguage=\"{language}\"", StringComparison.Ordinal));
        Assert.Equal(rule, ofFile.Problems.SingleOrDefault()?.Rule);
    }

    [Fact]
    public void The_language_of_an_expression_goes_before_that_of_its_file()
    {
        var xml = Dmn.Xml("""<decision id="d" name="D"><literalExpression expressionLanguage="feel"><text>1</text></literalExpression></decision>""")
            .Replace("name=\"Terms\"", "name=\"Terms\" expressionLanguage=\"urn:js\"", StringComparison.Ordinal);
        Assert.Empty(DmnReader.Read(xml).Problems);
    }

    [Fact]
    public void A_broken_date_is_a_problem_and_spoils_only_the_part_where_it_stands()
    {
        var read = Dmn.Read(Dmn.Decision("D", Dmn.Literal("[1, @\"2027-02-30\"]")));
        Assert.Equal("feel.syntax", Assert.Single(read.Problems).Rule);
        Assert.Equal("[1, null]", read.Model!.Ask("D").Value.ToString());
    }

    [Fact]
    public void A_broken_test_in_a_cell_is_a_problem() =>
        Assert.Equal("feel.syntax", Assert.Single(Dmn.Read(Dmn.Decision("D", """
            <decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/>
            <rule id="r"><inputEntry><text>&gt;</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>
            """)).Problems).Rule);

    [Fact]
    public void Values_that_cannot_be_read_are_one_problem()
    {
        Assert.Equal("feel.syntax", Assert.Single(Dmn.Read(Dmn.Decision("D", "<decisionTable><output><outputValues><text>1 +</text></outputValues></output></decisionTable>")).Problems).Rule);
        Assert.Equal("feel.syntax", Assert.Single(Dmn.Read(
            """<itemDefinition name="tPace"><typeRef>string</typeRef><allowedValues><text>1 +</text></allowedValues></itemDefinition>""" + Dmn.Decision("D", Dmn.Literal("1"))).Problems).Rule);
    }

    [Fact]
    public void A_decision_is_found_by_the_name_of_its_variable_its_own_name_or_its_id()
    {
        var model = Dmn.Model(
            """<decision id="d-1" name="Pace of the case"><variable name="pace"/><literalExpression><text>5</text></literalExpression></decision>"""
            + Dmn.Input("days") + Dmn.Decision("Term", Dmn.Literal("pace"), null, "d-1"));
        Assert.All(["pace", "Pace of the case", "d-1"], name =>
        {
            Assert.True(model.Has(name));
            Assert.Equal("d-1", model.Find(name)?.Id);
            Assert.Equal("5", model.Ask(name).Value.ToString());
        });
        Assert.Equal("5", model.Ask("Term").Value.ToString());
        Assert.All(["days", "nowhere", ""], name =>
        {
            Assert.False(model.Has(name));
            Assert.Null(model.Find(name));
            Assert.Null(model.Evaluate(name, new FeelContext([]), Dmn.Environment));
        });
        Assert.Equal("Terms", model.Name);
        Assert.Equal("urn:terms", model.Namespace);
    }

    [Fact]
    public void Knowledge_can_be_asked_by_name_and_is_no_decision()
    {
        var model = Dmn.Model(
            """<businessKnowledgeModel id="k" name="Longer"><encapsulatedLogic><formalParameter name="days"/><literalExpression><text>days + 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"""
            + Dmn.Decision("Way", """<functionDefinition label="Shorter"><formalParameter name="days"/><literalExpression><text>days - 2</text></literalExpression></functionDefinition>"""));
        Assert.True(model.Has("Longer"));
        Assert.Null(model.Find("Longer"));
        Assert.Equal("7", model.Ask("Longer", "{ days: 5 }").Value.ToString());
        // A decision that is a function gives the function.
        Assert.Equal("Shorter", model.Ask("Way", "{ days: 5 }").Value.ToString());
    }

    [Fact]
    public void Two_decisions_of_one_name_are_both_kept()
    {
        var model = Dmn.Model(
            """<decision id="a" name="Pace"><literalExpression><text>1</text></literalExpression></decision><decision id="b" name="Pace"><literalExpression><text>2</text></literalExpression></decision>"""
            + Dmn.Decision("Term", Dmn.Literal("Pace"), null, "b"));
        Assert.Equal(["a", "b", "Term"], model.Decisions.Select(entry => entry.Id));
        Assert.Equal(("1", "2", "2"), (model.Ask("Pace").Value.ToString(), model.Ask("b").Value.ToString(), model.Ask("Term").Value.ToString()));
    }
}
