using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Model;

/// <summary>A sequence flow (BPMN 2.0.2, 8.4.13).</summary>
public sealed class SequenceFlow
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public required FlowNode Source { get; init; }

    public required FlowNode Target { get; init; }

    /// <summary>Taken only when this is true; null means unconditional.</summary>
    public FeelExpression? Condition { get; init; }

    /// <summary>Place in the document: an exclusive gateway asks its conditions in this order.</summary>
    public required int Order { get; init; }
}
