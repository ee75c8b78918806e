using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>Happens when a condition becomes true (BPMN 2.0.2, 10.5.5). Looked at when it is armed and after every change of variables.</summary>
public sealed class ConditionalEventDefinition : EventDefinition
{
    /// <summary>Null only in a model that is refused.</summary>
    public FeelExpression? Condition { get; init; }

    public override string Tag => "conditionalEventDefinition";

    internal override EventPlace Places => EventPlace.EventSubProcessStart | EventPlace.IntermediateCatch | EventPlace.Boundary;

    internal static ConditionalEventDefinition Read(ElementReader xml)
    {
        if (xml.Child("condition") is null)
            xml.Problem(
                "bpmn.condition-missing", "This conditional event has no condition: write one.", "Deze voorwaardelijke gebeurtenis heeft geen voorwaarde: schrijf er een.");
        return new() { Condition = xml.Expression(xml.Child("condition")) };
    }

    internal override bool Arm(StepContext step, ElementInstance waiter, ICatching node, int index)
    {
        step.OpenWait(waiter, node.Id, index, WaitKind.Condition);
        return true;
    }
}
