namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>Boxed expressions (DMN 1.5, clauses 7.3 and 10.2).</summary>
public sealed class BoxedTests
{
    [Fact]
    public void A_context_gives_its_entries_each_of_which_sees_the_earlier_ones() =>
        Assert.Equal("{working days: 5, with margin: 7}", Plain(Dmn.Decide(Dmn.Decision("Term", Context(("working days", "2 + 3"), ("with margin", "working days + 2"))), "Term")));

    [Fact]
    public void A_context_with_a_result_gives_only_that() =>
        Assert.Equal("10", Dmn.Decide(Dmn.Decision("Term", Context(("working days", "5"), ("", "working days * 2"))), "Term"));

    [Fact]
    public void A_function_in_a_context_can_be_called_by_later_entries_and_by_itself() =>
        Assert.Equal("120", Dmn.Decide(Dmn.Decision("Rounds", $"""
            <context>
              <contextEntry><variable name="down"/><functionDefinition><formalParameter name="n" typeRef="number"/>{Dmn.Literal("if n <= 1 then 1 else n * down(n - 1)")}</functionDefinition></contextEntry>
              <contextEntry>{Dmn.Literal("down(5)")}</contextEntry>
            </context>
            """), "Rounds"));

    [Fact]
    public void A_list_and_a_relation_are_lists() =>
        Assert.Equal(
            "[1, [{step: \"triage\", days: 5}, {step: \"weighing\", days: 15}]]",
            Dmn.Decide(Dmn.Decision("Terms", $"""
                <list>
                  {Dmn.Literal("1")}
                  <relation>
                    <column name="step"/><column name="days" typeRef="number"/>
                    <row>{Dmn.Literal("\"triage\"")}{Dmn.Literal("5")}</row>
                    <row>{Dmn.Literal("\"weighing\"")}{Dmn.Literal("10 + 5")}</row>
                  </relation>
                </list>
                """), "Terms"));

    [Fact]
    public void An_invocation_binds_values_by_the_names_of_the_parameters() =>
        Assert.Equal("8", Dmn.Decide(
            """<businessKnowledgeModel id="wait" name="Wait"><variable name="Wait"/><encapsulatedLogic><formalParameter name="first days"/><formalParameter name="more"/><literalExpression><text>first days - more</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"""
            + Dmn.Decision("Term", $"""
                <invocation>{Dmn.Literal("Wait")}
                  <binding><parameter name="more"/>{Dmn.Literal("2")}</binding>
                  <binding><parameter name="first days"/>{Dmn.Literal("10")}</binding>
                </invocation>
                """, needs: "+wait"), "Term"));

    [Theory]
    [InlineData("true", "\"2 hours\"")]
    [InlineData("false", "\"2 days\"")]
    [InlineData("null", "\"2 days\"")]
    public void A_conditional_takes_one_of_two_ways(string urgent, string expected) =>
        Assert.Equal(expected, Dmn.Decide(Dmn.Input("urgent") + Dmn.Decision(
            "Term", $"<conditional><if>{Dmn.Literal("urgent")}</if><then>{Dmn.Literal("\"2 hours\"")}</then><else>{Dmn.Literal("\"2 days\"")}</else></conditional>", needs: "!urgent"), "Term", $"{{ urgent: {urgent} }}"));

    [Theory]
    [InlineData("<filter><in>{0}</in><match>{1}</match></filter>", "[1, 5, 15]", "item > 4", "[5, 15]")]
    [InlineData("<for iteratorVariable=\"d\"><in>{0}</in><return>{1}</return></for>", "[1, 5]", "d * 2 + count(partial)", "[2, 11]")]
    [InlineData("<some iteratorVariable=\"d\"><in>{0}</in><satisfies>{1}</satisfies></some>", "[1, 5]", "d > 4", "true")]
    [InlineData("<every iteratorVariable=\"d\"><in>{0}</in><satisfies>{1}</satisfies></every>", "[1, 5]", "d > 4", "false")]
    public void Lists_are_walked_through(string boxed, string domain, string each, string expected) =>
        Assert.Equal(expected, Dmn.Decide(Dmn.Decision("Term", string.Format(System.Globalization.CultureInfo.InvariantCulture, boxed, Dmn.Literal(domain), Dmn.Literal(each))), "Term"));

    [Fact]
    public void A_function_definition_is_a_value_that_another_decision_can_call() =>
        Assert.Equal("12", Dmn.Decide(
            Dmn.Input("margin") + Dmn.Decision("Longer", $"""<functionDefinition><formalParameter name="days"/>{Dmn.Literal("days + margin")}</functionDefinition>""", needs: "!margin")
            + Dmn.Decision("Term", Dmn.Literal("Longer(10)"), needs: "Longer"), "Term", "{ margin: 2 }"));

    [Theory]
    [InlineData("Java")]
    [InlineData("PMML")]
    public void Code_outside_the_engine_is_refused_and_gives_null_when_it_is_tried(string kind)
    {
        var read = Dmn.Read(Dmn.Decision("Term", $"""<functionDefinition kind="{kind}">{Dmn.Literal("{class: \"x\"}")}</functionDefinition>"""));
        Assert.Equal("dmn.function-kind", Assert.Single(read.Problems).Rule);
        Assert.True(read.Model!.Ask("Term").Value.IsNull);
    }

    [Theory]
    [InlineData("<literalExpression typeRef=\"number\"><text>\"5\"</text></literalExpression>", "'literalExpression' must be number")]
    [InlineData("<literalExpression label=\"Days\" typeRef=\"number\"><text>\"5\"</text></literalExpression>", "'Days' must be number")]
    [InlineData("<list typeRef=\"string\"><literalExpression><text>5</text></literalExpression><literalExpression><text>6</text></literalExpression></list>", "'list' must be string")]
    [InlineData("<context typeRef=\"number\"/>", "'context' must be number")]
    [InlineData("<conditional><if/><then/><else><literalExpression typeRef=\"number\"><text>\"5\"</text></literalExpression></else></conditional>", "'literalExpression' must be number")]
    public void An_expression_holds_to_a_type_of_its_own(string boxed, string told)
    {
        var answer = Dmn.Model(Dmn.Decision("Term", boxed)).Ask("Term");
        Assert.True(answer.Value.IsNull);
        Assert.Contains(told, Assert.Single(answer.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public void The_entries_of_a_context_and_the_cells_of_a_relation_hold_to_their_types()
    {
        var context = Dmn.Model(Dmn.Decision("Term", $"""<context><contextEntry><variable name="days" typeRef="number"/>{Dmn.Literal("\"5\"")}</contextEntry></context>""")).Ask("Term");
        Assert.Equal(("{days: null}", true), (context.Value.ToString(), context.Diagnostics[0].Contains("'days' must be number", StringComparison.Ordinal)));
        var relation = Dmn.Model(Dmn.Decision("Term", $"""<relation><column name="days" typeRef="number"/><row>{Dmn.Literal("\"5\"")}</row><row>{Dmn.Literal("6")}</row></relation>""")).Ask("Term");
        Assert.Equal(("[{days: null}, {days: 6}]", true), (relation.Value.ToString(), relation.Diagnostics[0].Contains("'days' must be number", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<binding><parameter name=\"days\"/><literalExpression><text>5</text></literalExpression></binding>", "6", null)]
    [InlineData("<binding><parameter name=\"days\" typeRef=\"string\"/><literalExpression><text>5</text></literalExpression></binding>", "null", "'days' must be string")]
    [InlineData("<binding><parameter name=\"weeks\"/><literalExpression><text>5</text></literalExpression></binding>", "null", "no place for 'weeks'")]
    [InlineData("<binding><literalExpression><text>5</text></literalExpression></binding>", "null", "no place for ''")]
    [InlineData("", "null", "takes 1 values, not 0")]
    public void What_an_invocation_binds_must_be_a_parameter_of_what_it_calls(string bindings, string expected, string? told)
    {
        var answer = Dmn.Model(
            """<businessKnowledgeModel id="longer" name="Longer"><encapsulatedLogic><formalParameter name="days"/><literalExpression><text>days + 1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"""
            + Dmn.Decision("Term", $"<invocation>{Dmn.Literal("Longer")}{bindings}</invocation>", needs: "+longer")).Ask("Term");
        Assert.Equal(expected, answer.Value.ToString());
        Assert.Equal(told is not null, answer.Diagnostics.Any(line => line.Contains(told ?? "", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_invocation_without_bindings_calls_what_takes_no_values() =>
        Assert.Equal("5", Dmn.Decide(
            """<businessKnowledgeModel id="plain" name="Plain"><encapsulatedLogic><literalExpression><text>5</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"""
            + Dmn.Decision("Term", $"<invocation>{Dmn.Literal("Plain")}</invocation>", needs: "+plain"), "Term"));

    [Fact]
    public void What_is_no_function_cannot_be_invoked() =>
        Assert.Equal("A number cannot be called.", Assert.Single(Dmn.Model(Dmn.Decision("Term", $"<invocation>{Dmn.Literal("5")}</invocation>")).Ask("Term").Diagnostics));

    [Fact]
    public void The_variable_of_an_iteration_may_have_a_sign_in_its_name() =>
        Assert.Equal("[2, 10]", Dmn.Decide(
            Dmn.Decision("Term", $"""<for iteratorVariable="each-day"><in>{Dmn.Literal("[1, 5]")}</in><return>{Dmn.Literal("each-day * 2")}</return></for>"""), "Term"));

    [Fact]
    public void An_entry_and_a_parameter_may_have_a_sign_in_their_names() =>
        Assert.Equal("6", Dmn.Decide(Dmn.Decision("Term", $"""
            <context>
              <contextEntry><variable name="after-care"/><functionDefinition><formalParameter name="in-take"/>{Dmn.Literal("in-take + 1")}</functionDefinition></contextEntry>
              <contextEntry>{Dmn.Literal("after-care(5)")}</contextEntry>
            </context>
            """), "Term"));

    [Theory]
    [InlineData("label=\"Stretch\"", "Stretch")]
    [InlineData("", "function")]
    public void A_function_definition_is_known_by_its_label(string label, string name) =>
        Assert.Equal(name, Dmn.Decide(Dmn.Decision("Term", $"<functionDefinition {label}>{Dmn.Literal("1")}</functionDefinition>"), "Term"));

    private static string Context(params (string Name, string Feel)[] entries) => "<context>" + string.Concat(entries.Select(entry =>
        $"<contextEntry>{(entry.Name.Length == 0 ? "" : $"<variable name=\"{entry.Name}\"/>")}{Dmn.Literal(entry.Feel)}</contextEntry>")) + "</context>";

    private static string Plain(string feel) => feel.Replace("\"", "", StringComparison.Ordinal);
}
