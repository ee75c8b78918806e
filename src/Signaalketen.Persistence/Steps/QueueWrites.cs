namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on leased rows. Each answer names the token it was leased with: an older one is refused (rule R7).</summary>
public static class QueueWrites
{
    /// <summary>Carries a lease on; touches no row when it was lost.</summary>
    public static RowWrite Renew(string table, string id, long token, DateTimeOffset until) =>
        RowWrite.Of($"UPDATE {table} SET lease_until = @until WHERE id = @id AND lease_token = @token AND lease_until IS NOT NULL", ("until", until), ("id", id), ("token", token));

    public static RowWrite CancelJob(string instanceId, long jobKey) =>
        RowWrite.Of("DELETE FROM job WHERE instance_id = @instance AND job_key = @job", ("instance", instanceId), ("job", jobKey));

    public static RowWrite RetargetJob(string instanceId, long jobKey, string elementId) =>
        RowWrite.Of(
            "UPDATE job SET element_id = @element WHERE instance_id = @instance AND job_key = @job",
            ("element", elementId), ("instance", instanceId), ("job", jobKey));

    public static RowWrite FinishJob(string jobId, long token) =>
        RowWrite.ByKey("DELETE FROM job WHERE id = @id AND lease_token = @token", Missed.Lost, ("id", jobId), ("token", token));

    /// <summary>As if it had never been claimed.</summary>
    public static RowWrite HandBack(string jobId, long token) =>
        RowWrite.Of("UPDATE job SET attempts = attempts - 1, lease_until = NULL WHERE id = @id AND lease_token = @token", ("id", jobId), ("token", token));

    public static RowWrite RetryJob(string jobId, long token, DateTimeOffset availableAt, string error) =>
        RowWrite.Of(
            "UPDATE job SET available_at = @available, turn_at = @available, lease_until = NULL, last_error = @error WHERE id = @id AND lease_token = @token",
            Missed.Lost, ("available", availableAt), ("error", error), ("id", jobId), ("token", token));

    public static RowWrite ParkJob(string jobId, long token, string error) =>
        RowWrite.Of(
            "UPDATE job SET status = 'Parked', lease_until = NULL, last_error = @error WHERE id = @id AND lease_token = @token",
            Missed.Lost, ("error", error), ("id", jobId), ("token", token));

    public static RowWrite UnparkJob(string jobId, DateTimeOffset now) =>
        RowWrite.Of(
            "UPDATE job SET status = 'Open', attempts = 0, losses = 0, available_at = @now, turn_at = @now, lease_until = NULL WHERE id = @id AND status = 'Parked'",
            ("now", now), ("id", jobId));

    public static RowWrite MailSent(string mailId, long token, DateTimeOffset now) =>
        RowWrite.Of(
            "UPDATE outbox_mail SET status = 'Sent', sent_at = @now, lease_until = NULL, last_error = NULL WHERE id = @id AND lease_token = @token",
            Missed.Lost, ("now", now), ("id", mailId), ("token", token));

    public static RowWrite MailDropped(string mailId, long token, string reason) =>
        RowWrite.Of(
            "UPDATE outbox_mail SET status = 'Dropped', lease_until = NULL, last_error = @reason WHERE id = @id AND lease_token = @token",
            Missed.Lost, ("reason", reason), ("id", mailId), ("token", token));

    public static RowWrite RetryMail(string mailId, long token, DateTimeOffset availableAt, string error) =>
        RowWrite.Of(
            "UPDATE outbox_mail SET available_at = @available, turn_at = @available, lease_until = NULL, last_error = @error WHERE id = @id AND lease_token = @token",
            Missed.Lost, ("available", availableAt), ("error", error), ("id", mailId), ("token", token));

    public static RowWrite FailMail(string mailId, long token, string error) =>
        RowWrite.Of(
            "UPDATE outbox_mail SET status = 'Failed', lease_until = NULL, last_error = @error WHERE id = @id AND lease_token = @token",
            Missed.Lost, ("error", error), ("id", mailId), ("token", token));
}
