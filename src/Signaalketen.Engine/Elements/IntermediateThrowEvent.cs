using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Throws its event and goes on; a none event only marks that a point was passed (BPMN 2.0.2, 13.5.2).</summary>
public sealed class IntermediateThrowEvent : FlowNode
{
    public required IReadOnlyList<EventDefinition> Definitions { get; init; }

    internal static IntermediateThrowEvent Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Definitions = xml.Definitions(),
    };

    internal override void Enter(StepContext step, ElementInstance self)
    {
        if (Throwing.All(step, self, this, Definitions))
            step.Leave(step.Get(self.Key));
    }

    internal override void Check(ProblemList problems) => EventRules.Check(this, Definitions, EventPlace.IntermediateThrow, true, problems);
}

/// <summary>Throws the definitions of a throw or end event, one after another.</summary>
internal static class Throwing
{
    /// <summary>True when the thrower is still alive and may leave.</summary>
    public static bool All(StepContext step, ElementInstance self, FlowNode node, IReadOnlyList<EventDefinition> definitions)
    {
        step.TakeInputs(self, node.Inputs);
        foreach (var definition in definitions.Where(definition => definition is not CompensateEventDefinition))
        {
            if (!definition.Throw(step, step.Get(self.Key)) || step.Find(self.Key) is null)
                return false;
        }

        // Compensation is waited for, so it comes last.
        return step.ThrowCompensation(step.Get(self.Key), [.. definitions.OfType<CompensateEventDefinition>()]) && step.Find(self.Key) is not null;
    }

    public static IReadOnlyList<EventDefinition> Definitions(FlowNode node) => node switch
    {
        IntermediateThrowEvent thrown => thrown.Definitions,
        EndEvent end => end.Definitions,
        _ => [],
    };
}
