using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>Compensation: undoes activities that completed (BPMN 2.0.2, 10.5.6 and 13.5.5).</summary>
public sealed class CompensateEventDefinition : EventDefinition
{
    /// <summary>The one activity to undo; null means all that completed in the scope.</summary>
    public string? ActivityId { get; init; }

    /// <summary>Whether the thrower waits until all is undone.</summary>
    public bool WaitForCompletion { get; init; } = true;

    public override string Tag => "compensateEventDefinition";

    internal override EventPlace Places => EventPlace.EventSubProcessStart | EventPlace.IntermediateThrow | EventPlace.Boundary | EventPlace.End;

    internal static CompensateEventDefinition Read(ElementReader xml)
    {
        var reference = xml.Attribute("activityRef") is { } named ? ElementReader.LocalName(named) : null;
        if (reference is not null && xml.Model.Find(reference) is null)
            xml.Problem(
                "bpmn.unresolved-reference", $"activityRef refers to '{reference}', which does not exist.", $"activityRef verwijst naar '{reference}', maar dat bestaat niet.");
        return new() { ActivityId = reference, WaitForCompletion = xml.Flag("waitForCompletion", true) };
    }

    internal override bool Throw(StepContext step, ElementInstance self) => step.ThrowCompensation(self, ActivityId, WaitForCompletion);
}
