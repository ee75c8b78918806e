namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>Item definitions and what values are turned into (DMN 1.5, clauses 7.3.2 and 10.3.2.9.4).</summary>
public sealed class TypeTests
{
    private const string Types = """
        <itemDefinition name="tDays" isCollection="true"><typeRef>number</typeRef></itemDefinition>
        <itemDefinition name="tUrgency"><typeRef>string</typeRef><allowedValues><text>"normal", "urgent"</text></allowedValues></itemDefinition>
        <itemDefinition name="tUrgencies" isCollection="true"><typeRef>tUrgency</typeRef></itemDefinition>
        <itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) &lt;= 2</text></typeConstraint></itemDefinition>
        <itemDefinition name="tStep"><itemComponent name="step name"><typeRef>string</typeRef></itemComponent><itemComponent name="days" isCollection="true"><typeRef>number</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="tRule"><functionItem outputTypeRef="number"><parameters name="n" typeRef="number"/></functionItem></itemDefinition>
        """;

    [Theory]
    [InlineData("number", "\"5\"", "null")]
    [InlineData("number", "[5]", "5")]
    [InlineData("number", "[[5]]", "5")]
    [InlineData("number", "[5, 6]", "null")]
    [InlineData("tDays", "5", "[5]")]
    [InlineData("tDays", "[5, \"6\"]", "null")]
    [InlineData("tDays", "null", "null")]
    [InlineData("date and time", "@\"2027-01-04\"", "@\"2027-01-04T00:00:00Z\"")]
    [InlineData("tUrgency", "\"urgent\"", "\"urgent\"")]
    [InlineData("tUrgency", "\"soon\"", "null")]
    [InlineData("tUrgencies", "[\"urgent\", \"soon\"]", "null")]
    [InlineData("tUrgencies", "\"urgent\"", "[\"urgent\"]")]
    [InlineData("tFew", "[1, 2]", "[1, 2]")]
    [InlineData("tFew", "[1, 2, 3]", "null")]
    [InlineData("tStep", "{step name: \"triage\", days: [5], more: 1}", "{\"step name\": \"triage\", days: [5], more: 1}")]
    [InlineData("tStep", "{step name: \"triage\"}", "null")]
    [InlineData("list<number>", "5", "[5]")]
    [InlineData("feel:number", "\"5\"", "null")]
    [InlineData("feel:number", "5", "5")]
    [InlineData("mine:tUrgency", "\"soon\"", "null")]
    [InlineData("range<number>", "[1..2]", "[1..2]")]
    [InlineData("range<number>", "5", "null")]
    [InlineData("Any", "[\"5\"]", "[\"5\"]")]
    public void Input_and_result_are_held_to_their_type(string type, string value, string expected)
    {
        Assert.Equal(expected, Dmn.Decide(Types + Dmn.Input("given", type) + Dmn.Decision("Echo", Dmn.Literal("given"), needs: "!given"), "Echo", $"{{ given: {value} }}"));
        Assert.Equal(expected, Dmn.Decide(Types + Dmn.Input("given") + Dmn.Decision("Echo", Dmn.Literal("given"), type, "!given"), "Echo", $"{{ given: {value} }}"));
    }

    [Theory]
    [InlineData("pace:tPace")]
    [InlineData("Other.tPace")]
    public void A_type_of_an_imported_file_is_found_by_its_namespace_or_by_the_name_of_the_import(string type)
    {
        var other = Dmn.Xml("""<itemDefinition name="tPace"><typeRef>string</typeRef><allowedValues><text>"slow"</text></allowedValues></itemDefinition>""", "urn:other");
        var content = $"""
            <import namespace="urn:other" name="Other" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>{Dmn.Input("given")}
            <decision id="Echo" name="Echo"><variable xmlns:pace="urn:other" name="Echo" typeRef="{type}"/>{Dmn.Need("!given")}{Dmn.Literal("given")}</decision>
            """;
        Assert.Equal("\"slow\"", Dmn.Decide(content, "Echo", "{ given: \"slow\" }", other));
        Assert.Equal("null", Dmn.Decide(content, "Echo", "{ given: \"fast\" }", other));
    }

    [Fact]
    public void A_decision_tells_what_it_must_be_given_and_of_which_type()
    {
        var model = Dmn.Model(Dmn.Input("step", "string") + Dmn.Input("more") + Dmn.Decision("First", Dmn.Literal("step"), needs: ["!step"]) + Dmn.Decision("Last", Dmn.Literal("First"), needs: ["First", "!more"]));
        Assert.Equal(["more:", "step:string"], model.Decisions.Single(entry => entry.Name == "Last").Inputs.Select(input => $"{input.Name}:{input.Type}").Order(StringComparer.Ordinal));
        Assert.Equal(["step:string"], model.Decisions.Single(entry => entry.Name == "First").Inputs.Select(input => $"{input.Name}:{input.Type}"));
    }

    [Fact]
    public void A_value_that_does_not_fit_is_told_in_a_diagnostic() =>
        Assert.Contains("'Echo' must be number", Assert.Single(Dmn.Model(Dmn.Decision("Echo", Dmn.Literal("\"5\""), "number")).Ask("Echo").Diagnostics), StringComparison.Ordinal);

    [Fact]
    public void An_argument_of_knowledge_that_does_not_fit_comes_in_as_null() =>
        Assert.Equal("true", Dmn.Decide(
            """<businessKnowledgeModel id="none" name="None"><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>n = null</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"""
            + Dmn.Decision("Asks", Dmn.Literal("None(\"5\")"), needs: "+none"), "Asks"));

    [Theory]
    [InlineData("tRule")]
    [InlineData("number")]
    public void The_type_of_knowledge_is_that_of_the_function_or_of_its_result(string type) =>
        Assert.Equal("[null, 4]", Dmn.Decide(
            Types + $"""<businessKnowledgeModel id="rule" name="Rule"><variable name="Rule" typeRef="{type}"/><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>n</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"""
            + Dmn.Decision("Asks", Dmn.Literal("[Rule(\"x\"), Rule([4])]"), needs: "+rule"), "Asks"));

    [Fact]
    public void An_expression_may_ask_for_the_form_of_a_defined_type_whatever_its_allowed_values() =>
        Assert.Equal("[true, true, false]", Dmn.Decide(
            Types + Dmn.Decision("Asks", Dmn.Literal("[\"urgent\" instance of tUrgency, \"soon\" instance of tUrgency, 1 instance of tUrgency]")), "Asks"));

    [Theory]
    [InlineData("[\"soon\"] instance of tUrgencies", "true")]
    [InlineData("[\"soon\"] instance of list<tUrgency>", "true")]
    [InlineData("[1] instance of list<tUrgency>", "false")]
    [InlineData("{u: \"soon\"} instance of context<u: tUrgency>", "true")]
    [InlineData("[\"a\"..\"b\"] instance of range<tUrgency>", "true")]
    [InlineData("(function(u: tUrgency) 1) instance of function<string>->number", "true")]
    [InlineData("(function(u: tUrgency) 1) instance of function<number>->number", "false")]
    public void The_form_of_a_type_is_without_allowed_values_all_the_way_down(string question, string expected) =>
        Assert.Equal(expected, Dmn.Decide(Types + Dmn.Decision("Asks", Dmn.Literal(question)), "Asks"));

    [Theory]
    [InlineData("(function(u: tUrgency) u)(\"urgent\")", "\"urgent\"")]
    [InlineData("(function(u: tUrgency) u)(\"soon\")", "null")]
    [InlineData("(function(u: list<tUrgency>) u)([\"urgent\", \"soon\"])", "null")]
    public void An_argument_that_is_none_of_the_allowed_values_of_its_parameter_comes_in_as_null(string call, string expected) =>
        Assert.Equal(expected, Dmn.Decide(Types + Dmn.Decision("Asks", Dmn.Literal(call)), "Asks"));

    [Theory]
    [InlineData("\"later\"", "\"later\"")]
    [InlineData("\"urgent\"", "null")]
    [InlineData("5", "null")]
    public void The_allowed_values_of_a_type_are_its_complete_range_also_where_its_base_lists_others(string value, string expected) =>
        Assert.Equal(expected, Dmn.Decide(
            Types + """<itemDefinition name="tPlan"><typeRef>tUrgency</typeRef><allowedValues><text>"now", "later"</text></allowedValues></itemDefinition>"""
            + Dmn.Decision("Plan", Dmn.Literal(value), "tPlan"), "Plan"));

    private const string Chooser = """<itemDefinition name="tChooser"><functionItem outputTypeRef="tUrgency"><parameters name="word"/></functionItem></itemDefinition>""";

    [Theory]
    [InlineData("function(word: tUrgency) word", "[\"urgent\", null]")]
    [InlineData("function(word, other) word", "[null, null]")]
    public void A_function_type_says_nothing_of_a_parameter_without_a_type(string function, string expected) =>
        Assert.Equal(expected, Dmn.Decide(
            Types + Chooser + Dmn.Decision("Choose", Dmn.Literal(function), "tChooser") + Dmn.Decision("Asks", Dmn.Literal("[Choose(\"urgent\"), Choose(\"soon\")]"), null, "Choose"), "Asks"));

    [Fact]
    public void What_a_defined_function_gives_holds_to_the_type_on_its_definition()
    {
        const string Body = """<formalParameter name="word"/><literalExpression><text>word</text></literalExpression>""";
        var asks = Dmn.Literal("[Choose(\"urgent\"), Choose(\"soon\")]");
        Assert.Equal("[\"urgent\", null]", Dmn.Decide(
            Types + Chooser + Dmn.Decision("Choose", $"""<functionDefinition typeRef="tChooser">{Body}</functionDefinition>""") + Dmn.Decision("Asks", asks, null, "Choose"), "Asks"));
        Assert.Equal("[\"urgent\", null]", Dmn.Decide(
            Types + Chooser + $"""<businessKnowledgeModel id="choose" name="Choose"><encapsulatedLogic typeRef="tChooser">{Body}</encapsulatedLogic></businessKnowledgeModel>"""
            + Dmn.Decision("Asks", asks, null, "+choose"), "Asks"));
    }

    [Theory]
    [InlineData("\"urgent\"", "\"urgent\"")]
    [InlineData("\"soon\"", "null")]
    public void What_comes_in_for_a_service_holds_to_the_type_of_the_service(string word, string expected) =>
        Assert.Equal(expected, Dmn.Decide(
            Types + """<itemDefinition name="tAsked"><functionItem><parameters name="Word" typeRef="tUrgency"/></functionItem></itemDefinition>"""
            + Dmn.Decision("Word", Dmn.Literal("\"normal\"")) + Dmn.Decision("Echo", Dmn.Literal("Word"), null, "Word")
            + """<decisionService id="s" name="Asked"><variable name="Asked" typeRef="tAsked"/><outputDecision href="#Echo"/><inputDecision href="#Word"/></decisionService>""",
            "Asked", $"{{ Word: {word} }}"));

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20240513/MODEL/")]
    public void Every_edition_is_read_and_types_may_have_a_prefix(string edition)
    {
        var xml = $"""
            <d:definitions xmlns:d="{edition}" xmlns:own="urn:own" xmlns:feel="http://www.omg.org/spec/FEEL/20140401" namespace="urn:own" name="m">
              <d:itemDefinition name="tDays"><d:typeRef>feel:number</d:typeRef></d:itemDefinition>
              <d:decision id="d" name="D"><d:variable name="D" typeRef="own:tDays"/><d:literalExpression><d:text>[7]</d:text></d:literalExpression></d:decision>
            </d:definitions>
            """;
        var read = Signaalketen.Engine.Decisions.DmnReader.Read(xml);
        Assert.Empty(read.Problems);
        Assert.Equal("7", read.Model!.Ask("D").Value.ToString());
    }

    [Theory]
    [InlineData(":number")]
    [InlineData("list<numberX")]
    [InlineData("list(number>")]
    [InlineData("pile<number>")]
    [InlineData("list<tNowhere>")]
    [InlineData("pace:tGone")]
    [InlineData("Other.tGone")]
    [InlineData("OtherXtPace")]
    [InlineData("tPace")]
    public void A_name_that_no_file_gives_a_type_is_refused(string type)
    {
        var other = Dmn.Xml("""<itemDefinition name="tPace"><typeRef>string</typeRef></itemDefinition>""", "urn:other");
        var problem = Assert.Single(Dmn.Read(
            $"""<import name="Other" namespace="urn:other"/><decision id="D" name="D"><variable xmlns:pace="urn:other" name="D" typeRef="{System.Security.SecurityElement.Escape(type)}"/></decision>""", other).Problems);
        Assert.Equal(("dmn.type-unknown", "D"), (problem.Rule, problem.Element));
    }

    [Theory]
    [InlineData("date", "[\"later\", null]")]
    [InlineData("own:date", "[\"later\", null]")]
    [InlineData("feel:date", "[null, @\"2027-01-04\"]")]
    [InlineData("dmn:date", "[null, @\"2027-01-04\"]")]
    [InlineData("dmn:tWord", "[\"later\", null]")]
    [InlineData("own:tWord", "[\"later\", null]")]
    public void A_prefix_says_whether_a_type_is_of_the_language_or_of_the_model(string type, string expected)
    {
        var xml = $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:dmn="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:feel="https://www.omg.org/spec/DMN/20230324/FEEL/" xmlns:own="urn:own" namespace="urn:own">
              <itemDefinition name="date"><typeRef>string</typeRef></itemDefinition><itemDefinition name="tWord"><typeRef>string</typeRef></itemDefinition>
              {Dmn.Decision("Word", Dmn.Literal("\"later\""), type)}{Dmn.Decision("Day", Dmn.Literal("@\"2027-01-04\""), type)}{Dmn.Decision("Both", Dmn.Literal("[Word, Day]"), null, "Word", "Day")}
            </definitions>
            """;
        var read = Signaalketen.Engine.Decisions.DmnReader.Read(xml);
        Assert.Empty(read.Problems);
        Assert.Equal(expected, read.Model!.Ask("Both").Value.ToString());
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "dmn.type-cycle")]
    public void A_type_is_defined_by_way_of_a_hundred_others_at_most(int length, string? rule)
    {
        var chain = string.Concat(Enumerable.Range(1, length).Select(at => $"""<itemDefinition name="t{at}"><typeRef>{(at == length ? "number" : $"t{at + 1}")}</typeRef></itemDefinition>"""));
        Assert.Equal(rule, Dmn.Read(chain + Dmn.Decision("D", Dmn.Literal("1"))).Problems.SingleOrDefault()?.Rule);
    }

    [Fact]
    public void A_file_may_define_any_number_of_types_next_to_each_other()
    {
        var many = string.Concat(Enumerable.Range(1, 150).Select(at => $"""<itemDefinition name="t{at}"><typeRef>number</typeRef></itemDefinition>"""));
        Assert.Equal("null", Dmn.Decide(many + Dmn.Decision("D", Dmn.Literal("\"5\""), "t150"), "D"));
    }

    [Fact]
    public void Allowed_values_may_be_a_test_that_is_no_list() =>
        Assert.Equal("[null, 20]", Dmn.Decide(
            """<itemDefinition name="tMany"><typeRef>number</typeRef><allowedValues><text>&gt; 15</text></allowedValues></itemDefinition>"""
            + Dmn.Decision("Few", Dmn.Literal("10"), "tMany") + Dmn.Decision("Many", Dmn.Literal("20"), "tMany") + Dmn.Decision("Both", Dmn.Literal("[Few, Many]"), null, "Few", "Many"), "Both"));

    [Fact]
    public void A_type_that_is_not_there_or_goes_round_in_a_circle_is_refused()
    {
        Assert.Equal("dmn.type-unknown", Assert.Single(Dmn.Read(Dmn.Decision("D", Dmn.Literal("1"), "tNowhere")).Problems).Rule);
        var circle = """<itemDefinition name="a"><typeRef>b</typeRef></itemDefinition><itemDefinition name="b"><itemComponent name="x"><typeRef>a</typeRef></itemComponent></itemDefinition>""";
        Assert.Equal("dmn.type-cycle", Assert.Single(Dmn.Read(circle + Dmn.Decision("D", Dmn.Literal("1"), "a")).Problems).Rule);
    }
}
