using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on the instance row: the optimistic lock of every step (rule R3).</summary>
public static class InstanceWrites
{
    /// <summary>
    /// The step onto the next version of an instance that runs on. Says no column that stands in an index: what most steps write costs one page.
    /// </summary>
    /// <param name="onCase">Whether the case must be as the step knew it, too: who is told about a task follows from it.</param>
    public static RowWrite Advance(StoredInstance before, bool onCase, string stateText) =>
        OneFurther(onCase ? Onward + CaseAsKnown : Onward, before, onCase, ("state", stateText));

    /// <summary>The same for a step after which the instance has ended, or runs under another version of its process.</summary>
    public static RowWrite AdvanceTo(StoredInstance before, bool onCase, string definitionKey, string stateText, InstanceRowStatus status, DateTimeOffset? endedAt) =>
        OneFurther(
            onCase ? OntoOther + CaseAsKnown : OntoOther, before, onCase,
            ("definition", definitionKey), ("state", stateText), ("status", status), ("ended", endedAt));

    /// <summary>One process fewer runs in the case; the last closes it. Comes after the instance's own row and an erasure.</summary>
    /// <param name="removeAt">When everything but its shell goes.</param>
    /// <param name="removeErasedAt">The same, when its content is gone already.</param>
    public static RowWrite EndInCase(string caseId, DateTimeOffset now, DateTimeOffset removeAt, DateTimeOffset removeErasedAt) =>
        RowWrite.Of(
            """
            UPDATE case_file SET running = running - 1, closed_at = CASE WHEN running = 1 THEN @now END,
                remove_at = CASE WHEN running > 1 THEN NULL WHEN erased_at IS NULL THEN @remove ELSE @removeErased END
            WHERE id = @id
            """,
            ("now", now), ("remove", removeAt), ("removeErased", removeErasedAt), ("id", caseId));

    /// <summary>One process more runs in a case that is there already; when it had closed, it is open again.</summary>
    public static RowWrite StartInCase(string caseId) =>
        RowWrite.Of("UPDATE case_file SET running = running + 1, closed_at = NULL, remove_at = NULL WHERE id = @id AND erased_at IS NULL", Missed.Lost, ("id", caseId));

    private const string NextVersion = "version = version + 1, history_count = history_count + 1 WHERE id = @id AND version = @version";
    private const string Onward = "UPDATE process_instance SET state_text = @state, " + NextVersion;
    private const string OntoOther = "UPDATE process_instance SET definition_key = @definition, state_text = @state, status = @status, ended_at = @ended, " + NextVersion;
    private const string CaseAsKnown = " AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = @case AND c.version = @caseVersion)";

    private static RowWrite OneFurther(string statement, StoredInstance before, bool onCase, params ReadOnlySpan<(string Name, object? Value)> values) => onCase
        ? RowWrite.ByKey(
            statement, Missed.Conflict,
            [.. values, ("id", before.Id), ("version", before.Version), ("case", before.Case.Id), ("caseVersion", before.Case.Version)])
        : RowWrite.ByKey(statement, Missed.Conflict, [.. values, ("id", before.Id), ("version", before.Version)]);
}
