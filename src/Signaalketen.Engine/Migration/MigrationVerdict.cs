using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Migration;

/// <summary>Whether one instance can migrate as planned, and if not, what stands in the way. Nothing changes.</summary>
public sealed record MigrationVerdict(IReadOnlyList<MigrationObstacle> Obstacles)
{
    public bool Can => Obstacles.Count == 0;

    /// <summary>Tries a plan on an instance: what the plan lacks, what of the instance has nowhere to go, and at last the step itself.</summary>
    /// <param name="definitions">Both versions, and all that the instance calls.</param>
    public static MigrationVerdict Of(Engine engine, DefinitionSet definitions, InstanceState state, MigrationPlan plan, DateTimeOffset now)
    {
        var obstacles = Find(definitions, state, plan);
        if (obstacles.Count == 0 && engine.Step(definitions, state, new MigrateInstance(plan), now) is StepResult.Rejected { Rejection: var rejection })
            return new([new(null, rejection.ElementId, rejection.Message)]);
        return new(obstacles);
    }

    /// <summary>All that can be told without taking the step.</summary>
    internal static IReadOnlyList<MigrationObstacle> Find(DefinitionSet definitions, InstanceState state, MigrationPlan plan)
    {
        if (definitions.Find(plan.From) is not { } from)
            return [new(null, null, $"'{plan.From}' is not deployed.")];
        if (definitions.Find(plan.To) is not { } to)
            return [new(null, null, $"'{plan.To}' is not deployed.")];
        if (MigrationPlan.Check(from, to, plan) is { Count: > 0 } broken)
            return broken;
        if (!state.Elements.Any(entry => entry.Value.Role == InstanceRole.Process && entry.Value.DefinitionKey == plan.From))
            return [new(null, null, $"Nothing of '{plan.From}' is active in this instance.")];

        var map = new MigrationMap(from, to, plan);
        var flows = MigrationMap.FlowsOf(from).ToLookup(flow => flow.Id, StringComparer.Ordinal);
        var obstacles = new List<MigrationObstacle>();
        foreach (var (key, element) in state.Elements)
        {
            if (element.DefinitionKey == plan.From && element.Role != InstanceRole.Process && map.WhyNot(from.Node(element.ElementId)!) is { } reason)
                obstacles.Add(new(key, element.ElementId, reason));
            else if (element is { Role: InstanceRole.Body, Loop: null } && from.Node(element.ElementId) is ComplexGateway gateway && element.DefinitionKey == plan.From && !map.SameJoin(gateway))
                obstacles.Add(new(key, element.ElementId, $"'{element.ElementId}' has fired and waits for the rest of its flows, which are others in '{to.Key}'."));
        }

        foreach (var (key, token) in state.Tokens)
        {
            if (state.Elements[token.ScopeKey].DefinitionKey != plan.From)
                continue;
            if (map.WhyNot(from.Node(token.TargetId)!) is { } reason)
                obstacles.Add(new(key, token.TargetId, reason));
            else if (token.FlowId is { } id && flows[id].Select(map.Flow).All(flow => flow is null))
                obstacles.Add(new(key, token.TargetId, $"A token waits on the flow '{id}', which has no counterpart in '{to.Key}': say where it goes."));
        }

        return obstacles;
    }
}
