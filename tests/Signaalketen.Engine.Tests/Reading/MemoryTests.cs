using System.Globalization;
using System.Text;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Reading;

/// <summary>
/// What the largest texts cost that the limits let through, or that they refuse late: all that is allocated, which no peak can exceed,
/// stays below 200 MB. A count of bytes, not of time, so that a busy machine says the same.
/// </summary>
public class MemoryTests
{
    private const long Most = 200L << 20;

    private static readonly BpmnLimits Limits = new();

    /// <summary>Texts by name: each fills one of the limits, or several at once.</summary>
    private static readonly SortedDictionary<string, Func<string>> Texts = new(StringComparer.Ordinal)
    {
        ["wide"] = () => Bpmn.Definitions($"""<process id="p">{Many(24_500, "<userTask id=\"a{0}\"/>")}</process>"""),
        ["wide with as many attributes as may be"] = () => Bpmn.Definitions($"""<process id="p">{Many(24_500, "<userTask id=\"a{0}\" name=\"n\" b=\"\" c=\"\" d=\"\" e=\"\" f=\"\" g=\"\" h=\"\"/>")}</process>"""),
        ["more elements than may be"] = () => Bpmn.Definitions($"""<process id="p">{Many(100_000, "<task id=\"a{0}\"/>")}</process>"""),
        ["deep"] = () => Bpmn.Definitions($"""<process id="p">{Nested(97)}</process>"""),
        ["deeper than may be"] = () => Nest(100_000, "a"),
        ["deep and wide"] = () => Bpmn.Definitions($"""<process id="p">{string.Concat(Enumerable.Range(0, 270).Select(index => Nested(90, index)))}</process>"""),
        ["attributes of one element"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="s" {Many(199, " x{0}=\"y\"")}/></process>"""),
        ["more attributes of one element than may be"] = () => $"<a{Many(400_000, " x{0}=\"\"")}/>",
        ["long texts"] = () => Bpmn.Definitions($"""<process id="p">{Many(4, $"<textAnnotation id=\"t{{0}}\"><text>{new string('x', 999_000)}</text></textAnnotation>")}<startEvent id="s"/></process>"""),
        ["long attributes"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="s"/>{Many(4, $"<task id=\"t{{0}}\" name=\"{new string('x', 999_000)}\"/>")}</process>"""),
        ["a longer text than may be"] = () => Bpmn.Definitions($"""<process id="p" name="{new string('x', 4_500_000)}"/>"""),
        ["one long comment"] = () => $"<!--{new string('x', 4_900_000)}--><definitions/>",
        ["a longer file than may be"] = () => new string(' ', 5_000_001),
        ["nothing but brackets"] = () => new string('<', 5_000_000),
        ["namespaces"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="s"/>{Many(24_500, "<x{0}:y xmlns:x{0}=\"urn:x{0}\" xmlns:z{0}=\"urn:z{0}\"/>")}</process>"""),
        ["namespaces of one element"] = () => $"<a{Many(200_000, " xmlns:x{0}=\"u\"")}/>",
        ["namespaces in one another"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="s"/>{string.Concat(Enumerable.Range(0, 90).Select(depth => $"<d{Many(199, $" xmlns:x{{0}}=\"u{depth}\"")}>"))}{string.Concat(Enumerable.Repeat("</d>", 90))}</process>"""),
        ["one long path"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="t0"/>{Many(12_000, "<task id=\"t{1}\"/><sequenceFlow id=\"f{0}\" sourceRef=\"t{0}\" targetRef=\"t{1}\"/>")}</process>"""),
        ["one path of inclusive joins"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="t0"/>{Many(8_000, "<inclusiveGateway id=\"t{1}\"/><sequenceFlow id=\"f{0}\" sourceRef=\"t{0}\" targetRef=\"t{1}\"/><sequenceFlow id=\"g{0}\" sourceRef=\"t{0}\" targetRef=\"t{1}\"/>")}</process>"""),
        ["a loop of inclusive joins"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="s"/><sequenceFlow id="sf" sourceRef="s" targetRef="t0"/><inclusiveGateway id="t0"/>{Many(8_000, "<inclusiveGateway id=\"t{1}\"/><sequenceFlow id=\"f{0}\" sourceRef=\"t{0}\" targetRef=\"t{1}\"/><sequenceFlow id=\"g{0}\" sourceRef=\"t{1}\" targetRef=\"t{0}\"/>")}</process>"""),
        ["flows into one node"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="s"/><inclusiveGateway id="g"/>{Many(12_000, "<task id=\"t{0}\"/><sequenceFlow id=\"f{0}\" sourceRef=\"s\" targetRef=\"t{0}\"/>")}</process>"""),
        ["problems everywhere"] = () => Bpmn.Definitions($"""<process id="p">{Many(4_000, $"<callActivity id=\"{new string('i', 900)}{{0}}\"/>")}</process>"""),
        ["long expressions"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="s"/><exclusiveGateway id="g"/>{Many(48, $"<task id=\"t{{0}}\"/><sequenceFlow id=\"f{{0}}\" sourceRef=\"g\" targetRef=\"t{{0}}\"><conditionExpression>1{new StringBuilder().Insert(0, "+1", 49_000)}</conditionExpression></sequenceFlow>")}</process>"""),
        ["expressions as long as may be"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="s"/>{Many(5, $"<task id=\"t{{0}}\"/><sequenceFlow id=\"f{{0}}\" sourceRef=\"s\" targetRef=\"t{{0}}\"><conditionExpression>1{new StringBuilder().Insert(0, "+1", 39_000)}</conditionExpression></sequenceFlow>")}</process>"""),
        ["many names in expressions"] = () => Bpmn.Definitions($"""<process id="p"><startEvent id="s"/><scriptTask id="t" scriptFormat="feel"><script>[{Many(50_000, "a,")}1]</script></scriptTask></process>"""),
        ["translations of another tool"] = () => Bpmn.Definitions($"""<process id="p" xmlns:c="http://camunda.org/schema/1.0/bpmn">{Many(6_000, "<serviceTask id=\"a{0}\" c:topic=\"t\" c:type=\"external\"><extensionElements><c:inputOutput><c:inputParameter name=\"x\">${{y}}</c:inputParameter></c:inputOutput></extensionElements></serviceTask>")}</process>"""),
    };

    public static TheoryData<string> Names => new(Texts.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Largest_models_are_read_or_refused_below_200_MB(string name)
    {
        var text = Texts[name]();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = BpmnReader.Read(text, Limits);
        var definitions = read.Model is { } model ? DefinitionSet.Of(model.ProcessDefinitions(1)) : null;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var outcome = read.Problems is [var first, ..] ? first.Rule : "read";
        Assert.True(allocated < Most, $"{name} ({text.Length} characters, {outcome}) allocated {allocated >> 20} MB");
        Assert.Equal(read.Problems.Any(problem => problem.Severity == ProblemSeverity.Error), definitions is null);
    }

    private static string Many(int count, string format) =>
        string.Concat(Enumerable.Range(0, count).Select(index => string.Format(CultureInfo.InvariantCulture, format, index, index + 1)));

    private static string Nest(int depth, string tag) => string.Concat(Enumerable.Repeat($"<{tag}>", depth)) + string.Concat(Enumerable.Repeat($"</{tag}>", depth));

    private static string Nested(int depth, int index = 0) =>
        string.Concat(Enumerable.Range(0, depth).Select(at => $"<subProcess id=\"s{index}.{at}\">")) + string.Concat(Enumerable.Repeat("</subProcess>", depth));
}
