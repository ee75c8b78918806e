using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>
/// Joins one token of each incoming flow and forks one onto each outgoing flow (BPMN 2.0.2, 13.4.1).
/// Surplus tokens on a flow wait for the next round; conditions on its outgoing flows are ignored.
/// </summary>
public sealed class ParallelGateway : FlowNode
{
    internal static ParallelGateway Read(ElementReader xml) => new() { Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope };

    internal override IReadOnlyList<long>? Consume(StepContext step, Token arriving)
    {
        if (Incoming.Count <= 1 || arriving.FlowId is null)
            return [arriving.Key];
        var waiting = Waiting.PerFlow(step, step.Get(arriving.ScopeKey), this);
        return waiting.Any(first => first == 0) ? null : waiting;
    }

    internal override void Enter(StepContext step, ElementInstance self) => step.Leave(self);

    internal override void Exit(StepContext step, ElementInstance self) => step.Complete(self, Outgoing);

    internal override void Check(ProblemList problems)
    {
        foreach (var flow in Outgoing.Where(flow => flow.Condition is not null))
            problems.Warning(
                "bpmn.parallel-flow-condition", flow.Id,
                $"The condition on this flow is ignored: '{Id}' is a parallel gateway and takes every flow.",
                $"De voorwaarde op deze pijl telt niet: '{Id}' is een parallelle gateway en neemt elke pijl.");
    }
}

/// <summary>Tokens that wait before a join.</summary>
internal static class Waiting
{
    /// <summary>For each incoming flow of <paramref name="join"/> the key of its oldest waiting token, or 0.</summary>
    public static long[] PerFlow(StepContext step, ElementInstance scope, FlowNode join)
    {
        var oldest = new long[join.Incoming.Count];
        foreach (var key in scope.Tokens)
        {
            var token = step.State.Tokens[key];
            if (token.TargetId != join.Id)
                continue;
            for (var index = 0; index < oldest.Length; index++)
            {
                if (oldest[index] == 0 && join.Incoming[index].Id == token.FlowId)
                    oldest[index] = key;
            }
        }

        return oldest;
    }
}
