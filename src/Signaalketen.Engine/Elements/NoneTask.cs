using Signaalketen.Engine.Events;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>A task without a type, or a manual task (BPMN 2.0.2, 13.3.3): passes, unless the engine was told to wait at it.</summary>
public sealed class NoneTask : Activity
{
    internal static NoneTask Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop, IsForCompensation = xml.IsForCompensation,
    };

    private protected override void Begin(StepContext step, ElementInstance self)
    {
        if (step.Options.NoneTasksWait)
            step.Emit(new TaskAwaited(self.Key, Id));
        else
            step.Leave(self);
    }
}
