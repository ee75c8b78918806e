using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>A sub-process that succeeds as a whole or is undone (BPMN 2.0.2, 13.3.4).</summary>
public sealed class Transaction : SubProcess
{
    internal static new Transaction Read(ElementReader xml)
    {
        var inside = xml.ReadInside();
        var read = new Transaction
        {
            Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop,
            IsForCompensation = xml.IsForCompensation, Inside = inside, TriggeredByEvent = false,
        };
        inside.Owner = read;
        return read;
    }

    /// <summary>Stops all that is active inside and begins to undo what completed.</summary>
    internal static void Cancel(StepContext step, long key)
    {
        step.TerminateContents(key);
        step.CloseWaits(step.Get(key));
        step.UndoAll(key);
    }

    /// <summary>All is undone: the transaction ends by its cancel boundary event.</summary>
    internal override void Undone(StepContext step, ElementInstance self)
    {
        var scope = self.ScopeKey;
        var body = self.Role == InstanceRole.Inner ? step.Get(scope) : self;
        if (Boundaries.FirstOrDefault(boundary => boundary.Definitions.Any(definition => definition is CancelEventDefinition)) is { } boundary)
        {
            step.Boundary(body, boundary, Variables.Empty);
            return;
        }

        step.Terminate(self.Key);
        step.LookAt(scope);
    }
}
