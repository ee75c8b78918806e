using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>A broadcast to all who listen (BPMN 2.0.2, 10.5.5).</summary>
public sealed class SignalEventDefinition : EventDefinition
{
    public required string Name { get; init; }

    /// <summary>False when the model refers to no signal.</summary>
    public required bool Named { get; init; }

    public override string Tag => "signalEventDefinition";

    internal override EventPlace Places =>
        EventPlace.Start | EventPlace.EventSubProcessStart | EventPlace.IntermediateCatch | EventPlace.IntermediateThrow | EventPlace.Boundary | EventPlace.End;

    internal static SignalEventDefinition Read(ElementReader xml) => new()
    {
        Name = xml.Reference("signalRef", "signal") ?? xml.NameOfEvent, Named = xml.Attribute("signalRef") is not null,
    };

    internal override bool Arm(StepContext step, ElementInstance waiter, ICatching node, int index)
    {
        step.OpenWait(waiter, node.Id, index, WaitKind.Signal, Name);
        return true;
    }

    internal override bool Throw(StepContext step, ElementInstance self)
    {
        step.Emit(new SignalThrown(self.ElementId, Name, self.Variables, step.NextKey));
        return true;
    }
}
