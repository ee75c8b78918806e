using Signaalketen.Engine.Elements;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>Cancels the transaction it stands in: all that completed is undone, then its cancel boundary event goes on (BPMN 2.0.2, 13.3.4).</summary>
public sealed class CancelEventDefinition : EventDefinition
{
    public override string Tag => "cancelEventDefinition";

    internal override EventPlace Places => EventPlace.Boundary | EventPlace.End;

    internal static CancelEventDefinition Read() => new();

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
