using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Web.Pages.Cases;

/// <summary>Where a step stands.</summary>
public enum StepState
{
    Ahead,
    Active,
    Late,
    Done,
}

/// <summary>One step of the text that says the same as the drawing.</summary>
public sealed record OutlineStep(string ElementId, string Name, string? Lane, StepState State)
{
    public string Words => State switch
    {
        StepState.Done => "gedaan",
        StepState.Active => "nu aan de beurt",
        StepState.Late => "te laat",
        _ => "nog niet aan de beurt",
    };
}

/// <summary>Which elements of a drawing were passed, and where the process is now.</summary>
public sealed class Progress
{
    private readonly SortedSet<string> visited = new(StringComparer.Ordinal);
    private readonly SortedSet<string> active = new(StringComparer.Ordinal);
    private readonly SortedSet<string> late;

    public Progress(IEnumerable<Event> history, IEnumerable<string> lateElements)
    {
        var alive = new SortedDictionary<long, string>();
        foreach (var happened in history)
            Follow(happened, alive);
        active.UnionWith(alive.Values);
        late = new SortedSet<string>(lateElements.Where(active.Contains), StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> Visited => visited;

    public IReadOnlyCollection<string> Active => active;

    public IReadOnlyCollection<string> Late => late;

    /// <summary>The steps people know by name, in the order in which the flow reaches them.</summary>
    public IReadOnlyList<OutlineStep> Outline(ProcessDefinition definition) =>
        [.. Walk(definition.Scope).Where(IsStep).Select(step => new OutlineStep(step.Id, step.Name!, step.Lane?.Name, StateOf(step.Id)))];

    private StepState StateOf(string id) =>
        late.Contains(id) ? StepState.Late : active.Contains(id) ? StepState.Active : visited.Contains(id) ? StepState.Done : StepState.Ahead;

    private void Follow(Event happened, SortedDictionary<long, string> alive)
    {
        switch (happened)
        {
            case ElementActivated { Role: not InstanceRole.Process } activated:
                alive[activated.Key] = activated.Element;
                break;
            case ElementCompleted completed:
                alive.Remove(completed.Key);
                visited.Add(completed.Element);
                break;
            case ElementTerminated terminated:
                alive.Remove(terminated.Key);
                break;
            case TokenPlaced { Token.FlowId: { } flow }:
                visited.Add(flow);
                break;
        }
    }

    private static bool IsStep(FlowNode node) => node is Activity or EndEvent && node.Name is { Length: > 0 };

    // Breadth first from the starts; what no start reaches (an event sub-process) comes after.
    private static IEnumerable<FlowNode> Walk(FlowScope scope)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var first in scope.Nodes.Where(node => node.Incoming.Count == 0).Concat(scope.Nodes))
        {
            var next = new Queue<FlowNode>([first]);
            while (next.TryDequeue(out var node))
            {
                if (!seen.Add(node.Id))
                    continue;
                yield return node;
                foreach (var deeper in node is SubProcess inner ? Walk(inner.Inside) : [])
                    yield return deeper;
                foreach (var flow in node.Outgoing)
                    next.Enqueue(flow.Target);
            }
        }
    }
}
