using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing.Import;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Imports;

/// <summary>Models as Camunda, Flowable, Signavio, bpmn.io and Visual Paradigm write them come in, and the report says what became of each part.</summary>
public class ImportTests
{
    private static ImportReport Import(string name)
    {
        var report = Importer.Read(Fixture.Read(name));
        Assert.True(report.IsOk, string.Join('\n', report.Problems.Select(problem => $"{problem.Rule} {problem.Element}: {problem.Message}")));
        return report;
    }

    private static T Node<T>(ImportReport report, string id)
        where T : FlowNode => (T)report.Model!.Processes.Select(process => process.Scope.Nodes.FirstOrDefault(node => node.Id == id)).Single(node => node is not null)!;

    private static string[] Translated(ImportReport report) => [.. report.Translated.Select(entry => $"{entry.Element} {entry.What}: {entry.From} -> {entry.To}")];

    private static string[] Lost(ImportReport report) => [.. report.Dropped.Select(entry => $"{entry.Element} {entry.Name} {entry.Kind} {entry.Count}")];

    [Theory]
    [MemberData(nameof(Fixture.All), MemberType = typeof(Fixture))]
    public void Every_tool_is_named_and_counted(string name)
    {
        var report = Import(name);
        Assert.NotNull(report.Tool);
        Assert.Equal(System.Xml.Linq.XDocument.Parse(Fixture.Read(name)).Descendants().Count(element => element.Name.LocalName == "sequenceFlow"), report.Read["sequenceFlow"]);
        Assert.All(report.Degraded, entry => Assert.NotEqual(entry.Message, entry.MessageNl));
    }

    [Fact]
    public void Camunda_7_mappings_conditions_collections_and_topics_carry_over()
    {
        var report = Import("camunda7");
        Assert.Equal(["shedPermit", "shedArchive"], report.Model!.Processes.Select(process => process.Id));
        Assert.Equal(
            [
                "judge inputParameter height: ${drawing.height} -> drawing.height", "judge inputParameter unit: metre -> \"metre\"",
                "judge outputParameter allowed: ${outcome == 'yes'} -> outcome = \"yes\"", "stamp topic: stamp-it -> sk:job",
                "tell completionCondition: ${nrOfCompletedInstances/nrOfInstances >= 0.5} -> numberOfCompletedInstances / numberOfInstances >= 0.5",
                "tell collection: ${neighbours} -> neighbours", "tell elementVariable: neighbour -> inputDataItem",
                "archive in kept: allowed -> allowed", "archive in shelf: #{drawing.height + 1} -> drawing.height + 1", "archive out archivedAt: place -> place",
                "toStamp conditionExpression: ${allowed && (drawing.height <= 3 || !empty exemption)} -> allowed and (drawing.height <= 3 or not(list contains([null, \"\", [], {}], exemption)))",
            ],
            Translated(report).OrderBy(entry => Order(entry)));
        Assert.Equal("stamp-it", Node<ServiceTask>(report, "stamp").JobType);
        Assert.Equal(["height", "unit"], Node<UserTask>(report, "judge").Inputs.Select(input => input.Target));
        Assert.Equal(["archivedAt"], Node<CallActivity>(report, "archive").Outputs!.Select(output => output.Target));
        Assert.Equal(("neighbours", "neighbour"), Node<UserTask>(report, "tell").Loop is MultiInstance loop ? (loop.Collection!.Text, loop.InputItem) : default);

        static int Order(string entry) => Array.IndexOf(["judge", "stamp", "tell", "archive", "toStamp"], entry.Split(' ')[0]);
    }

    [Fact]
    public void What_Camunda_7_does_otherwise_is_degraded_or_dropped_by_element_and_namespace()
    {
        var report = Import("camunda7");
        Assert.Equal(["judge candidateGroups", "judge formKey", "judge taskListener", "judge outputParameter"], report.Degraded.Select(entry => $"{entry.Element} {entry.What}"));
        Assert.Equal(
            [
                "shedPermit historyTimeToLive Attribute 1", "asked initiator Attribute 1", "judge candidateGroups Attribute 1", "judge formKey Attribute 1",
                "judge taskListener Element 1", "stamp asyncBefore Attribute 1", "shedArchive historyTimeToLive Attribute 1",
            ],
            Lost(report));
        Assert.All(report.Dropped, entry => Assert.Equal("http://camunda.org/schema/1.0/bpmn", entry.Namespace));
    }

    [Fact]
    public void Camunda_8_expressions_jobs_scripts_loops_keys_and_calls_carry_over()
    {
        var report = Import("camunda8");
        var job = Node<ServiceTask>(report, "lookUp");
        Assert.Equal("look-up", job.JobType);
        Assert.Equal(["frame = bike.frame", "book = \"register\""], job.Inputs.Select(input => $"{input.Target} = {input.Source.Text}"));
        Assert.Equal(["owner = owner"], job.Outputs!.Select(output => $"{output.Target} = {output.Source.Text}"));
        Assert.Equal("{rounds: count(places)}", Node<ScriptTask>(report, "count").Script!.Text);
        var loop = (MultiInstance)Node<UserTask>(report, "look").Loop!;
        Assert.Equal(("places", "place", "seen", "found", "found = true"), (loop.Collection!.Text, loop.InputItem, loop.OutputCollection, loop.OutputItem, loop.CompletionCondition!.Text));
        Assert.Equal("frameNumber", Assert.IsType<MessageEventDefinition>(Node<IntermediateCatchEvent>(report, "found").Definitions.Single()).CorrelationKey!.Text);
        Assert.Equal("bringBackBike", Node<CallActivity>(report, "bringBack").CalledElement);
        Assert.Contains("f5 conditionExpression: =rounds > 1 and owner != null -> rounds > 1 and owner != null", Translated(report));
        Assert.Equal("import.call-variables bringBack", Assert.Single(report.Problems) is { Severity: ProblemSeverity.Warning } warning ? $"{warning.Rule} {warning.Element}" : null);
        Assert.Equal(["look assignmentDefinition", "look formDefinition"], report.Degraded.Select(entry => $"{entry.Element} {entry.What}"));
        Assert.Contains("lookUp taskHeaders Element 1", Lost(report));
        Assert.DoesNotContain(report.Dropped, entry => entry.Name is "header" or "input" or "ioMapping");
    }

    [Fact]
    public void Flowable_words_as_operators_collections_and_timers_carry_over()
    {
        var report = Import("flowable");
        Assert.Equal(
            [
                "season timeDuration: ${waitingTime} -> waitingTime",
                "d conditionExpression: ${girth ge 30 and kind ne \"elm\"} -> girth >= 30 and kind != \"elm\"",
                "e conditionExpression: ${girth lt 30 or kind eq 'elm'} -> girth < 30 or kind = \"elm\"",
                "visit collection: trees -> loopDataInputRef", "visit elementVariable: tree -> inputDataItem",
            ],
            Translated(report));
        Assert.Equal(["measure assignee", "measure dueDate", "order delegateExpression"], report.Degraded.Select(entry => $"{entry.Element} {entry.What}"));
        Assert.Contains(report.Dropped, entry => entry is { Element: "measure", Namespace: "http://flowable.org/modeler", Name: "initiator-can-complete" });
    }

    [Fact]
    public void Signavio_metadata_is_counted_per_element_and_its_lanes_count()
    {
        var report = Import("signavio");
        Assert.Empty(report.Problems);
        Assert.Contains("sid-t1 signavioMetaData Element 2", Lost(report));
        Assert.Equal("Front desk", Node<UserTask>(report, "sid-t1").CandidateRole);
        Assert.Equal(2, report.Read["participant"]);
    }

    [Fact]
    public void Several_pools_and_diagrams_of_bpmn_io_come_in_together()
    {
        var report = Import("bpmnio");
        Assert.Equal(["Process_library", "Process_reader", "Process_post"], report.Model!.Processes.Select(process => process.Id));
        Assert.Equal((2, 3), (report.Read["BPMNDiagram"], report.Read["participant"]));
        Assert.Equal("reminder", Node<ServiceTask>(report, "Activity_send").MessageName);
        Assert.Equal(
            ["Activity_send_di stroke Attribute 1", "Activity_send_di fill Attribute 1", "Activity_send_di background-color Attribute 1", "Activity_send_di border-color Attribute 1"],
            Lost(report));
    }

    [Fact]
    public void Visual_Paradigm_prefixes_in_references_and_nested_extensions_come_in()
    {
        var report = Import("visual-paradigm");
        Assert.Empty(report.Problems);
        Assert.Equal(["proc1 modelInfo Element 1", "s color Attribute 1"], Lost(report));
        Assert.Equal("Ramp asked", Assert.IsType<MessageEventDefinition>(Node<StartEvent>(report, "s").Definitions.Single()).Name);
    }

    [Theory]
    [InlineData("<callActivity id=\"x\" calledElement=\"${which}\"/>", "import.fixed-name x")]
    [InlineData("<callActivity id=\"x\"><extensionElements><z:calledElement processId=\"=which\" propagateAllChildVariables=\"false\" propagateAllParentVariables=\"false\"/></extensionElements></callActivity>", "import.fixed-name x")]
    [InlineData("<serviceTask id=\"x\" c:type=\"external\" c:topic=\"${t}\"/>", "import.fixed-name x")]
    [InlineData("<serviceTask id=\"x\"><extensionElements><c:inputOutput><c:inputParameter name=\"m\"><c:map/></c:inputParameter></c:inputOutput></extensionElements></serviceTask>", "import.mapping x")]
    [InlineData("<serviceTask id=\"x\"><extensionElements><c:inputOutput><c:inputParameter name=\"m\">Dear ${name}</c:inputParameter></c:inputOutput></extensionElements></serviceTask>", "import.expression x")]
    [InlineData("<callActivity id=\"x\" calledElement=\"p\"><extensionElements><c:in source=\"a\"/></extensionElements></callActivity>", "import.mapping x")]
    [InlineData("<task id=\"x\"><multiInstanceLoopCharacteristics c:collection=\"${list.of()}\"/></task>", "import.expression x")]
    [InlineData("<task id=\"x\"><multiInstanceLoopCharacteristics><extensionElements><z:loopCharacteristics inputCollection=\"=a\" outputElement=\"={b: c}\"/></extensionElements></multiInstanceLoopCharacteristics></task>", "import.output-element x")]
    [InlineData("<scriptTask id=\"x\" scriptFormat=\"groovy\"><script>${1}</script></scriptTask>", "bpmn.script-language x,feel.syntax x")]
    public void What_would_change_meaning_is_refused_with_the_element(string element, string problems)
    {
        var declared = element.Replace(" id=\"x\"", " id=\"x\" xmlns:c=\"http://camunda.org/schema/1.0/bpmn\" xmlns:z=\"http://camunda.org/schema/zeebe/1.0\"", StringComparison.Ordinal);
        var xml = Bpmn.Process($"""<startEvent id="s"/>{declared}<flows>s > x</flows>""");
        var report = Importer.Read(xml);
        Assert.False(report.IsOk);
        Assert.Equal(problems.Split(','), report.Problems.Select(problem => $"{problem.Rule} {problem.Element}"));
    }

    [Theory]
    [InlineData("<message id=\"x\" name=\"${n}\"/>")]
    [InlineData("<signal id=\"x\" name=\"=n\"/>")]
    [InlineData("<error id=\"x\" errorCode=\"a-#{n}\"/>")]
    [InlineData("<escalation id=\"x\" escalationCode=\"${n}\"/>")]
    public void A_name_that_would_be_worked_out_is_refused(string root)
    {
        var report = Importer.Read(Bpmn.Process("""<startEvent id="s"/>""", root));
        Assert.Equal("import.fixed-name x", Assert.Single(report.Problems) is var problem ? $"{problem.Rule} {problem.Element}" : null);
    }

    [Fact]
    public void All_variables_of_a_call_are_warned_about()
    {
        var report = Importer.Read(Bpmn.Process("""<startEvent id="s"/><callActivity id="x" calledElement="p"><extensionElements><f:in variables="all" xmlns:f="http://flowable.org/bpmn"/></extensionElements></callActivity><flows>s > x</flows>"""));
        Assert.True(report.IsOk);
        Assert.Equal("import.call-variables", Assert.Single(report.Problems).Rule);
    }

    [Fact]
    public void Text_that_is_no_model_gives_a_report_with_the_problem()
    {
        var report = Importer.Read("<a/>");
        Assert.Equal((false, "bpmn.not-a-model"), (report.IsOk, Assert.Single(report.Problems).Rule));
        Assert.Empty(report.Read);
    }
}
