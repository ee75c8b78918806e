using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;

namespace Signaalketen.Verification;

/// <summary>What can be said from the paths in a scope, without running it.</summary>
internal static class PathRules
{
    public static IEnumerable<Finding> Check(FlowScope scope)
    {
        var fromStart = Reach(scope, scope.Nodes.Where(IsBeginning), flow => flow.Target, node => node.Outgoing, forward: true);
        foreach (var node in scope.Nodes.Where(node => node is not SubProcess { TriggeredByEvent: true } && !fromStart.ContainsKey(node.Id)))
            yield return new(
                new(ProblemSeverity.Error, "verify.unreachable", node.Id,
                    $"'{node.Id}' can never be reached from the beginning: connect it, or remove it.",
                    $"'{node.Id}' is vanaf het begin nooit te bereiken: verbind het of haal het weg."), []);

        if (scope.Nodes.Any(node => node is EndEvent))
        {
            var toEnd = Reach(scope, scope.Nodes.Where(node => node.Outgoing.Count == 0), flow => flow.Source, node => node.Incoming, forward: false);
            foreach (var node in scope.Nodes.Where(node => node is not SubProcess { TriggeredByEvent: true } && fromStart.ContainsKey(node.Id) && !toEnd.ContainsKey(node.Id)))
                yield return new(
                    new(ProblemSeverity.Error, "verify.no-way-out", node.Id,
                        $"From '{node.Id}' no end can be reached: add a way out.",
                        $"Vanaf '{node.Id}' is geen einde te bereiken: voeg een uitweg toe."),
                    PathTo(fromStart, node.Id));
        }

        foreach (var finding in scope.Nodes.OfType<ParallelGateway>().Where(join => join.Incoming.Count > 1).Select(Starving).OfType<Finding>())
            yield return finding;
        foreach (var inner in scope.Nodes.OfType<SubProcess>())
        {
            foreach (var finding in Check(inner.Inside))
                yield return finding;
        }
    }

    private static bool IsBeginning(FlowNode node) =>
        node is StartEvent || (node.Incoming.Count == 0 && node is not (BoundaryEvent or SubProcess { TriggeredByEvent: true }));

    /// <summary>A parallel join straight behind an exclusive choice waits for a branch that was not chosen.</summary>
    private static Finding? Starving(ParallelGateway join)
    {
        foreach (var group in join.Incoming.GroupBy(flow => flow.Source).Where(group => group.Count() > 1 && group.Key is ExclusiveGateway))
            return new(
                new(ProblemSeverity.Error, "verify.join-waits-for-choice", join.Id,
                    $"'{join.Id}' waits for all branches of the exclusive gateway '{group.Key.Id}', which takes only one: use an exclusive or inclusive gateway to join.",
                    $"'{join.Id}' wacht op alle takken van de keuze '{group.Key.Id}', maar die neemt er maar één: gebruik een keuze- of inclusieve gateway om samen te voegen."),
                [group.Key.Id, join.Id]);
        return null;
    }

    /// <summary>Each reached node with the one it was reached from (itself for a beginning).</summary>
    private static Dictionary<string, string> Reach(
        FlowScope scope, IEnumerable<FlowNode> from, Func<SequenceFlow, FlowNode> next, Func<FlowNode, IReadOnlyList<SequenceFlow>> flows, bool forward)
    {
        var reached = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<FlowNode>();
        foreach (var node in from)
            Visit(node, node);
        while (queue.TryDequeue(out var node))
        {
            foreach (var flow in flows(node))
                Visit(next(flow), node);
            if (forward && node is Activity activity)
            {
                foreach (var boundary in activity.Boundaries)
                    Visit(boundary, node);
            }
            else if (!forward && node is BoundaryEvent boundary && scope.Nodes.FirstOrDefault(other => other.Id == boundary.AttachedTo) is { } host)
            {
                Visit(host, node);
            }
        }

        return reached;

        void Visit(FlowNode node, FlowNode via)
        {
            if (reached.TryAdd(node.Id, via.Id))
                queue.Enqueue(node);
        }
    }

    private static List<string> PathTo(Dictionary<string, string> reached, string id)
    {
        var path = new List<string> { id };
        while (reached[path[0]] != path[0])
            path.Insert(0, reached[path[0]]);
        return path;
    }
}
