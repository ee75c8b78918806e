using System.Xml.Linq;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Parsing;

/// <summary>What must hold of a scope as a whole: nothing is drawn that could never be reached or never end.</summary>
internal static class StructureRules
{
    public static void Check(FlowScope scope, ModelReader model)
    {
        // Where an element was refused its flows are missing too; only the refusal is worth reading then.
        var whole = model.Problems.All.All(problem => problem.Rule is not ("bpmn.unsupported" or "bpmn.unresolved-reference" or "bpmn.flow-crosses-scope" or "bpmn.missing-id"));
        var hasEnd = scope.Nodes.Any(other => other is EndEvent);
        foreach (var node in scope.Nodes)
        {
            node.Check(model.Problems);
            if (node is SubProcess inner)
                Check(inner.Inside, model);
            if (!whole)
                continue;
            if (scope.StartEvents.Count > 0 && node.Incoming.Count == 0 && NeedsIncoming(node))
                model.Problems.Error(
                    "bpmn.no-incoming-flow", node.Id,
                    $"'{node.Id}' has no incoming sequence flow, so it never begins: connect it, or remove it.",
                    $"'{node.Id}' heeft geen inkomende pijl en begint dus nooit: verbind het of haal het weg.");
            if (node.Outgoing.Count == 0 && NeedsOutgoing(node) && hasEnd)
                model.Problems.Error(
                    "bpmn.no-outgoing-flow", node.Id,
                    $"The path stops at '{node.Id}', while this scope has end events: lead it to one.",
                    $"Het pad stopt bij '{node.Id}', terwijl er eindgebeurtenissen zijn: leid het daarheen.");
            CompareLists(node, model);
        }

        if (whole && scope.Nodes.Count > 0 && scope.StartEvents.Count == 0 && scope.Entries.Count == 0 && !scope.Nodes.Any(node => node.StartsProcess))
            model.Problems.Error(
                "bpmn.no-beginning", scope.Id,
                $"'{scope.Id}' has no place to begin: add a start event.",
                $"'{scope.Id}' heeft geen begin: voeg een startgebeurtenis toe.");
    }

    private static bool NeedsIncoming(FlowNode node) =>
        !node.StartsProcess
        && node is not (StartEvent or BoundaryEvent or SubProcess { TriggeredByEvent: true } or Activity { IsForCompensation: true })
        && node.Scope.Owner is not AdHocSubProcess
        && !(node is IntermediateCatchEvent { Definitions: var definitions } && LinkEventDefinition.IsLink(definitions));

    private static bool NeedsOutgoing(FlowNode node) =>
        node is not (EndEvent or SubProcess { TriggeredByEvent: true } or Activity { IsForCompensation: true } or BoundaryEvent { Handler: not null })
        && node.Scope.Owner is not AdHocSubProcess
        && !(node is IntermediateThrowEvent { Definitions: var definitions } && LinkEventDefinition.IsLink(definitions));

    /// <summary>The <c>incoming</c> and <c>outgoing</c> lists are optional; where they stand, they must agree with the flows.</summary>
    private static void CompareLists(FlowNode node, ModelReader model)
    {
        if (model.Find(node.Id) is not { } xml)
            return;
        Compare("incoming", node.Incoming);
        Compare("outgoing", node.Outgoing);

        void Compare(string tag, IReadOnlyList<SequenceFlow> flows)
        {
            string[] listed = [.. xml.Elements(BpmnNames.Model + tag).Select(entry => ElementReader.LocalName(entry.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (listed.Length == 0 || listed.SequenceEqual(flows.Select(flow => flow.Id)))
                return;
            model.Problems.Error(
                "bpmn.flow-lists-disagree", node.Id,
                $"The {tag} list of '{node.Id}' names {string.Join(", ", listed)}, but its flows are {string.Join(", ", flows.Select(flow => flow.Id))}: save the model again, or remove the list.",
                $"De lijst {tag} van '{node.Id}' noemt {string.Join(", ", listed)}, maar de pijlen zijn {string.Join(", ", flows.Select(flow => flow.Id))}: sla het model opnieuw op of haal de lijst weg.");
        }
    }
}
