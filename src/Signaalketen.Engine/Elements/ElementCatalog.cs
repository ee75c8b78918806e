using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Elements;

/// <summary>Every flow node the engine executes: one line per BPMN tag.</summary>
public static class ElementCatalog
{
    private static readonly SortedDictionary<string, Func<ElementReader, FlowNode>> Readers = new(StringComparer.Ordinal)
    {
        ["startEvent"] = StartEvent.Read,
        ["intermediateCatchEvent"] = IntermediateCatchEvent.Read,
        ["intermediateThrowEvent"] = IntermediateThrowEvent.Read,
        ["boundaryEvent"] = BoundaryEvent.Read,
        ["endEvent"] = EndEvent.Read,
        ["task"] = NoneTask.Read,
        ["manualTask"] = NoneTask.Read,
        ["userTask"] = UserTask.Read,
        ["serviceTask"] = ServiceTask.Read,
        ["scriptTask"] = ScriptTask.Read,
        ["sendTask"] = ServiceTask.Read,
        ["receiveTask"] = ReceiveTask.Read,
        ["subProcess"] = SubProcess.Read,
        ["transaction"] = Transaction.Read,
        ["adHocSubProcess"] = AdHocSubProcess.Read,
        ["callActivity"] = CallActivity.Read,
        ["businessRuleTask"] = BusinessRuleTask.Read,
        ["complexGateway"] = ComplexGateway.Read,
        ["exclusiveGateway"] = ExclusiveGateway.Read,
        ["parallelGateway"] = ParallelGateway.Read,
        ["inclusiveGateway"] = InclusiveGateway.Read,
        ["eventBasedGateway"] = EventBasedGateway.Read,
    };

    /// <summary>The tags, in ordinal order.</summary>
    public static IReadOnlyCollection<string> Tags => Readers.Keys;

    internal static Func<ElementReader, FlowNode>? Find(string tag) => Readers.GetValueOrDefault(tag);
}
