namespace Signaalketen.Persistence.Model;

/// <summary>A mail to send, written with the step that caused it. Holds no address and no text: both are made when it is sent.</summary>
public sealed class OutboxMailRow
{
    public required string Id { get; set; }

    /// <summary>Unique: the same cause never makes a second mail.</summary>
    public required string BusinessKey { get; set; }

    /// <summary>Name of Casework's mail kind, which fixes the text.</summary>
    public required string MailKind { get; set; }

    public MailRecipientKind RecipientKind { get; set; }

    /// <summary>Account id, or the case whose reporter gets it.</summary>
    public required string RecipientId { get; set; }

    public required string CaseId { get; set; }

    public string? TaskId { get; set; }

    public required string Reference { get; set; }

    /// <summary>Name of the step, as the model words it.</summary>
    public required string TaskKind { get; set; }

    public DateOnly? Term { get; set; }

    /// <summary>Path within the site.</summary>
    public required string LinkPath { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset AvailableAt { get; set; }

    /// <summary>Order in the queue, never before <see cref="AvailableAt"/>: what one step asks for a thousand times is spread, so that others get their turn in between.</summary>
    public DateTimeOffset TurnAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Times a claim ran out without an answer.</summary>
    public int Losses { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public long LeaseToken { get; set; }

    public MailStatus Status { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? LastError { get; set; }
}

public enum MailRecipientKind
{
    Account,

    /// <summary>Who reported the signal; the address is in the case, sealed.</summary>
    Reporter,
}

public enum MailStatus
{
    Open,
    Sent,

    /// <summary>Tries used up; an incident names it.</summary>
    Failed,

    /// <summary>The mail server said that this mail will never arrive: the address does not exist. An incident names it.</summary>
    Bounced,

    /// <summary>There is nobody to send it to: no address was left, or the case was erased.</summary>
    Dropped,
}
