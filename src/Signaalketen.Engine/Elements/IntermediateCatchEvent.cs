using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Waits for its event and goes on (BPMN 2.0.2, 13.5.2).</summary>
public sealed class IntermediateCatchEvent : FlowNode, ICatching
{
    public required IReadOnlyList<EventDefinition> Definitions { get; init; }

    public required bool ParallelMultiple { get; init; }

    internal static IntermediateCatchEvent Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Outputs = xml.Outputs, Definitions = xml.Definitions(), ParallelMultiple = xml.Flag("parallelMultiple", false),
    };

    internal override void Enter(StepContext step, ElementInstance self)
    {
        // A token only comes to a catching link when the link was thrown.
        if (LinkEventDefinition.IsLink(Definitions))
            step.Leave(self);
        else
            step.Arm(self, this);
    }

    internal override void Check(ProblemList problems) => EventRules.Check(this, Definitions, EventPlace.IntermediateCatch, true, problems);
}
