namespace Signaalketen.Persistence.Model;

/// <summary>A timer of an instance. Gone when it fired, in the same transaction as the step.</summary>
public sealed class TimerRow
{
    public required string InstanceId { get; set; }

    public long TimerKey { get; set; }

    public required string ElementId { get; set; }

    public DateTimeOffset DueAt { get; set; }

    /// <summary>Not before: the due time, or later after a failed try.</summary>
    public DateTimeOffset TryAt { get; set; }

    public int Attempts { get; set; }
}
