using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Parsing.Import;

namespace Signaalketen.Engine.Tests.Imports;

/// <summary>Business rule tasks of other tools that ask a decision.</summary>
public class DecisionImportTests
{
    [Theory]
    [InlineData("http://camunda.org/schema/1.0/bpmn")]
    [InlineData("http://flowable.org/bpmn")]
    public void Decision_reference_binding_and_result_carry_over(string vendor)
    {
        var (report, task) = Import($"""xmlns:v="{vendor}" v:decisionRef="pace" v:decisionRefBinding="version" v:decisionRefVersion="3" v:resultVariable="days" v:mapDecisionResult="singleEntry" """, "");
        Assert.Equal(("pace", new CallBinding(CallBindingKind.Version, 3), "days"), (task.Decision, task.Binding, task.Result));
        Assert.Empty(report.Degraded);
        Assert.Empty(report.Dropped);
    }

    [Theory]
    [InlineData("latest", CallBindingKind.Latest)]
    [InlineData("deployment", CallBindingKind.Deployment)]
    public void Bindings_mean_the_same(string written, CallBindingKind kind) =>
        Assert.Equal(kind, Import($"""xmlns:v="http://camunda.org/schema/1.0/bpmn" v:decisionRef="pace" v:decisionRefBinding="{written}" """, "").Task.Binding.Kind);

    [Fact]
    public void A_list_of_results_is_told_as_something_else_here() =>
        Assert.Equal("mapDecisionResult", Assert.Single(Import("""xmlns:v="http://camunda.org/schema/1.0/bpmn" v:decisionRef="pace" v:mapDecisionResult="resultList" """, "").Report.Degraded).What);

    [Fact]
    public void Flowable_names_the_decision_in_a_field()
    {
        var (report, task) = Import("""xmlns:flowable="http://flowable.org/bpmn" flowable:type="dmn" """, """<extensionElements><flowable:field name="decisionTableReferenceKey" stringValue="pace"/></extensionElements>""");
        Assert.Equal("pace", task.Decision);
        Assert.Empty(report.Dropped);
    }

    [Fact]
    public void Camunda_8_names_the_decision_and_its_result()
    {
        var (report, task) = Import("""xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" """, """<extensionElements><zeebe:calledDecision decisionId="pace" resultVariable="days" bindingType="deployment"/></extensionElements>""");
        Assert.Equal(("pace", CallBinding.Deployed, "days"), (task.Decision, task.Binding, task.Result));
        Assert.Empty(report.Dropped);
    }

    [Fact]
    public void A_decision_that_is_worked_out_while_running_is_refused()
    {
        var report = Importer.Read(Xml("""xmlns:v="http://camunda.org/schema/1.0/bpmn" v:decisionRef="${which}" """, ""));
        Assert.Contains("import.fixed-name", report.Problems.Select(problem => problem.Rule));
    }

    private static (ImportReport Report, BusinessRuleTask Task) Import(string attributes, string inside)
    {
        var report = Importer.Read(Xml(attributes, inside));
        Assert.True(report.IsOk, string.Join('\n', report.Problems.Select(problem => $"{problem.Rule} {problem.Element}: {problem.Message}")));
        return (report, Assert.IsType<BusinessRuleTask>(report.Model!.Processes[0].Scope.Nodes.Single(node => node.Id == "r")));
    }

    private static string Xml(string attributes, string inside) =>
        $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test"><process id="p" isExecutable="true">
          <startEvent id="s"/><businessRuleTask id="r" {attributes}>{inside}</businessRuleTask><endEvent id="e"/>
          <sequenceFlow id="s-r" sourceRef="s" targetRef="r"/><sequenceFlow id="r-e" sourceRef="r" targetRef="e"/></process></definitions>
        """;
}
