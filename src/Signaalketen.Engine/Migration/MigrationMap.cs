using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Migration;

/// <summary>Where each element and flow of one version goes in another: same type, same nesting, same way of repeating, same events.</summary>
internal sealed class MigrationMap(ProcessDefinition from, ProcessDefinition to, MigrationPlan plan)
{
    private readonly Dictionary<string, SequenceFlow?> flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> reasons = new(StringComparer.Ordinal);

    public ProcessDefinition From { get; } = from;

    public ProcessDefinition To { get; } = to;

    /// <summary>The element this one goes to; null when it cannot.</summary>
    public FlowNode? Node(FlowNode node) => WhyNot(node) is null ? To.Node(TargetOf(node.Id)) : null;

    public FlowNode? Node(string id) => From.Node(id) is { } node ? Node(node) : null;

    /// <summary>Whether something of the old version goes to this element of the new one.</summary>
    public bool HasOrigin(FlowNode target) => From.Nodes.Any(node => TargetOf(node.Id) == target.Id && Node(node) == target);

    public bool Restarts(FlowNode target) => plan.Restart.Contains(target.Id);

    /// <summary>Why an element has nowhere to go; null when it has.</summary>
    public string? WhyNot(FlowNode node)
    {
        if (!reasons.TryGetValue(node.Id, out var reason))
            reasons[node.Id] = reason = Compare(node);
        return reason;
    }

    /// <summary>The flow on which a waiting token goes on waiting, or null.</summary>
    public SequenceFlow? Flow(SequenceFlow flow)
    {
        if (!flows.TryGetValue(flow.Id, out var target))
            flows[flow.Id] = target = Find(flow);
        return target;
    }

    public static IEnumerable<SequenceFlow> FlowsOf(ProcessDefinition definition) =>
        definition.Scope.Flows.Concat(definition.Nodes.OfType<SubProcess>().SelectMany(inner => inner.Inside.Flows));

    /// <summary>Whether a complex gateway joins the same flows under the same condition.</summary>
    public bool SameJoin(ComplexGateway gateway) => Node(gateway) is ComplexGateway target
        && target.ActivationCondition?.Text == gateway.ActivationCondition?.Text
        && target.Incoming.Select(flow => flow.Id).SequenceEqual(gateway.Incoming.Select(flow => flow.Id));

    /// <summary>What can be undone later, as the new version undoes it; what has no counterpart there is undone by the version that did it.</summary>
    public Compensable Record(Compensable record)
    {
        var inner = record.Inner.Select(Record).ToArray();
        var kept = inner.SequenceEqual(record.Inner) ? record : record with { Inner = inner };
        if (record.DefinitionKey != From.Key)
            return kept;
        // The record of a called process names the process itself.
        var activity = record.ActivityId == From.Id ? To.Id : Node(record.ActivityId)?.Id;
        var handler = record.HandlerId is null ? null : Node(record.HandlerId)?.Id;
        return activity is null || (record.HandlerId is not null && handler is null) ? kept : kept with { DefinitionKey = To.Key, ActivityId = activity, HandlerId = handler };
    }

    private string TargetOf(string id) => plan.Elements.TryGetValue(id, out var other) ? other : id;

    private SequenceFlow? Find(SequenceFlow flow)
    {
        if (Node(flow.Target) is not { } target)
            return null;
        if (plan.Flows.TryGetValue(flow.Id, out var named))
            return target.Incoming.FirstOrDefault(candidate => candidate.Id == named);
        if (target.Incoming.FirstOrDefault(candidate => candidate.Id == flow.Id) is { } same)
            return same;
        var between = target.Incoming.Where(candidate => candidate.Source == Node(flow.Source)).Take(2).ToArray();
        return between.Length == 1 ? between[0] : null;
    }

    private string? Compare(FlowNode node)
    {
        var id = TargetOf(node.Id);
        if (To.Node(id) is not { } target)
            return id == node.Id ? $"'{id}' is not in '{To.Key}': say where it goes." : $"'{node.Id}' goes to '{id}', which is not in '{To.Key}'.";
        if (node.Tag != target.Tag)
            return $"'{node.Id}' is a {node.Tag} and '{id}' a {target.Tag}.";
        if (!SameScope(node, target))
            return $"'{node.Id}' and '{id}' do not stand in the same sub-process.";
        if (Repetition(node) != Repetition(target))
            return $"'{node.Id}' and '{id}' repeat in different ways ({Repetition(node)}, {Repetition(target)}).";
        if (!EventsOf(node).SequenceEqual(EventsOf(target)))
            return $"'{node.Id}' and '{id}' have different events.";
        return (node, target) switch
        {
            (BoundaryEvent one, BoundaryEvent other) when Node(one.AttachedTo)?.Id != other.AttachedTo =>
                $"'{node.Id}' and '{id}' are not at the same activity.",
            (SubProcess one, SubProcess other) when one.TriggeredByEvent != other.TriggeredByEvent => $"Only one of '{node.Id}' and '{id}' is an event sub-process.",
            (CallActivity one, CallActivity other) when one.CalledElement != other.CalledElement => $"'{node.Id}' calls '{one.CalledElement}' and '{id}' calls '{other.CalledElement}'.",
            _ => null,
        };
    }

    private bool SameScope(FlowNode node, FlowNode target) =>
        node.Scope.Owner is { } around ? target.Scope.Owner is { } other && Node(around) == other : target.Scope.Owner is null;

    private static string Repetition(FlowNode node) => (node as Activity)?.Loop switch
    {
        null => "once",
        MultiInstance { Sequential: true } => "sequential multi-instance",
        MultiInstance => "parallel multi-instance",
        _ => "standard loop",
    };

    private static IEnumerable<string> EventsOf(FlowNode node) => DefinitionsOf(node).Select(definition => definition.Tag).Concat(node is ICatching { ParallelMultiple: true } ? ["all"] : []);

    private static IReadOnlyList<EventDefinition> DefinitionsOf(FlowNode node) => node switch
    {
        ICatching catching => catching.Definitions,
        IntermediateThrowEvent thrower => thrower.Definitions,
        EndEvent end => end.Definitions,
        _ => [],
    };
}
