using Signaalketen.Engine.EventDefinitions;

namespace Signaalketen.Engine.Elements;

/// <summary>An event that catches: start, intermediate catch, boundary.</summary>
internal interface ICatching
{
    string Id { get; }

    IReadOnlyList<EventDefinition> Definitions { get; }

    /// <summary>True when all definitions must happen, not one of them (BPMN 2.0.2, 10.5.5, parallel multiple).</summary>
    bool ParallelMultiple { get; }
}
