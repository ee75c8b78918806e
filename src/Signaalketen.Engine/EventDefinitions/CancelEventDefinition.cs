using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>Cancels the transaction it stands in: all that completed is undone, then its cancel boundary event goes on (BPMN 2.0.2, 13.3.4).</summary>
public sealed class CancelEventDefinition : EventDefinition
{
    public override string Tag => "cancelEventDefinition";

    internal override EventPlace Places => EventPlace.Boundary | EventPlace.End;

    internal static CancelEventDefinition Read() => new();

    internal override void Check(FlowNode node, EventPlace place, ProblemList problems)
    {
        if (place == EventPlace.End && !Inside(node.Scope))
            problems.Error(
                "bpmn.cancel-outside-transaction", node.Id,
                "A cancel end event stands inside a transaction only: put it in one, or use an error end event.",
                "Een annuleer-eindgebeurtenis staat alleen in een transactie: zet haar daarin of gebruik een fout-eindgebeurtenis.");
        if (node is BoundaryEvent boundary && (node.Scope.Find(boundary.AttachedTo) is not Transaction || !boundary.Interrupting))
            problems.Error(
                "bpmn.cancel-outside-transaction", node.Id,
                "A cancel event stands on the boundary of a transaction only, and interrupts it: make the sub-process a transaction, or use an error event.",
                "Een annuleergebeurtenis staat alleen op de rand van een transactie en onderbreekt die: maak van het deelproces een transactie of gebruik een foutgebeurtenis.");
    }

    private static bool Inside(FlowScope? scope) => scope is not null && (scope.Owner is Transaction || Inside(scope.Parent));

    internal override bool Throw(StepContext step, ElementInstance self)
    {
        var scope = step.Get(self.ScopeKey);
        while (step.NodeOf(scope) is not Transaction)
            scope = step.Get(scope.ScopeKey);
        step.Complete(self, []);
        Transaction.Cancel(step, scope.Key);
        return false;
    }
}
