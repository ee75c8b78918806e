using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Migration;

/// <summary>
/// How running instances go from one version of a process to another. Without more, an element goes to the element with the same id and
/// type, and a sequence flow to the one with the same id (or the only one between the same elements).
/// </summary>
/// <param name="From">Key of the definition that is left: <c>processId:version</c>.</param>
/// <param name="To">Key of the definition that is taken up; another version of the same process.</param>
public sealed record MigrationPlan(string From, string To)
{
    /// <summary>Elements that go to one with another id.</summary>
    public IReadOnlyDictionary<string, string> Elements { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Sequence flows, with tokens waiting at a join, that go to one with another id.</summary>
    public IReadOnlyDictionary<string, string> Flows { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Elements of the new version whose timers, or whose term with its ladder, are set again from now; all others keep their due times.
    /// </summary>
    public IReadOnlyCollection<string> Restart { get; init; } = [];

    /// <summary>What is wrong with the plan itself, whatever the instance. Empty: it can be tried on instances.</summary>
    public static IReadOnlyList<MigrationObstacle> Check(ProcessDefinition from, ProcessDefinition to, MigrationPlan plan)
    {
        if (from.Id != to.Id)
            return [new(null, null, $"'{to.Key}' is not a version of '{from.Id}'.")];
        if (from.Key == to.Key)
            return [new(null, null, $"'{from.Key}' is left and taken up at once: name another version.")];
        if (from.Key != plan.From || to.Key != plan.To)
            return [new(null, null, $"The plan is for '{plan.From}' to '{plan.To}'.")];
        var map = new MigrationMap(from, to, plan);
        var obstacles = new List<MigrationObstacle>();
        foreach (var (source, target) in plan.Elements.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var reason = from.Node(source) is not { } node ? $"'{source}' is not in '{from.Key}'." : map.WhyNot(node);
            if (reason is not null)
                obstacles.Add(new(null, source, reason));
            else if (from.Nodes.Any(other => other.Id != source && other is Elements.ICatching && map.Node(other)?.Id == target))
                obstacles.Add(new(null, source, $"Two events go to '{target}': one event cannot wait twice."));
        }

        foreach (var (source, target) in plan.Flows.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (MigrationMap.FlowsOf(from).FirstOrDefault(flow => flow.Id == source) is not { } flow)
                obstacles.Add(new(null, source, $"The flow '{source}' is not in '{from.Key}'."));
            else if (map.Flow(flow) is null)
                obstacles.Add(new(null, source, $"The flow '{source}' cannot go to '{target}': that flow does not exist or leads elsewhere."));
        }

        obstacles.AddRange(plan.Restart.Where(id => to.Node(id) is null).Order(StringComparer.Ordinal).Select(id => new MigrationObstacle(null, id, $"'{id}' is not in '{to.Key}'.")));
        return obstacles;
    }
}

/// <summary>Why something cannot migrate.</summary>
/// <param name="Key">The element instance or token concerned; null when it is the plan.</param>
/// <param name="ElementId">The element of the version that is left, or null.</param>
public sealed record MigrationObstacle(long? Key, string? ElementId, string Message);
