using Signaalketen.Engine.EventDefinitions;

namespace Signaalketen.Engine.Elements;

/// <summary>An event that catches: start, intermediate catch, boundary.</summary>
internal interface ICatching
{
    string Id { get; }

    IReadOnlyList<EventDefinition> Definitions { get; }
}
