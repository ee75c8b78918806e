namespace Signaalketen.Persistence.Model;

/// <summary>One event of an instance. Replaying them in order gives its state.</summary>
public sealed class HistoryRow
{
    public required string InstanceId { get; set; }

    /// <summary>1-based and without gaps within the instance.</summary>
    public long Sequence { get; set; }

    public DateTimeOffset HappenedAt { get; set; }

    public required string EventKind { get; set; }

    public string? ElementId { get; set; }

    /// <summary>Account id, or the part of the system that acted.</summary>
    public required string ActorId { get; set; }

    /// <summary>The event as the engine writes it: one line of JSON.</summary>
    public required string Payload { get; set; }
}
