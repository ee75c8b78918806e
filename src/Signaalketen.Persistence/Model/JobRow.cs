namespace Signaalketen.Persistence.Model;

/// <summary>Work for the pump: a job of a service task, or a message or signal to deliver.</summary>
public sealed class JobRow
{
    public required string Id { get; set; }

    /// <summary>The instance that asked for it.</summary>
    public required string InstanceId { get; set; }

    /// <summary>The engine's key; null for a delivery, which nobody waits for.</summary>
    public long? JobKey { get; set; }

    public required string CaseId { get; set; }

    public required string ElementId { get; set; }

    /// <summary>Which handler runs it.</summary>
    public required string JobType { get; set; }

    /// <summary>What it needs, as JSON; never person data.</summary>
    public required string InputJson { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset AvailableAt { get; set; }

    /// <summary>Order in the queue, never before <see cref="AvailableAt"/>: what one step asks for a thousand times is spread, so that others get their turn in between.</summary>
    public DateTimeOffset TurnAt { get; set; }

    /// <summary>Times it was claimed.</summary>
    public int Attempts { get; set; }

    /// <summary>Times a claim ran out without an answer: the node died, perhaps of this very job.</summary>
    public int Losses { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Grows with every claim. Who answers with an older token is refused (fencing).</summary>
    public long LeaseToken { get; set; }

    public JobStatus Status { get; set; }

    /// <summary>Why the last try failed: type of the fault and our own words, never data.</summary>
    public string? LastError { get; set; }
}

public enum JobStatus
{
    Open,

    /// <summary>Its tries are used up; an incident names it and a person decides.</summary>
    Parked,
}
