using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Tests.Decisions;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>A business rule task that names a decision takes it in the step itself (BPMN 2.0.2, 13.3.3).</summary>
public class DecisionTaskTests
{
    private static readonly string Pace = Dmn.Input("urgent") + Dmn.Decision("Pace", Dmn.Literal("if urgent then 2 else 5"), needs: "!urgent");

    [Fact]
    public void The_answer_becomes_the_result_variable_and_no_job_is_made()
    {
        var drive = Started("sk:decision=\"Pace\" sk:result=\"days\"", "{urgent: true}", Pace);
        Assert.True(drive.Ended);
        Assert.Equal("", drive.Jobs);
        Assert.Equal("2", drive["days"]);
    }

    [Fact]
    public void A_context_without_result_variable_gives_a_variable_for_each_entry()
    {
        var drive = Started("sk:decision=\"Both\"", "{}", Dmn.Decision("Both", Dmn.Literal("{days: 5, ladder: \"L1\"}")));
        Assert.Equal(("5", "\"L1\""), (drive["days"], drive["ladder"]));
    }

    [Fact]
    public void Another_answer_without_result_variable_is_called_result() => Assert.Equal("5", Started("sk:decision=\"Pace\"", "{urgent: false}", Pace)["result"]);

    [Fact]
    public void Input_mappings_give_the_inputs_their_values_and_output_mappings_take_the_answer()
    {
        var drive = Drive("sk:decision=\"Pace\" sk:result=\"days\"", Pace, """<extensionElements><sk:input target="urgent" source="level = &quot;high&quot;"/><sk:output target="term" source="string(days) + &quot; wd&quot;"/></extensionElements>""")
            .Start("{level: \"high\"}");
        Assert.Equal(("\"2 wd\"", "absent", "absent"), (drive["term"], drive["days"], drive["urgent"]));
    }

    [Theory]
    [InlineData("", "3")]
    [InlineData("sk:binding=\"latest\"", "3")]
    [InlineData("sk:binding=\"version\" sk:version=\"1\"", "1")]
    [InlineData("sk:binding=\"deployment\"", "2")]
    public void The_binding_says_which_version_is_asked(string binding, string expected)
    {
        var file = Bpmn.Read(Bpmn.Process(Body($"sk:decision=\"D\" sk:result=\"days\" {binding}")));
        var decisions = new[] { 1, 2, 3 }.SelectMany(version => DecisionDefinition.Of(Dmn.Model(Dmn.Decision("D", Dmn.Literal($"{version}"))), version));
        var drive = new Drive(DefinitionSet.Of(new[] { 1, 2, 3 }.SelectMany(version => file.ProcessDefinitions(version)), decisions)).Start(process: "p:2");
        Assert.Equal(expected, drive["days"]);
    }

    [Theory]
    [InlineData("sk:decision=\"Gone\"", "The decision 'Gone' that 'r' asks is not deployed.")]
    [InlineData("sk:decision=\"Pace\" sk:binding=\"version\" sk:version=\"7\"", "The decision 'Pace' that 'r' asks is not deployed in version 7.")]
    [InlineData("sk:decision=\"Twice\"", "The decision 'Twice' gives no answer (")]
    [InlineData("sk:decision=\"Twice\"", "2 rules")]
    [InlineData("sk:decision=\"Maker\"", "The decision 'Maker' answers with a function, which cannot be kept as a variable.")]
    public void No_answer_is_an_incident_that_names_the_decision(string task, string told)
    {
        var drive = Started(task, "{urgent: true}", Pace + Dmn.Decision("Maker", Dmn.Literal("[function(a) a]")) + Dmn.Decision("Twice", """
            <decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/>
            <rule><inputEntry><text>1</text></inputEntry><outputEntry><text>1</text></outputEntry></rule><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>2</text></outputEntry></rule></decisionTable>
            """));
        Assert.Equal("r:DecisionFailed", drive.Incidents);
        Assert.Contains(told, drive.State.Incidents.Single().Value.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_is_null_on_purpose_is_an_answer() =>
        Assert.Equal("null", Started("sk:decision=\"None\" sk:result=\"days\"", "{}", Dmn.Decision("None", Dmn.Literal("null")))["days"]);

    [Fact]
    public void The_one_data_output_names_the_result()
    {
        const string outputs = """<ioSpecification><dataOutput id="o" name="days"/><inputSet/><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification>""";
        Assert.Equal("5", Drive("sk:decision=\"Pace\"", Pace, outputs).Start("{urgent: false}")["days"]);
        Assert.Equal("absent", Drive("sk:decision=\"Pace\" sk:result=\"other\"", Pace, outputs).Start("{urgent: false}")["days"]);
    }

    [Fact]
    public void An_incident_is_resolved_by_giving_the_decision_what_it_needs()
    {
        var drive = Started("sk:decision=\"Days\" sk:result=\"days\"", "{}", Dmn.Input("first", "number") + Dmn.Decision("Days", Dmn.Literal("first + 1"), "number", "!first"));
        Assert.Equal("r:DecisionFailed", drive.Incidents);
        Assert.Equal("5", drive.Resolve("r", "{first: 4}")["days"]);
        Assert.True(drive.Ended);
    }

    [Fact]
    public void A_decision_is_taken_for_every_item_of_a_list()
    {
        var drive = Drive("sk:decision=\"Double\" sk:result=\"doubled\"", Dmn.Input("item") + Dmn.Decision("Double", Dmn.Literal("item * 2"), needs: "!item"), """
            <multiInstanceLoopCharacteristics><loopDataInputRef>items</loopDataInputRef><loopDataOutputRef>all</loopDataOutputRef><inputDataItem name="item"/><outputDataItem name="doubled"/></multiInstanceLoopCharacteristics>
            """).Start("{items: [1, 2, 3]}");
        Assert.Equal("[2, 4, 6]", drive["all"]);
    }

    [Fact]
    public void A_global_business_rule_task_is_called_for_its_decision()
    {
        var model = Bpmn.Read(Bpmn.Process(
            """<startEvent id="s"/><callActivity id="c" calledElement="g"><extensionElements><sk:input target="urgent" source="true"/><sk:output target="days" source="days"/></extensionElements></callActivity><endEvent id="e"/><flows>s > c > e</flows>""",
            """<globalBusinessRuleTask id="g" sk:decision="Pace" sk:result="days"/>"""));
        Assert.Equal("2", new Drive(DefinitionSet.Of(model.ProcessDefinitions(1), DecisionDefinition.Of(Dmn.Model(Pace), 1))).Start()["days"]);
    }

    [Theory]
    [InlineData("sk:result=\"x\"", "sk.decision-missing", "belong to a decision: name it in sk:decision", "horen bij een beslissing: noem die in sk:decision")]
    [InlineData("sk:version=\"1\"", "sk.decision-missing", "belong to a decision: name it in sk:decision", "horen bij een beslissing: noem die in sk:decision")]
    [InlineData("sk:binding=\"latest\"", "sk.decision-missing", "belong to a decision: name it in sk:decision", "horen bij een beslissing: noem die in sk:decision")]
    [InlineData("sk:decision=\"D\" sk:job=\"j\"", "sk.decision-or-job", "so keep one of them", "houd één van beide over")]
    [InlineData("sk:decision=\"D\" sk:binding=\"newest\"", "sk.call-binding", "sk:binding must be latest", "sk:binding moet latest")]
    public void A_task_that_would_mean_nothing_is_refused(string task, string rule, string english, string dutch)
    {
        var problem = Assert.Single(BpmnReader.Read(Bpmn.Process(Body(task))).Problems);
        Assert.Equal((rule, "r"), (problem.Rule, problem.Element));
        Assert.Contains(english, problem.Message, StringComparison.Ordinal);
        Assert.Contains(dutch, problem.MessageNl, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_without_decision_stays_a_job() => Assert.Equal("r", Started("sk:job=\"look\"", "{}", Pace).Jobs);

    [Fact]
    public void What_a_process_asks_and_nobody_deployed_is_a_problem_with_a_repair()
    {
        var model = Bpmn.Read(Bpmn.Process(Body("sk:decision=\"Gone\"")));
        var problem = Assert.Single(DecisionFiles.Unknown([.. model.ProcessDefinitions(1)], [.. DecisionDefinition.Of(Dmn.Model(Pace), 1)]));
        Assert.Equal(("dmn.decision-unknown", "r"), (problem.Rule, problem.Element));
        Assert.NotNull(RuleCatalog.Find(problem.Rule));
    }

    [Fact]
    public void A_decision_that_stands_in_two_files_is_a_problem()
    {
        var problems = new List<Problem>();
        DecisionFiles.Read([Dmn.Xml(Pace), Dmn.Xml(Pace, "urn:other")], 1, null, problems);
        Assert.Equal("dmn.duplicate-decision", Assert.Single(problems).Rule);
    }

    private static string Body(string task, string inside = "") => $"""<startEvent id="s"/><businessRuleTask id="r" {task}>{inside}</businessRuleTask><endEvent id="e"/><flows>s > r > e</flows>""";

    private static Drive Drive(string task, string decisions, string inside = "") =>
        new(DefinitionSet.Of(Bpmn.Read(Bpmn.Process(Body(task, inside))).ProcessDefinitions(1), DecisionDefinition.Of(Dmn.Model(decisions), 1)));

    private static Drive Started(string task, string variables, string decisions) => Drive(task, decisions).Start(variables);
}
