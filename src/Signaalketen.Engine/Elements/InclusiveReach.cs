using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Elements;

/// <summary>
/// Which incoming flows of an inclusive join can be reached from where, without passing the join itself. Worked out once, at deployment.
/// A token in an activity may also leave by its boundary events.
/// </summary>
internal sealed class InclusiveReach
{
    public static readonly InclusiveReach None = new();

    private readonly SortedDictionary<string, List<int>> byNode = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<int>> byFlow = new(StringComparer.Ordinal);

    public static InclusiveReach Of(FlowNode join, FlowScope scope)
    {
        var reach = new InclusiveReach();
        var hosts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var activity in scope.Nodes.OfType<Activity>())
        {
            foreach (var boundary in activity.Boundaries)
                hosts[boundary.Id] = activity.Id;
        }

        var jumps = scope.Nodes.OfType<IntermediateThrowEvent>()
            .SelectMany(from => from.Definitions.OfType<LinkEventDefinition>().SelectMany(link => link.Targets(from)).Select(target => (From: from, Target: target))).ToArray();
        for (var index = 0; index < join.Incoming.Count; index++)
        {
            var backward = new Queue<SequenceFlow>([join.Incoming[index]]);
            while (backward.TryDequeue(out var flow))
            {
                if (!Mark(reach.byFlow, flow.Id, index))
                    continue;
                // The join itself, stopped on its way out, can still send a token along here; a path through it does not count.
                if (flow.Source == join)
                    Mark(reach.byNode, join.Id, index);
                for (var source = flow.Source; source is not null && source != join; source = hosts.TryGetValue(source.Id, out var host) ? scope.Find(host) : null)
                {
                    if (!Mark(reach.byNode, source.Id, index))
                        break;
                    foreach (var earlier in source.Incoming)
                        backward.Enqueue(earlier);
                    foreach (var jump in source is IntermediateCatchEvent ? jumps.Where(jump => jump.Target == source) : [])
                    {
                        Mark(reach.byNode, jump.From.Id, index);
                        foreach (var earlier in jump.From.Incoming)
                            backward.Enqueue(earlier);
                    }
                }
            }
        }

        return reach;
    }

    public IReadOnlyList<int> FromNode(string id) => byNode.TryGetValue(id, out var found) ? found : [];

    public IReadOnlyList<int> FromFlow(string id) => byFlow.TryGetValue(id, out var found) ? found : [];

    private static bool Mark(SortedDictionary<string, List<int>> marks, string id, int index)
    {
        if (!marks.TryGetValue(id, out var found))
            marks[id] = found = [];
        if (found.Count > 0 && found[^1] == index)
            return false;
        found.Add(index);
        return true;
    }
}
