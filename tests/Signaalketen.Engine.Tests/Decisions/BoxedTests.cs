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

    private static string Context(params (string Name, string Feel)[] entries) => "<context>" + string.Concat(entries.Select(entry =>
        $"<contextEntry>{(entry.Name.Length == 0 ? "" : $"<variable name=\"{entry.Name}\"/>")}{Dmn.Literal(entry.Feel)}</contextEntry>")) + "</context>";

    private static string Plain(string feel) => feel.Replace("\"", "", StringComparison.Ordinal);
}
