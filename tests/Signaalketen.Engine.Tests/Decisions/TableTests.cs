namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>Decision tables (DMN 1.5, clause 8), with invented terms.</summary>
public sealed class TableTests
{
    private const string Rows = "-:\"later\"|>=2:\"soon\"|>=5:\"now\"";

    [Theory]
    [InlineData("UNIQUE", "1", "\"later\"")]
    [InlineData("UNIQUE", "3", "null")]
    [InlineData("FIRST", "7", "\"later\"")]
    [InlineData("ANY", "1", "\"later\"")]
    [InlineData("ANY", "7", "null")]
    [InlineData("PRIORITY", "7", "\"now\"")]
    [InlineData("RULE ORDER", "7", "[\"later\", \"soon\", \"now\"]")]
    [InlineData("OUTPUT ORDER", "7", "[\"now\", \"soon\", \"later\"]")]
    [InlineData("COLLECT", "3", "[\"later\", \"soon\"]")]
    public void The_hit_policy_says_what_becomes_of_several_hits(string policy, string days, string expected) =>
        Assert.Equal(expected, Dmn.Decide(Table(policy, Rows, values: "\"now\", \"soon\", \"later\""), "Pace", $"{{ days: {days} }}"));

    [Theory]
    [InlineData("SUM", "17")]
    [InlineData("MIN", "2")]
    [InlineData("MAX", "10")]
    [InlineData("COUNT", "3")]
    public void A_collection_can_be_made_into_one_number(string aggregation, string expected) =>
        Assert.Equal(expected, Dmn.Decide(Table($"COLLECT\" aggregation=\"{aggregation}", "-:10|-:5|>1:2"), "Pace", "{ days: 2 }"));

    [Theory]
    [InlineData("UNIQUE", "null")]
    [InlineData("PRIORITY", "null")]
    [InlineData("COLLECT", "[]")]
    [InlineData("RULE ORDER", "[]")]
    [InlineData("COLLECT\" aggregation=\"COUNT", "0")]
    [InlineData("COLLECT\" aggregation=\"SUM", "null")]
    public void No_hit_gives_what_the_policy_makes_of_nothing(string policy, string expected) =>
        Assert.Equal(expected, Dmn.Decide(Table(policy, ">5:1"), "Pace", "{ days: 2 }"));

    [Fact]
    public void No_hit_gives_the_default_where_one_is_written() =>
        Assert.Equal("3", Dmn.Decide(Table("UNIQUE", ">5:1", standard: "1 + 2"), "Pace", "{ days: 2 }"));

    [Fact]
    public void Several_outputs_are_one_context_and_order_by_the_first_column_before_the_next()
    {
        var table = Dmn.Input("days") + Dmn.Decision("Pace", """
            <decisionTable hitPolicy="OUTPUT ORDER">
              <input><inputExpression><text>days</text></inputExpression></input>
              <output name="who"><outputValues><text>"deputy", "owner"</text></outputValues></output>
              <output name="by"><outputValues><text>"phone", "mail"</text></outputValues></output>
              <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"owner"</text></outputEntry><outputEntry><text>"phone"</text></outputEntry></rule>
              <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"deputy"</text></outputEntry><outputEntry><text>"mail"</text></outputEntry></rule>
              <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"deputy"</text></outputEntry><outputEntry><text>"phone"</text></outputEntry></rule>
            </decisionTable>
            """, needs: "!days");
        Assert.Equal(
            "[{who: \"deputy\", by: \"phone\"}, {who: \"deputy\", by: \"mail\"}, {who: \"owner\", by: \"phone\"}]", Dmn.Decide(table, "Pace", "{ days: 1 }"));
    }

    [Fact]
    public void A_table_without_values_takes_its_priorities_from_the_type_of_the_output()
    {
        var type = """<itemDefinition name="tPace"><typeRef>string</typeRef><allowedValues><text>"now", "soon", "later"</text></allowedValues></itemDefinition>""";
        Assert.Equal("\"now\"", Dmn.Decide(type + Table("PRIORITY", Rows, type: "tPace"), "Pace", "{ days: 7 }"));
    }

    [Fact]
    public void An_input_value_that_the_table_does_not_allow_counts_as_null_and_says_so()
    {
        var table = Dmn.Input("days") + Dmn.Decision("Pace", """
            <decisionTable>
              <input label="Days"><inputExpression><text>days</text></inputExpression><inputValues><text>[1..10]</text></inputValues></input>
              <output/>
              <rule><inputEntry><text>null</text></inputEntry><outputEntry><text>"unknown"</text></outputEntry></rule>
              <rule><inputEntry><text>&gt; 0</text></inputEntry><outputEntry><text>"any"</text></outputEntry></rule>
            </decisionTable>
            """, needs: "!days");
        var model = Dmn.Model(table);
        Assert.Equal("\"any\"", model.Ask("Pace", "{ days: 10 }").Value.ToString());
        var refused = model.Ask("Pace", "{ days: 11 }");
        Assert.Equal("\"unknown\"", refused.Value.ToString());
        Assert.Contains("'Days' has a value that the table does not allow.", refused.Diagnostics);
    }

    [Fact]
    public void A_test_may_use_the_input_as_a_question_mark_and_other_variables() =>
        Assert.Equal("\"odd\"", Dmn.Decide(Dmn.Input("days") + Dmn.Input("limit") + Dmn.Decision("Pace", """
            <decisionTable hitPolicy="FIRST">
              <input><inputExpression typeRef="number"><text>days * 2</text></inputExpression></input>
              <output/>
              <rule><inputEntry><text>&lt; limit</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
              <rule><inputEntry><text>odd(? / 2), 100</text></inputEntry><outputEntry><text>"odd"</text></outputEntry></rule>
            </decisionTable>
            """, needs: ["!days", "!limit"]), "Pace", "{ days: 5, limit: 10 }"));

    [Theory]
    [InlineData("\"mail\", \"phone\"", "\"phone\"", "\"phone\"")]
    [InlineData("\"mail\", \"phone\"", "\"pigeon\"", "null")]
    [InlineData("\"mail\", \"phone\"", "null", "null")]
    [InlineData("string length(?) > 4", "\"phone\"", "\"phone\"")]
    [InlineData("string length(?) > 4", "\"mail\"", "null")]
    [InlineData("-", "\"pigeon\"", "\"pigeon\"")]
    [InlineData("", "\"pigeon\"", "\"pigeon\"")]
    public void An_output_that_is_not_among_the_values_of_its_column_is_null_and_the_others_stay(string values, string by, string expected)
    {
        var model = Dmn.Model(Dmn.Input("days") + Dmn.Decision("Pace", $"""
            <decisionTable>
              <input><inputExpression><text>days</text></inputExpression></input>
              <output name="who"/><output name="by"><outputValues><text>{System.Security.SecurityElement.Escape(values)}</text></outputValues></output>
              <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"owner"</text></outputEntry><outputEntry><text>{by}</text></outputEntry></rule>
            </decisionTable>
            """, needs: "!days"));
        var answer = model.Ask("Pace", "{ days: 1 }");
        Assert.Equal($"{{who: \"owner\", by: {expected}}}", answer.Value.ToString());
        Assert.Equal(expected == "null" && by != "null", answer.Diagnostics.Any(line => line.Contains("'by'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("U", "UNIQUE")]
    [InlineData("A", "ANY")]
    [InlineData("P", "PRIORITY")]
    [InlineData("F", "FIRST")]
    [InlineData("R", "RULE ORDER")]
    [InlineData("O", "OUTPUT ORDER")]
    [InlineData("C", "COLLECT")]
    [InlineData("C+", "COLLECT\" aggregation=\"SUM")]
    [InlineData("C&lt;", "COLLECT\" aggregation=\"MIN")]
    [InlineData("C&gt;", "COLLECT\" aggregation=\"MAX")]
    [InlineData("C#", "COLLECT\" aggregation=\"COUNT")]
    [InlineData("C\" aggregation=\"SUM", "COLLECT\" aggregation=\"SUM")]
    [InlineData("C\" aggregation=\"MIN", "COLLECT\" aggregation=\"MIN")]
    [InlineData("C\" aggregation=\"MAX", "COLLECT\" aggregation=\"MAX")]
    [InlineData("C\" aggregation=\"COUNT", "COLLECT\" aggregation=\"COUNT")]
    public void A_hit_policy_may_be_written_by_its_letter(string letter, string name)
    {
        const string rows = "-:10|-:5|>1:5";
        Assert.Equal(Dmn.Decide(Table(name, rows, values: "5, 10"), "Pace", "{ days: 2 }"), Dmn.Decide(Table(letter, rows, values: "5, 10"), "Pace", "{ days: 2 }"));
    }

    [Theory]
    [InlineData("string", "null")]
    [InlineData("number", "5")]
    public void A_cell_may_have_a_type_of_its_own(string type, string expected) => Assert.Equal(expected, Dmn.Decide(Dmn.Decision("Pace", $"""
        <decisionTable><output/><rule><outputEntry typeRef="{type}"><text>2 + 3</text></outputEntry></rule></decisionTable>
        """), "Pace"));

    [Theory]
    [InlineData("UNIQUE")]
    [InlineData("FIRST")]
    [InlineData("PRIORITY")]
    [InlineData("ANY")]
    public void One_answer_may_be_of_any_type(string policy) => Assert.Equal("true", Dmn.Decide(Table(policy, "-:true"), "Pace", "{ days: 2 }"));

    [Fact]
    public void Rules_that_should_agree_and_do_not_are_told() =>
        Assert.Equal(
            "Rules of a table match with different outputs where all must be the same.", Assert.Single(Dmn.Model(Table("ANY", Rows)).Ask("Pace", "{ days: 7 }").Diagnostics));

    [Fact]
    public void Rules_of_which_one_may_hold_are_told_with_their_number() =>
        Assert.Equal("3 rules of a table match where only one may.", Assert.Single(Dmn.Model(Table("UNIQUE", Rows)).Ask("Pace", "{ days: 7 }").Diagnostics));

    [Fact]
    public void Behind_the_first_rule_that_holds_nothing_is_worked_out()
    {
        var answer = Dmn.Model(Table("FIRST", "-:1|-:1 / 0")).Ask("Pace", "{ days: 2 }");
        Assert.Equal("1", answer.Value.ToString());
        Assert.Empty(answer.Diagnostics);
    }

    [Theory]
    [InlineData("PRIORITY", "\"soon\"")]
    [InlineData("OUTPUT ORDER", "[\"soon\", null]")]
    public void A_value_that_is_not_among_the_priorities_comes_last(string policy, string expected) =>
        Assert.Equal(expected, Dmn.Decide(Table(policy, "-:\"never\"|-:\"soon\"", values: "\"now\", \"soon\""), "Pace", "{ days: 7 }"));

    [Fact]
    public void A_column_that_allows_everything_takes_its_priorities_from_its_type()
    {
        var type = """<itemDefinition name="tPace"><typeRef>string</typeRef><allowedValues><text>"now", "soon", "later"</text></allowedValues></itemDefinition>""";
        Assert.Equal("\"now\"", Dmn.Decide(type + Table("PRIORITY", Rows, values: "-", type: "tPace"), "Pace", "{ days: 7 }"));
    }

    [Fact]
    public void Values_that_are_a_test_and_no_list_are_sound()
    {
        var model = Dmn.Model(Table("PRIORITY", "-:10|-:20", values: "&gt; 15"));
        Assert.Equal("20", Dmn.Model(Table("FIRST", ">5:10|-:20", values: "&gt; 15")).Ask("Pace", "{ days: 2 }").Value.ToString());
        Assert.Equal("A rule gives the output a value that its column does not allow.", Assert.Single(model.Ask("Pace", "{ days: 2 }").Diagnostics));
    }

    [Fact]
    public void An_output_without_a_name_is_told_as_the_output() =>
        Assert.StartsWith("'output' must be number;", Assert.Single(Dmn.Model(Table("FIRST", "-:\"soon\"", type: "number")).Ask("Pace", "{ days: 2 }").Diagnostics), StringComparison.Ordinal);

    [Theory]
    [InlineData("<defaultOutputEntry><text>\"owner\"</text></defaultOutputEntry>", "", "{who: \"owner\", by: null}")]
    [InlineData("", "<defaultOutputEntry><text>\"mail\"</text></defaultOutputEntry>", "{who: null, by: \"mail\"}")]
    [InlineData("", "", "null")]
    public void A_column_without_a_default_is_null_where_another_has_one(string who, string by, string expected) =>
        Assert.Equal(expected, Dmn.Decide(
            Dmn.Decision("Pace", $"""<decisionTable><output name="who">{who}</output><output name="by">{by}</output></decisionTable>"""), "Pace"));

    private static string Table(string policy, string rows, string? values = null, string? standard = null, string? type = null)
    {
        var rules = rows.Split('|').Select(row => row.Split(':'))
            .Select(cells => $"<rule><inputEntry><text>{System.Security.SecurityElement.Escape(cells[0])}</text></inputEntry><outputEntry><text>{cells[1]}</text></outputEntry></rule>");
        return Dmn.Input("days", "number") + Dmn.Decision("Pace", $"""
            <decisionTable hitPolicy="{policy}">
              <input><inputExpression typeRef="number"><text>days</text></inputExpression></input>
              <output{(type is null ? "" : $" typeRef=\"{type}\"")}>
                {(values is null ? "" : $"<outputValues><text>{values}</text></outputValues>")}
                {(standard is null ? "" : $"<defaultOutputEntry><text>{standard}</text></defaultOutputEntry>")}
              </output>
              {string.Concat(rules)}
            </decisionTable>
            """, needs: "!days");
    }
}
