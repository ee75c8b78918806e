using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on the instance row: the optimistic lock of every step (rule R3).</summary>
public static class InstanceWrites
{
    /// <summary>The step onto the next version. Holds too that the case is as the step knew it: who is told about a task follows from it.</summary>
    public static RowWrite Advance(StoredInstance before, string definitionKey, string stateText, InstanceRowStatus status, DateTimeOffset? endedAt) =>
        RowWrite.ByKey(
            """
            UPDATE process_instance SET definition_key = @definition, state_text = @state, version = version + 1, history_count = history_count + 1, status = @status, ended_at = @ended
            WHERE id = @id AND version = @version AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = @case AND c.version = @caseVersion)
            """,
            Missed.Conflict,
            ("definition", definitionKey), ("state", stateText), ("status", status), ("ended", endedAt),
            ("id", before.Id), ("version", before.Version), ("case", before.Case.Id), ("caseVersion", before.Case.Version));

    /// <summary>Closes the case when no process of it runs any more; comes after the instance's own row, an erasure, and <see cref="CaseWrites.Hold"/>.</summary>
    /// <param name="removeAt">When everything but its shell goes.</param>
    /// <param name="removeErasedAt">The same, when its content is gone already.</param>
    public static RowWrite CloseCaseWhenIdle(string caseId, DateTimeOffset now, DateTimeOffset removeAt, DateTimeOffset removeErasedAt) =>
        RowWrite.Of(
            """
            UPDATE case_file SET closed_at = @now, remove_at = CASE WHEN erased_at IS NULL THEN @remove ELSE @removeErased END WHERE id = @id AND closed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM process_instance p WHERE p.case_id = @id AND p.status = 'Active')
            """,
            ("now", now), ("remove", removeAt), ("removeErased", removeErasedAt), ("id", caseId));

    public static RowWrite ReopenCase(string caseId) =>
        RowWrite.Of("UPDATE case_file SET closed_at = NULL, remove_at = NULL WHERE id = @id AND erased_at IS NULL", Missed.Lost, ("id", caseId));
}
