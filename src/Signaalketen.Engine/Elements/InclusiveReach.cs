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
                // The join itself, stopped on its way out, can still send a token along here; a path through it does not count.
                if (flow.Source == join)
                    reach.Mark(join.Id, index);
                for (var source = flow.Source; source is not null && source != join; source = hosts.TryGetValue(source.Id, out var host) ? scope.Find(host) : null)
                {
                    if (!reach.Mark(source.Id, index))
                        break;
                    foreach (var earlier in source.Incoming)
                        backward.Enqueue(earlier);
                    foreach (var jump in jumps.Where(jump => jump.Target == source))
                    {
                        reach.Mark(jump.From.Id, index);
                        foreach (var earlier in jump.From.Incoming)
                            backward.Enqueue(earlier);
                    }
                }
            }
        }

        return reach;
    }

    public IReadOnlyList<int> FromNode(string id) => byNode.TryGetValue(id, out var found) ? found : [];

    private bool Mark(string id, int index)
    {
        if (!byNode.TryGetValue(id, out var found))
            byNode[id] = found = [];
        if (found.Count > 0 && found[^1] == index)
            return false;
        found.Add(index);
        return true;
    }
}
