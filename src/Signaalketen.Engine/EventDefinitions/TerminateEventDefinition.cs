using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>Ends all that still runs in the same process or sub-process (BPMN 2.0.2, 13.5.6).</summary>
public sealed class TerminateEventDefinition : EventDefinition
{
    public override string Tag => "terminateEventDefinition";

    internal override EventPlace Places => EventPlace.End;

    internal static TerminateEventDefinition Read() => new();

    internal override bool Throw(StepContext step, ElementInstance self)
    {
        step.Complete(self, []);
        step.TerminateContents(self.ScopeKey);
        return false;
    }
}
