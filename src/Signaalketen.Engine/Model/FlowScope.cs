using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;

namespace Signaalketen.Engine.Model;

/// <summary>A container of flow nodes: a process or a sub-process (BPMN 2.0.2, FlowElementsContainer).</summary>
public sealed class FlowScope(string id, FlowScope? parent)
{
    private readonly SortedDictionary<string, FlowNode> nodes = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    public FlowScope? Parent { get; } = parent;

    /// <summary>The sub-process this is the inside of; null for a process.</summary>
    public SubProcess? Owner { get; internal set; }

    /// <summary>In ordinal order of id.</summary>
    public IReadOnlyCollection<FlowNode> Nodes => nodes.Values;

    public IReadOnlyList<SequenceFlow> Flows { get; internal set; } = [];

    /// <summary>Names of properties and data objects, in ordinal order.</summary>
    public IReadOnlyList<string> DataNames { get; internal set; } = [];

    /// <summary>Event sub-processes, in ordinal order of id.</summary>
    public IReadOnlyList<SubProcess> EventSubProcesses { get; private set; } = [];

    /// <summary>Where a token begins when nothing else is said: the none start event, else every node without incoming flow.</summary>
    public IReadOnlyList<FlowNode> Entries { get; private set; } = [];

    public IReadOnlyList<StartEvent> StartEvents { get; private set; } = [];

    /// <summary>Whether it is clear where to begin when no start event is named: a process without start events may begin at several nodes at once.</summary>
    public bool HasOneBeginning => Entries.Count == 1 || (Entries.Count > 1 && StartEvents.Count == 0);

    /// <summary>Joins whose firing depends on tokens elsewhere in this scope.</summary>
    internal IReadOnlyList<InclusiveGateway> InclusiveJoins { get; private set; } = [];

    internal bool Add(FlowNode node) => nodes.TryAdd(node.Id, node);

    internal FlowNode? Find(string id) => nodes.GetValueOrDefault(id);

    /// <summary>Draws the conclusions that every step needs, once all flows are linked.</summary>
    internal void Seal()
    {
        EventSubProcesses = [.. nodes.Values.OfType<SubProcess>().Where(inner => inner.TriggeredByEvent)];
        StartEvents = [.. nodes.Values.OfType<StartEvent>()];
        var none = StartEvents.Where(start => start.Definitions.Count == 0).ToArray<FlowNode>();
        Entries = StartEvents.Count > 0 ? none : [.. nodes.Values.Where(IsEntry)];
        InclusiveJoins = [.. nodes.Values.OfType<InclusiveGateway>().Where(gateway => gateway.Incoming.Count > 1)];
    }

    /// <summary>How much there is to work out before the joins of this scope know what can still reach them: every flow into one, from everywhere.</summary>
    internal long ReachSize => (InclusiveJoins.Sum(join => (long)join.Incoming.Count) + nodes.Values.OfType<ComplexGateway>().Sum(join => (long)join.Incoming.Count)) * (nodes.Count + Flows.Count);

    /// <summary>Works out what can still reach its joins.</summary>
    internal void WorkOutReach()
    {
        foreach (var join in InclusiveJoins)
            join.Reach = InclusiveReach.Of(join, this);
        foreach (var join in nodes.Values.OfType<ComplexGateway>())
            join.Reach = InclusiveReach.Of(join, this);
    }

    private static bool IsEntry(FlowNode node) =>
        node.Incoming.Count == 0 && !node.StartsProcess
        && node is not (BoundaryEvent or SubProcess { TriggeredByEvent: true } or Activity { IsForCompensation: true })
        && !(node is IntermediateCatchEvent link && LinkEventDefinition.IsLink(link.Definitions));
}
