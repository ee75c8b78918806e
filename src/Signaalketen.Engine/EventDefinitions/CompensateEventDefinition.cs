using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>Compensation: undoes activities that completed (BPMN 2.0.2, 10.5.6 and 13.5.5).</summary>
public sealed class CompensateEventDefinition : EventDefinition
{
    /// <summary>The one activity to undo; null means all that completed in the scope.</summary>
    public string? ActivityId { get; init; }

    /// <summary>Whether the thrower waits until all is undone.</summary>
    public bool WaitForCompletion { get; init; }

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

    internal override void Check(FlowNode node, EventPlace place, ProblemList problems)
    {
        if (place is EventPlace.IntermediateThrow or EventPlace.End && ActivityId is not null && !Reaches(node.Scope, ActivityId))
            problems.Error(
                "bpmn.compensation-reach", node.Id,
                $"'{ActivityId}' is no activity of this process or sub-process or of one around it: compensation cannot reach it. Refer to another activity.",
                $"'{ActivityId}' is geen activiteit van dit (deel)proces of een eromheen: compensatie kan er niet bij. Verwijs naar een andere activiteit.");
        if (place is EventPlace.IntermediateThrow or EventPlace.End && Homes(node).Count > 1 && ReferenceEquals(this, Throwing.Definitions(node).OfType<CompensateEventDefinition>().First()))
            problems.Error(
                "bpmn.compensation-scopes", node.Id,
                "The compensation definitions of this event reach different scopes, so their order is not defined: split the event.",
                "De compensaties van deze gebeurtenis horen bij verschillende deelprocessen, dus hun volgorde ligt niet vast: splits de gebeurtenis.");
        if (node is BoundaryEvent { Definitions.Count: > 1 })
            problems.Error(
                "bpmn.compensation-alone", node.Id,
                "A compensation event on a boundary has no other definition: split the event.",
                "Een compensatiegebeurtenis op een rand heeft geen andere aanleiding: splits de gebeurtenis.");
        if (node is BoundaryEvent { Outgoing.Count: > 0 })
            problems.Error(
                "bpmn.compensation-flow", node.Id,
                "A compensation event has no outgoing sequence flow: an association leads to the activity that undoes.",
                "Een compensatiegebeurtenis heeft geen uitgaande pijl: een associatie leidt naar de activiteit die terugdraait.");
        if (place == EventPlace.EventSubProcessStart && node.Scope.Owner?.Scope.Owner is null)
            problems.Error(
                "bpmn.compensation-of-process", node.Id,
                "A compensation event sub-process stands inside the sub-process that it undoes: a process itself is never undone. Move it into a sub-process.",
                "Een compensatie-deelproces staat in het deelproces dat het terugdraait: een proces zelf wordt nooit teruggedraaid. Zet het in een deelproces.");
    }

    /// <summary>The scopes in which the definitions of one event undo.</summary>
    private static HashSet<FlowScope?> Homes(FlowNode node) =>
        [.. Throwing.Definitions(node).OfType<CompensateEventDefinition>().Select(definition => definition.ActivityId is { } named ? Owner(node.Scope, named) : Around(node.Scope))];

    private static FlowScope? Owner(FlowScope? scope, string activity) => scope is null || scope.Find(activity) is Activity ? scope : Owner(scope.Parent, activity);

    private static FlowScope Around(FlowScope scope) =>
        scope.Owner is { TriggeredByEvent: true, Compensates: false } && scope.Parent is { } parent ? Around(parent) : scope;

    private static bool Reaches(FlowScope? scope, string activity) => scope is not null && (scope.Find(activity) is Activity || Reaches(scope.Parent, activity));

    /// <summary>A repetition throws one definition; an event throws all of its own together (<see cref="Throwing"/>).</summary>
    internal override bool Throw(StepContext step, ElementInstance self) => step.ThrowCompensation(self, [this]);
}
