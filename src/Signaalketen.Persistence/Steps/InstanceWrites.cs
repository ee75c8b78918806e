using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on the instance row: the optimistic lock of every step (rule R3).</summary>
public static class InstanceWrites
{
    public static RowWrite Advance(
        string instanceId, long expectedVersion, string definitionKey, string stateText, long historyCount, InstanceRowStatus status, DateTimeOffset? endedAt) =>
        RowWrite.Of(
            """
            UPDATE process_instance SET definition_key = @definition, state_text = @state, version = version + 1, history_count = @count, status = @status, ended_at = @ended
            WHERE id = @id AND version = @version
            """,
            Missed.Conflict,
            ("definition", definitionKey), ("state", stateText), ("count", historyCount), ("status", status), ("ended", endedAt), ("id", instanceId), ("version", expectedVersion));

    /// <summary>Closes the case when no process of it runs any more; comes after the instance's own row and <see cref="CaseWrites.Hold"/>.</summary>
    public static RowWrite CloseCaseWhenIdle(string caseId, DateTimeOffset now) =>
        RowWrite.Of(
            """
            UPDATE case_file SET closed_at = @now WHERE id = @id AND closed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM process_instance p WHERE p.case_id = @id AND p.status = 'Active')
            """,
            ("now", now), ("id", caseId));

    public static RowWrite ReopenCase(string caseId) =>
        RowWrite.Of("UPDATE case_file SET closed_at = NULL WHERE id = @id AND erased_at IS NULL", Missed.Lost, ("id", caseId));
}
