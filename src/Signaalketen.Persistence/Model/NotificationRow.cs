namespace Signaalketen.Persistence.Model;

/// <summary>A line on the screen of one account about one task.</summary>
public sealed class NotificationRow
{
    public required string Id { get; set; }

    public required string AccountId { get; set; }

    public required string TaskId { get; set; }

    public NotificationKind NotificationKind { get; set; }

    public DateTimeOffset RaisedAt { get; set; }

    public DateTimeOffset? ReadAt { get; set; }
}

public enum NotificationKind
{
    NewTask,
    Reminder,

    /// <summary>Brought in by the ladder: may now do the task.</summary>
    BroughtIn,

    /// <summary>As <see cref="BroughtIn"/>, and the case is frozen.</summary>
    Frozen,
}
