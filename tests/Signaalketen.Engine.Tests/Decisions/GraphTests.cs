namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>Requirements, services and imports (DMN 1.5, clauses 6.2, 6.3 and 10.4).</summary>
public sealed class GraphTests
{
    private const string Service = """
        <decisionService id="service" name="Planning"><variable name="Planning"/>
          <outputDecision href="#Term"/><encapsulatedDecision href="#Term"/><inputDecision href="#Pace"/><inputData href="#days"/></decisionService>
        """;

    private static readonly string Chain = Dmn.Input("days", "number") + Dmn.Decision("Pace", Dmn.Literal("if days > 5 then 2 else 1"), needs: "!days")
        + Dmn.Decision("Term", Dmn.Literal("days / Pace"), needs: ["!days", "Pace"]);

    [Fact]
    public void A_decision_uses_the_decisions_it_requires() => Assert.Equal("5", Dmn.Decide(Chain, "Term", "{ days: 10 }"));

    [Fact]
    public void A_decision_sees_nothing_that_it_does_not_require()
    {
        var answer = Dmn.Model(Chain + Dmn.Decision("Blind", Dmn.Literal("days"), needs: "Pace")).Ask("Blind", "{ days: 10 }");
        Assert.True(answer.Value.IsNull);
        Assert.Contains("'days'", Assert.Single(answer.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_decision_does_not_need_is_not_evaluated() =>
        Assert.Empty(Dmn.Model(Chain + Dmn.Decision("Broken", Dmn.Literal("1 / 0"))).Ask("Term", "{ days: 10 }").Diagnostics);

    [Fact]
    public void Each_decision_is_evaluated_once_however_many_need_it()
    {
        // Every level requires the one before it twice over; evaluating per requirement would take 2^60 rounds.
        var levels = Enumerable.Range(1, 60).Select(level => Dmn.Decision($"L{level}", Dmn.Literal($"L{level - 1} + M{level - 1}"), null, $"L{level - 1}", $"M{level - 1}")
            + Dmn.Decision($"M{level}", Dmn.Literal($"L{level - 1}"), null, $"L{level - 1}", $"M{level - 1}"));
        var model = Dmn.Model(Dmn.Decision("L0", Dmn.Literal("1")) + Dmn.Decision("M0", Dmn.Literal("0")) + string.Concat(levels));
        Assert.Equal("2504730781961", model.Ask("L60").Value.ToString());
    }

    [Fact]
    public void A_chain_of_thousands_of_decisions_takes_no_stack()
    {
        var chain = Enumerable.Range(1, 4_000).Select(at => Dmn.Decision($"D{at}", Dmn.Literal($"D{at - 1} + 1"), null, $"D{at - 1}"));
        Assert.Equal("4000", Dmn.Decide(Dmn.Decision("D0", Dmn.Literal("0")) + string.Concat(chain), "D4000"));
    }

    [Fact]
    public void Knowledge_sees_the_knowledge_it_requires_and_may_call_itself() =>
        Assert.Equal("64", Dmn.Decide(
            Knowledge("double", "n", "n * 2") + Knowledge("grow", "n", "if n > 50 then n else grow(double(n))", "+double") + Dmn.Decision("Term", Dmn.Literal("grow(1)"), needs: "+grow"), "Term"));

    [Fact]
    public void Knowledge_that_never_stops_calling_itself_ends_with_a_diagnostic()
    {
        var answer = Dmn.Model(Knowledge("forever", "n", "forever(n + 1)") + Dmn.Decision("Term", Dmn.Literal("forever(1)"), needs: "+forever")).Ask("Term");
        Assert.True(answer.Value.IsNull);
        Assert.NotEmpty(answer.Diagnostics);
    }

    [Fact]
    public void A_service_takes_its_input_decisions_from_outside() =>
        Assert.Equal("2.5", Dmn.Decide(Chain + Service, "Planning", "{ days: 10, Pace: 4 }"));

    [Theory]
    [InlineData("Planning(20, 4)", "5")]
    [InlineData("Planning(Pace: 5, days: 20)", "4")]
    [InlineData("Planning(20)", "null")]
    [InlineData("Planning(20, 4, 1)", "null")]
    public void A_service_is_called_as_a_function_input_data_first(string call, string expected) =>
        Assert.Equal(expected, Dmn.Decide(Chain + Service + Dmn.Decision("Asks", Dmn.Literal(call), needs: "+service"), "Asks"));

    [Fact]
    public void A_service_with_several_outputs_gives_a_context() =>
        Assert.Equal("{Term: 5, Pace: 2}", Dmn.Decide(
            Chain + """<decisionService id="s" name="Both"><outputDecision href="#Term"/><outputDecision href="#Pace"/><inputData href="#days"/></decisionService>""", "Both", "{ days: 10 }"));

    [Fact]
    public void A_service_that_calls_itself_ends_with_a_diagnostic()
    {
        var answer = Dmn.Model(Dmn.Input("n") + Dmn.Decision("Round", Dmn.Literal("Again(n + 1)"), needs: ["!n", "+again"])
            + """<decisionService id="again" name="Again"><outputDecision href="#Round"/><inputData href="#n"/></decisionService>""").Ask("Again", "{ n: 1 }");
        Assert.True(answer.Value.IsNull);
        Assert.NotEmpty(answer.Diagnostics);
    }

    [Fact]
    public void Requirements_in_a_circle_are_refused_and_do_not_hang()
    {
        var read = Dmn.Read(Dmn.Decision("Hen", Dmn.Literal("Egg"), needs: "Egg") + Dmn.Decision("Egg", Dmn.Literal("Hen"), needs: "Hen"));
        // It is cut where it closes: walking from the first, the egg asks for what was passed.
        var problem = Assert.Single(read.Problems);
        Assert.Equal(("dmn.cycle", "Egg"), (problem.Rule, problem.Element));
        Assert.True(read.Model!.Ask("Hen").Value.IsNull);
    }

    [Fact]
    public void Each_circle_is_told_once_and_nobody_else_is_blamed()
    {
        var read = Dmn.Read(
            Dmn.Decision("Start", Dmn.Literal("1"), null, "Left") + Dmn.Decision("Asks", Dmn.Literal("6"), null, "Start", "Left", "Right", "Self", "Sound")
            + Dmn.Decision("Left", Dmn.Literal("2"), null, "Right") + Dmn.Decision("Right", Dmn.Literal("3"), null, "Left", "Self")
            + Dmn.Decision("Self", Dmn.Literal("4"), null, "Self", "Sound") + Dmn.Decision("Sound", Dmn.Literal("5")));
        Assert.Equal([("dmn.cycle", "Right"), ("dmn.cycle", "Self")], read.Problems.Select(problem => (problem.Rule, problem.Element)));
        Assert.Equal("6", read.Model!.Ask("Asks").Value.ToString());
    }

    [Fact]
    public void A_decision_may_stand_before_what_it_requires() =>
        Assert.Equal("5", Dmn.Decide(
            Dmn.Decision("Term", Dmn.Literal("Pace + First"), null, "Pace", "First") + Dmn.Decision("Pace", Dmn.Literal("First + 1"), null, "First") + Dmn.Decision("First", Dmn.Literal("2")), "Term"));

    [Fact]
    public void A_reference_within_the_file_needs_no_number_sign() =>
        Assert.Equal("2", Dmn.Decide(
            Dmn.Decision("Pace", Dmn.Literal("1")) + $"""<decision id="Term" name="Term"><informationRequirement><requiredDecision href="Pace"/></informationRequirement>{Dmn.Literal("Pace + 1")}</decision>""", "Term"));

    [Theory]
    [InlineData("calendar", "calendar.Working days(3)", "calendar.tDays")]
    [InlineData("", "Working days(3)", "tDays")]
    public void What_another_file_defines_stands_under_the_name_of_the_import(string alias, string call, string type)
    {
        var content = $"""<import name="{alias}" namespace="urn:calendar" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>"""
            + Dmn.Decision("Term", Dmn.Literal(call), type, "+urn:calendar#days");
        Assert.Equal("[3, 6]", Dmn.Decide(content, "Term", "{}", Dmn.Xml(
            """
            <itemDefinition name="tDays" isCollection="true"><typeRef>number</typeRef></itemDefinition>
            <businessKnowledgeModel id="days" name="Working days"><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>[n, n * 2]</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            """, "urn:calendar")));
    }

    [Theory]
    [InlineData("{ extra: 4 }")]
    [InlineData("{ calendar: { extra: 4 }, extra: 1 }")]
    [InlineData("{ \"calendar.extra\": 4, extra: 1 }")]
    public void Input_of_an_imported_file_is_found_by_name_or_under_its_alias(string input) =>
        Assert.Equal("8", Dmn.Decide(
            """<import name="calendar" namespace="urn:calendar"/>""" + Dmn.Decision("Term", Dmn.Literal("calendar.Twice"), null, "urn:calendar#Twice"), "Term", input,
            Dmn.Xml(Dmn.Input("extra") + Dmn.Decision("Twice", Dmn.Literal("extra * 2"), needs: "!extra"), "urn:calendar")));

    [Fact]
    public void What_is_imported_without_a_name_is_part_of_the_model_and_gives_way_to_it()
    {
        var second = Dmn.Xml("""<import name="" namespace="urn:third"/>""" + Dmn.Decision("Base", Dmn.Literal("\"theirs\"")) + Dmn.Decision("Via", Dmn.Literal("Base + Deep"), null, "Base", "Deep"), "urn:second");
        var third = Dmn.Xml("""<import name="" namespace="urn:second"/>""" + Dmn.Decision("Deep", Dmn.Literal("\" deep\"")), "urn:third");
        // Both the model and its import define Base: the model's own holds, also for what the import requires by the same id.
        Assert.Equal("\"own deep\"", Dmn.Decide(
            """<import name="" namespace="urn:second"/>""" + Dmn.Decision("Base", Dmn.Literal("\"own\"")) + Dmn.Decision("Term", Dmn.Literal("Via"), null, "Via"), "Term", "{}", second, third));
    }

    [Fact]
    public void What_gives_way_to_the_model_is_meant_by_none_of_its_ids()
    {
        var second = Dmn.Xml("""<decision id="theirs" name="Base"><literalExpression><text>"theirs"</text></literalExpression></decision>""" + Dmn.Decision("Via", Dmn.Literal("Base"), null, "theirs"), "urn:second");
        var content = """<import name="" namespace="urn:second"/>""" + Dmn.Decision("Base", Dmn.Literal("\"own\"")) + Dmn.Decision("Term", Dmn.Literal("Via"), null, "Via");
        Assert.Equal("\"own\"", Dmn.Decide(content, "Term", "{}", second));
        Assert.Equal(["Base", "Term"], Dmn.Model(content, second).Decisions.Select(entry => entry.Name));
    }

    [Fact]
    public void Files_may_import_each_other_by_name()
    {
        var calendar = Dmn.Xml("""<import name="home" namespace="urn:terms"/>""" + Dmn.Decision("Twice", Dmn.Literal("home.days * 2"), null, "!urn:terms#days"), "urn:calendar");
        var content = """<import name="calendar" namespace="urn:calendar"/>""" + Dmn.Input("days") + Dmn.Decision("Term", Dmn.Literal("calendar.Twice + days"), null, "urn:calendar#Twice", "!days");
        Assert.Equal("12", Dmn.Decide(content, "Term", "{ days: 4 }", calendar));
    }

    [Fact]
    public void A_file_that_imports_itself_by_name_knows_its_own_without_it() =>
        Assert.Equal("2", Dmn.Decide("""<import name="me" namespace="urn:terms"/>""" + Dmn.Decision("Pace", Dmn.Literal("1")) + Dmn.Decision("Term", Dmn.Literal("Pace + 1"), null, "Pace"), "Term"));

    [Fact]
    public void The_name_of_an_import_may_have_signs_and_spaces_in_it() =>
        Assert.Equal("6", Dmn.Decide(
            """<import name="our-own calendar" namespace="urn:calendar"/>""" + Dmn.Decision("Term", Dmn.Literal("our-own calendar.Days + 1"), null, "urn:calendar#Days"), "Term", "{}",
            Dmn.Xml(Dmn.Decision("Days", Dmn.Literal("5")), "urn:calendar")));

    [Fact]
    public void A_service_takes_what_comes_from_another_file_under_the_name_of_the_import()
    {
        var model = Dmn.Model(
            """<import name="calendar" namespace="urn:calendar"/>""" + Dmn.Input("days") + Dmn.Decision("Term", Dmn.Literal("calendar.extra + days"), null, "!urn:calendar#extra", "!days")
            + """<decisionService id="s" name="Planning"><outputDecision href="#Term"/><inputData href="#days"/><inputData href="urn:calendar#extra"/></decisionService>"""
            + Dmn.Decision("Way", Dmn.Literal("Planning"), null, "+s") + Dmn.Decision("Asks", Dmn.Literal("Planning(1, 4)"), null, "+s"),
            Dmn.Xml(Dmn.Input("extra") + Dmn.Decision("Days", Dmn.Literal("5")), "urn:calendar"));
        Assert.Equal("6", model.Ask("Planning", "{ days: 2, calendar: { extra: 4 } }").Value.ToString());
        Assert.Equal("5", model.Ask("Asks").Value.ToString());
        Assert.Equal(["days", "calendar.extra"], Assert.IsType<Signaalketen.Engine.Expressions.FeelFunction>(model.Ask("Way").Value).Parameters);
    }

    [Theory]
    [InlineData("urn:calendar#gone")]
    [InlineData("urn:nowhere#Days")]
    public void What_an_imported_file_does_not_have_is_refused(string href)
    {
        var read = Dmn.Read("""<import name="calendar" namespace="urn:calendar"/>""" + Dmn.Decision("Term", Dmn.Literal("1"), null, href), Dmn.Xml(Dmn.Decision("Days", Dmn.Literal("5")), "urn:calendar"));
        Assert.Equal(("dmn.unresolved-reference", "Term"), (Assert.Single(read.Problems).Rule, read.Problems[0].Element));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    public void A_model_imports_a_hundred_files_at_most(int count)
    {
        var spaces = Enumerable.Range(1, count).Select(at => $"urn:f{at:000}").ToArray();
        var read = Dmn.Read(
            string.Concat(spaces.Select((space, at) => $"""<import name="f{at}" namespace="{space}"/>""")) + Dmn.Decision("Term", Dmn.Literal("1")),
            [.. spaces.Select(space => Dmn.Xml(Dmn.Decision("Days", Dmn.Literal("5")), space))]);
        Assert.Equal(count - 100, read.Problems.Count(problem => problem.Rule == "dmn.import-missing" && problem.Message.Contains("'urn:f101'", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_import_that_names_no_file_is_not_any_file() =>
        Assert.Equal("dmn.import-missing", Assert.Single(Dmn.Read(
            """<import name="x"/>""" + Dmn.Decision("Term", Dmn.Literal("1")), """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"/>""").Problems).Rule);

    [Fact]
    public void A_model_that_imports_itself_is_read_once() =>
        Assert.Equal("1", Dmn.Decide("""<import name="" namespace="urn:terms"/>""" + Dmn.Decision("Term", Dmn.Literal("1")), "Term", "{}", Dmn.Xml(Dmn.Decision("Term", Dmn.Literal("2")))));

    [Fact]
    public void An_import_that_is_not_there_is_refused() =>
        Assert.Contains("dmn.import-missing", Dmn.Read("""<import name="x" namespace="urn:nowhere"/>""" + Chain).Problems.Select(problem => problem.Rule));

    private static string Knowledge(string name, string parameter, string feel, string? needs = null) =>
        $"""<businessKnowledgeModel id="{name}" name="{name}"><encapsulatedLogic><formalParameter name="{parameter}"/>{Dmn.Literal(feel)}</encapsulatedLogic>{(needs is null ? "" : Dmn.Need(needs))}</businessKnowledgeModel>""";
}
