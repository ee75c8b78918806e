using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Where a path ends, after throwing what it throws (BPMN 2.0.2, 13.5.6).</summary>
public sealed class EndEvent : FlowNode
{
    public required IReadOnlyList<EventDefinition> Definitions { get; init; }

    internal static EndEvent Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Definitions = xml.Definitions(),
    };

    internal override void Enter(StepContext step, ElementInstance self)
    {
        if (Throwing.All(step, self, this, Definitions))
            step.Complete(step.Get(self.Key), []);
    }

    internal override void Exit(StepContext step, ElementInstance self) => step.Complete(self, []);

    internal override void Check(ProblemList problems)
    {
        EventRules.Check(this, Definitions, EventPlace.End, true, problems);
        if (Outgoing.Count > 0)
            problems.Error(
                "bpmn.end-with-outgoing", Id,
                "An end event has no outgoing flow: use an intermediate event, or remove the flow.",
                "Een eindgebeurtenis heeft geen uitgaande pijl: gebruik een tussengebeurtenis of haal de pijl weg.");
    }
}
