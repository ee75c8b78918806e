using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Model;

/// <summary>
/// Which flows an activity or event leaves by (BPMN 2.0.2, 13.2.1): every unconditional one and every one whose condition is true;
/// the default when conditions stand and none is true. An inclusive gateway chooses the same way.
/// </summary>
internal static class ConditionalFlows
{
    /// <summary>The flows, or null after raising an incident on <paramref name="self"/>.</summary>
    public static IReadOnlyList<SequenceFlow>? Select(StepContext step, ElementInstance self, FlowNode node)
    {
        var outgoing = node.Outgoing;
        var plain = true;
        foreach (var flow in outgoing)
            plain &= flow.Condition is null && flow != node.Default;
        if (plain)
            return outgoing;

        var chosen = new List<SequenceFlow>(outgoing.Count);
        foreach (var flow in outgoing)
        {
            if (flow == node.Default)
                continue;
            if (flow.Condition is { } condition)
            {
                if (step.Test(condition, self, IncidentStage.Leaving) is not { } holds)
                    return null;
                if (!holds)
                    continue;
            }

            chosen.Add(flow);
        }

        if (chosen.Count > 0)
            return chosen;
        if (node.Default is { } fallback)
            return [fallback];
        step.Raise(self, IncidentCodes.NoFlow, $"No condition on the flows out of '{node.Id}' is true and it has no default flow.", IncidentStage.Leaving);
        return null;
    }
}
