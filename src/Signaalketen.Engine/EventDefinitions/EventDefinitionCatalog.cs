using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>Every event definition the engine executes: one line per BPMN tag.</summary>
public static class EventDefinitionCatalog
{
    private static readonly SortedDictionary<string, Func<ElementReader, EventDefinition>> Readers = new(StringComparer.Ordinal)
    {
        ["messageEventDefinition"] = MessageEventDefinition.Read,
        ["timerEventDefinition"] = TimerEventDefinition.Read,
        ["signalEventDefinition"] = SignalEventDefinition.Read,
        ["errorEventDefinition"] = ErrorEventDefinition.Read,
        ["escalationEventDefinition"] = EscalationEventDefinition.Read,
        ["conditionalEventDefinition"] = ConditionalEventDefinition.Read,
        ["linkEventDefinition"] = LinkEventDefinition.Read,
        ["compensateEventDefinition"] = CompensateEventDefinition.Read,
        ["cancelEventDefinition"] = xml => CancelEventDefinition.Read(),
        ["terminateEventDefinition"] = xml => TerminateEventDefinition.Read(),
    };

    /// <summary>The tags, in ordinal order.</summary>
    public static IReadOnlyCollection<string> Tags => Readers.Keys;

    internal static Func<ElementReader, EventDefinition>? Find(string tag) => Readers.GetValueOrDefault(tag);
}
