using Signaalketen.Engine.Model;

namespace Signaalketen.Verification.Tests;

public class VerifierTests
{
    private static string[] Findings(string body, params string[] also) =>
        [.. Verifier.Verify(Models.Xml(Models.Process("p", body)), also).Select(finding => $"{finding.Problem.Rule} {finding.Problem.Element} {string.Join('>', finding.Path)}".TrimEnd())];

    [Fact]
    public void Sound_model_has_no_findings() =>
        Assert.Empty(Findings($"""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/><endEvent id="e"/>
            <boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="le"/>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition/></startEvent><endEvent id="ee"/>{Models.Flow("es", "ee")}</subProcess>
            {Models.Flow("s", "f", "a", "j", "e")}{Models.Flow("f", "b", "j")}{Models.Flow("late", "le")}
            """));

    [Fact]
    public void What_the_engine_refuses_is_an_error() =>
        Assert.Equal(["bpmn.unsupported x"], Findings("""<startEvent id="s"/><choreographyTask id="x"/>"""));

    [Fact]
    public void Loop_that_nothing_leads_into_can_never_be_reached() =>
        Assert.Equal(["verify.unreachable a", "verify.unreachable b"], Findings($"""<startEvent id="s"/><task id="a"/><task id="b"/><task id="c"/>{Models.Flow("s", "c")}{Models.Flow("a", "b", "a")}"""));

    [Fact]
    public void Loop_without_a_way_out_is_shown_with_its_path() =>
        Assert.Equal(
            ["verify.no-way-out a s>x>a", "verify.no-way-out b s>x>a>b"],
            Findings($"""<startEvent id="s"/><exclusiveGateway id="x"/><task id="a"/><task id="b"/><endEvent id="e"/>{Models.Flow("s", "x", "e")}{Models.Flow("x", "a", "b", "a")}""").Where(finding => finding.StartsWith("verify", StringComparison.Ordinal)));

    [Fact]
    public void Boundary_event_is_a_way_out() =>
        Assert.Empty(Findings($"""
            <startEvent id="s"/><task id="a"/><task id="b"/><endEvent id="e"/><boundaryEvent id="x" attachedToRef="b"><messageEventDefinition/></boundaryEvent>
            {Models.Flow("s", "a", "b", "a")}{Models.Flow("x", "e")}
            """));

    [Fact]
    public void Parallel_join_behind_a_choice_waits_forever() =>
        Assert.Equal(
            ["verify.join-waits-for-choice j x>j"],
            Findings($"""
                <startEvent id="s"/><exclusiveGateway id="x"/><parallelGateway id="j"/><endEvent id="e"/>{Models.Flow("s", "x")}{Models.Flow("j", "e")}
                <sequenceFlow id="f1" sourceRef="x" targetRef="j"><conditionExpression>a</conditionExpression></sequenceFlow><sequenceFlow id="f2" sourceRef="x" targetRef="j"><conditionExpression>b</conditionExpression></sequenceFlow>
                """));

    [Fact]
    public void Inside_of_a_sub_process_is_looked_at_too() =>
        Assert.Equal(["verify.unreachable a", "verify.unreachable b"], Findings($"""<startEvent id="s"/><subProcess id="sub"><startEvent id="i"/><task id="a"/><task id="b"/>{Models.Flow("a", "b", "a")}</subProcess>{Models.Flow("s", "sub")}"""));

    [Fact]
    public void Call_to_a_process_that_is_nowhere_is_an_error_and_is_found_in_the_other_files()
    {
        var call = $"""<startEvent id="s"/><callActivity id="c" calledElement="q"/>{Models.Flow("s", "c")}""";
        Assert.Equal(["bpmn.called-process-unknown c"], Findings(call));
        Assert.Empty(Findings(call, Models.Xml(Models.Process("q", """<task id="t"/>"""))));
    }

    [Fact]
    public void Same_process_in_two_files_is_an_error() =>
        Assert.Equal(["bpmn.duplicate-process p"], Findings("""<task id="t"/>""", Models.Xml(Models.Process("p", """<task id="t"/>"""))));

    [Fact]
    public void Every_finding_speaks_english_and_dutch() =>
        Assert.All(
            Verifier.Verify(Models.Xml(Models.Process("p", $"""<startEvent id="s"/><task id="a"/><task id="b"/><task id="c"/>{Models.Flow("s", "c")}{Models.Flow("a", "b", "a")}"""))),
            finding => Assert.True(finding.Problem is { Severity: ProblemSeverity.Error, Message.Length: > 20, MessageNl.Length: > 20 }));
}
