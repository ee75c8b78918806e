namespace Signaalketen.Persistence.Model;

/// <summary>A user task that people see in their list.</summary>
public sealed class UserTaskRow
{
    public required string Id { get; set; }

    public required string InstanceId { get; set; }

    /// <summary>The engine's key of the task, unique within the instance.</summary>
    public long TaskKey { get; set; }

    public required string CaseId { get; set; }

    public required string DefinitionKey { get; set; }

    public required string ElementId { get; set; }

    public required string Name { get; set; }

    public string? CandidateRole { get; set; }

    public string? FormKey { get; set; }

    /// <summary>1-based number within a repeated task, else null.</summary>
    public int? LoopCounter { get; set; }

    /// <summary>Random and new for every task: what a mail may name (domain 2.2, mail rule).</summary>
    public required string Reference { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public string? AssigneeId { get; set; }

    public DateTimeOffset? ClaimedAt { get; set; }

    public string? PerformedById { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When this task's ladder froze the case; the case stays frozen while such a task is open.</summary>
    public DateTimeOffset? FrozeCaseAt { get; set; }

    public UserTaskStatus Status { get; set; }
}

public enum UserTaskStatus
{
    Open,
    Completed,
    Cancelled,
}
