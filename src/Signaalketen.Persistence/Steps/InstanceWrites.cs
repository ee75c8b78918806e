using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on the instance row: the optimistic lock of every step (rule R3).</summary>
public static class InstanceWrites
{
    /// <summary>
    /// The step onto the next version of an instance that runs on. Holds too that the case is as the step knew it: who is told about a task
    /// follows from it. Says no column that stands in an index: what most steps write costs one page.
    /// </summary>
    public static RowWrite Advance(StoredInstance before, string stateText) =>
        RowWrite.ByKey(
            $"UPDATE process_instance SET state_text = @state, {OneFurther}", Missed.Conflict,
            ("state", stateText), ("id", before.Id), ("version", before.Version), ("case", before.Case.Id), ("caseVersion", before.Case.Version));

    /// <summary>The same for a step after which the instance has ended, or runs under another version of its process.</summary>
    public static RowWrite AdvanceTo(StoredInstance before, string definitionKey, string stateText, InstanceRowStatus status, DateTimeOffset? endedAt) =>
        RowWrite.ByKey(
            $"UPDATE process_instance SET definition_key = @definition, state_text = @state, status = @status, ended_at = @ended, {OneFurther}", Missed.Conflict,
            ("definition", definitionKey), ("state", stateText), ("status", status), ("ended", endedAt),
            ("id", before.Id), ("version", before.Version), ("case", before.Case.Id), ("caseVersion", before.Case.Version));

    /// <summary>Closes the case when no process of it runs any more; comes after the instance's own row, an erasure, and <see cref="CaseWrites.Hold"/>.</summary>
    /// <remarks>Asks for an end and not for a status, because by status PostgreSQL may go through all that runs instead of the few of the case.</remarks>
    /// <param name="removeAt">When everything but its shell goes.</param>
    /// <param name="removeErasedAt">The same, when its content is gone already.</param>
    public static RowWrite CloseCaseWhenIdle(string caseId, DateTimeOffset now, DateTimeOffset removeAt, DateTimeOffset removeErasedAt) =>
        RowWrite.Of(
            """
            UPDATE case_file SET closed_at = @now, remove_at = CASE WHEN erased_at IS NULL THEN @remove ELSE @removeErased END WHERE id = @id AND closed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM process_instance p WHERE p.case_id = @id AND p.ended_at IS NULL)
            """,
            ("now", now), ("remove", removeAt), ("removeErased", removeErasedAt), ("id", caseId));

    public static RowWrite ReopenCase(string caseId) =>
        RowWrite.Of("UPDATE case_file SET closed_at = NULL, remove_at = NULL WHERE id = @id AND erased_at IS NULL", Missed.Lost, ("id", caseId));

    private const string OneFurther =
        """
        version = version + 1, history_count = history_count + 1
        WHERE id = @id AND version = @version AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = @case AND c.version = @caseVersion)
        """;
}
