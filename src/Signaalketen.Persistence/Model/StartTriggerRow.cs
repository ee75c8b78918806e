namespace Signaalketen.Persistence.Model;

/// <summary>A start event of the current version of a process that waits for a message, a signal or a time (BPMN 2.0.2, 13.2).</summary>
public sealed class StartTriggerRow
{
    public required string Id { get; set; }

    public required string ProcessId { get; set; }

    public required string DefinitionKey { get; set; }

    public required string ElementId { get; set; }

    public StartTriggerKind TriggerKind { get; set; }

    /// <summary>Name of the message or signal.</summary>
    public string? Name { get; set; }

    /// <summary>For a timer: when it starts an instance next.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>For a timer: how often it fires after that; -1 without end.</summary>
    public int Remaining { get; set; }

    /// <summary>For a cycle: its ISO 8601 text, from which the engine counts the next start.</summary>
    public string? RepeatEvery { get; set; }
}

public enum StartTriggerKind
{
    Message,
    Signal,
    Timer,
}
