using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Catches what happens while an activity is active, ending it or not (BPMN 2.0.2, 13.5.3).</summary>
public sealed class BoundaryEvent : FlowNode, ICatching
{
    public required IReadOnlyList<EventDefinition> Definitions { get; init; }

    public required bool ParallelMultiple { get; init; }

    public required bool Interrupting { get; init; }

    /// <summary>For a compensation event: the activity that undoes, at the other end of its association.</summary>
    public Activity? Handler { get; internal set; }

    /// <summary>The activity it is attached to.</summary>
    public required string AttachedTo { get; init; }

    internal override string? NoTokenBecause => "a boundary event begins when its activity's event happens";

    internal static BoundaryEvent Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Outputs = xml.Outputs,
        Definitions = xml.Definitions(), ParallelMultiple = xml.Flag("parallelMultiple", false),
        Interrupting = xml.Flag("cancelActivity", true),
        AttachedTo = ElementReader.LocalName(xml.Attribute("attachedToRef") ?? ""),
    };

    internal override void Enter(StepContext step, ElementInstance self) => step.Leave(self);

    internal override void Check(ProblemList problems)
    {
        EventRules.Check(this, Definitions, EventPlace.Boundary, Interrupting, problems);
        if (Incoming.Count > 0)
            problems.Error(
                "bpmn.boundary-with-incoming", Id,
                "A boundary event has no incoming flow: it starts when its activity's event happens.",
                "Een randgebeurtenis heeft geen inkomende pijl: hij start als de gebeurtenis bij de activiteit optreedt.");
    }
}
