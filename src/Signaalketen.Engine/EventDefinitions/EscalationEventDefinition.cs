using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>An escalation: tells an outer level something, which may or may not end the inner one (BPMN 2.0.2, 10.5.6).</summary>
public sealed class EscalationEventDefinition : EventDefinition
{
    /// <summary>The escalation code; null on a catcher means every escalation.</summary>
    public string? Code { get; init; }

    public override string Tag => "escalationEventDefinition";

    internal override EventPlace Places => EventPlace.EventSubProcessStart | EventPlace.IntermediateThrow | EventPlace.Boundary | EventPlace.End;

    internal static EscalationEventDefinition Read(ElementReader xml) => new() { Code = xml.Reference("escalationRef", "escalation", "escalationCode") };

    internal bool Catches(string code) => Code is null || Code == code;

    internal override bool Throw(StepContext step, ElementInstance self)
    {
        step.ThrowEscalation(self, Code ?? "");
        return true;
    }
}
