namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on the outbox beside those of every queue (<see cref="QueueWrites"/>).</summary>
public static class MailWrites
{
    /// <summary>The server will never take it: no more tries until a person asks for one.</summary>
    public static RowWrite Bounce(string mailId, long token, string reason) =>
        RowWrite.Of(
            "UPDATE outbox_mail SET status = 'Bounced', lease_until = NULL, last_error = @reason WHERE id = @id AND lease_token = @token",
            Missed.Lost, ("reason", reason), ("id", mailId), ("token", token));

    /// <summary>Puts it back as if it had not been tried: what went wrong was not about this mail, so it must not use up its tries.</summary>
    public static RowWrite Return(string mailId, long token, string reason) =>
        RowWrite.Of(
            "UPDATE outbox_mail SET attempts = attempts - 1, lease_until = NULL, last_error = @reason WHERE id = @id AND lease_token = @token",
            Missed.Lost, ("reason", reason), ("id", mailId), ("token", token));

    public static RowWrite Resend(string mailId, DateTimeOffset now) =>
        RowWrite.Of(
            """
            UPDATE outbox_mail SET status = 'Open', attempts = 0, losses = 0, available_at = @now, turn_at = @now, lease_until = NULL
            WHERE id = @id AND status IN ('Failed', 'Bounced')
            """,
            ("now", now), ("id", mailId));
}
