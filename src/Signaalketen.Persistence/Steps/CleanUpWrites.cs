namespace Signaalketen.Persistence.Steps;

/// <summary>Statements that take away what is left of a closed case, a piece at a time. Every piece begins with <see cref="StillDue"/>.</summary>
public static class CleanUpWrites
{
    /// <summary>Holds in the transaction itself that the case is closed and its day has come: an open case is never touched.</summary>
    public static RowWrite StillDue(string caseId, DateTimeOffset now) =>
        RowWrite.Of(
            """
            UPDATE case_file SET remove_at = remove_at WHERE id = @id AND closed_at IS NOT NULL AND remove_at <= @now
            AND NOT EXISTS (SELECT 1 FROM process_instance p WHERE p.case_id = @id AND p.ended_at IS NULL)
            """,
            Missed.Lost, ("id", caseId), ("now", now));

    /// <summary>A case that was closed before its day was kept.</summary>
    public static RowWrite Mark(string caseId, DateTimeOffset removeAt) =>
        RowWrite.Of(
            "UPDATE case_file SET remove_at = @remove WHERE id = @id AND closed_at IS NOT NULL AND remove_at IS NULL AND removed_at IS NULL",
            ("remove", removeAt), ("id", caseId));

    /// <param name="table">A table whose key is <c>id</c>, as this code names it; never a text from outside.</param>
    public static RowWrite Row(string table, string id) => RowWrite.Of($"DELETE FROM {table} WHERE id = @id", ("id", id));

    public static RowWrite HistoryUpTo(string instanceId, long sequence) =>
        RowWrite.Of("DELETE FROM history WHERE instance_id = @instance AND sequence <= @sequence", ("instance", instanceId), ("sequence", sequence));

    /// <summary>An ended instance waits for nothing; what still stood there would only keep its row.</summary>
    public static IEnumerable<RowWrite> Waits(string instanceId) =>
    [
        RowWrite.Of("DELETE FROM timer WHERE instance_id = @instance", ("instance", instanceId)),
        RowWrite.Of("DELETE FROM subscription WHERE instance_id = @instance", ("instance", instanceId)),
    ];

    /// <summary>What stays: that there was a case, with its number and its dates. Who it belonged to goes.</summary>
    public static IEnumerable<RowWrite> LeaveShell(string caseId, DateTimeOffset now) =>
    [
        RowWrite.Of("DELETE FROM case_conflict WHERE case_id = @id", ("id", caseId)),
        RowWrite.Of(
            "UPDATE case_file SET remove_at = NULL, removed_at = @now, owner_id = NULL, deputy_id = NULL, frozen_at = NULL, version = version + 1 WHERE id = @id",
            ("now", now), ("id", caseId)),
    ];
}
