using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Takes one flow: the first in document order whose condition is true, else the default (BPMN 2.0.2, 13.4.2).</summary>
public sealed class ExclusiveGateway : FlowNode
{
    internal static ExclusiveGateway Read(ElementReader xml) => new() { Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope };

    private SequenceFlow[]? inOrder;

    internal override void Enter(StepContext step, ElementInstance self) => step.Leave(self);

    internal override void Exit(StepContext step, ElementInstance self)
    {
        if (Outgoing.Count == 0)
        {
            step.Complete(self, []);
            return;
        }

        foreach (var flow in inOrder ??= [.. Outgoing.OrderBy(flow => flow.Order)])
        {
            if (flow == Default)
                continue;
            if (flow.Condition is { } condition)
            {
                if (step.Test(condition, self, IncidentStage.Leaving) is not { } holds)
                    return;
                if (!holds)
                    continue;
            }

            step.Complete(self, [flow]);
            return;
        }

        if (Default is { } fallback)
            step.Complete(self, [fallback]);
        else
            step.Raise(self, IncidentCodes.NoFlow, $"No condition out of '{Id}' is true and it has no default flow.", IncidentStage.Leaving);
    }

    internal override void Check(ProblemList problems)
    {
        if (Outgoing.Count < 2)
            return;
        foreach (var flow in Outgoing.Where(flow => flow.Condition is null && flow != Default))
            problems.Warning(
                "bpmn.exclusive-flow-without-condition", flow.Id,
                $"This flow out of '{Id}' has no condition and is not the default, so it always counts as true.",
                $"Deze pijl uit '{Id}' heeft geen voorwaarde en is niet de standaardroute; hij telt dus altijd als waar.");
    }
}
