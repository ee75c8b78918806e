namespace Signaalketen.Persistence.Model;

/// <summary>A running or ended process: the engine's state as text, guarded by a version.</summary>
public sealed class ProcessInstanceRow
{
    public required string Id { get; set; }

    public required string DefinitionKey { get; set; }

    public required string ProcessId { get; set; }

    public required string CaseId { get; set; }

    /// <summary>The engine's state; holds no person data.</summary>
    public required string StateText { get; set; }

    /// <summary>Grows by one with every step; a step that finds another number loads and steps again.</summary>
    public long Version { get; set; }

    /// <summary>Number of history rows so far.</summary>
    public long HistoryCount { get; set; }

    public InstanceRowStatus Status { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

public enum InstanceRowStatus
{
    Active,
    Completed,
    Cancelled,
}
