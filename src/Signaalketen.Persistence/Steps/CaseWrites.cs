namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on the shell of a case, and its erasure.</summary>
public static class CaseWrites
{
    /// <summary>
    /// Holds the row of a frozen case until the commit. What follows then sees what every other step of the case has committed: a statement that
    /// looks whether anything else is left would otherwise overlook a step that is being written at the same moment (rule R4). Most tasks close
    /// in a case that is not frozen, and then nothing is held.
    /// </summary>
    public static RowWrite HoldWhenFrozen(string caseId) =>
        RowWrite.Of("UPDATE case_file SET reference = reference WHERE id = @id AND frozen_at IS NOT NULL", ("id", caseId));

    /// <summary>Touches the row of a case that is frozen already as well, so that nobody thaws it at the same moment.</summary>
    public static RowWrite Freeze(string caseId, DateTimeOffset now) =>
        RowWrite.Of("UPDATE case_file SET frozen_at = COALESCE(frozen_at, @now), version = version + 1 WHERE id = @id", ("now", now), ("id", caseId));

    public static RowWrite MarkFreezing(string taskId, DateTimeOffset now) =>
        RowWrite.Of("UPDATE user_task SET froze_case_at = @now WHERE id = @id AND froze_case_at IS NULL", ("now", now), ("id", taskId));

    /// <summary>After a task closed: when it froze the case and no other open task did, the case goes on. Comes after <see cref="HoldWhenFrozen"/>.</summary>
    public static RowWrite UnfreezeWhenNoneLeft(string caseId, string instanceId, long taskKey) =>
        RowWrite.Of(
            """
            UPDATE case_file SET frozen_at = NULL, version = version + 1 WHERE id = @id AND frozen_at IS NOT NULL
            AND EXISTS (SELECT 1 FROM user_task c WHERE c.instance_id = @instance AND c.task_key = @task AND c.froze_case_at IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM process_instance p JOIN user_task t ON t.instance_id = p.id
                WHERE p.case_id = @id AND t.status = 'Open' AND t.froze_case_at IS NOT NULL)
            """,
            ("id", caseId), ("instance", instanceId), ("task", taskKey));

    /// <summary>Holds at commit time that the key under which fields were sealed still exists: nothing is added to an erased case.</summary>
    public static RowWrite KeyStillThere(string caseId, string keyId) =>
        RowWrite.Of("UPDATE case_key SET key_id = @key WHERE case_id = @id AND key_id = @key", Missed.Lost, ("key", keyId), ("id", caseId));

    public static RowWrite Unfreeze(string caseId) =>
        RowWrite.Of("UPDATE case_file SET frozen_at = NULL, version = version + 1 WHERE id = @id", ("id", caseId));

    public static RowWrite Assign(string caseId, string? ownerId, string? deputyId) =>
        RowWrite.Of(
            "UPDATE case_file SET owner_id = @owner, deputy_id = @deputy, version = version + 1 WHERE id = @id", Missed.Lost,
            ("owner", ownerId), ("deputy", deputyId), ("id", caseId));

    /// <summary>The first case owner who takes up a task of the case becomes its owner.</summary>
    public static RowWrite OwnWhenNobodyDoes(string caseId, string ownerId) =>
        RowWrite.Of("UPDATE case_file SET owner_id = @owner, version = version + 1 WHERE id = @id AND owner_id IS NULL", ("owner", ownerId), ("id", caseId));

    /// <summary>From now on the case does not exist for this account; once is enough.</summary>
    public static IEnumerable<RowWrite> DeclareConflict(string caseId, string accountId, DateTimeOffset now) =>
    [
        RowWrite.Of("UPDATE case_file SET version = version + 1 WHERE id = @id", ("id", caseId)),
        RowWrite.Of(
            """
            INSERT INTO case_conflict (case_id, account_id, declared_at) SELECT c.id, @account, @now FROM case_file c
            WHERE c.id = @id AND NOT EXISTS (SELECT 1 FROM case_conflict k WHERE k.case_id = @id AND k.account_id = @account)
            """,
            ("account", accountId), ("now", now), ("id", caseId)),
    ];

    /// <summary>Destroys the key and every sealed row of a case; the counted shell stays, and the log of who read what.</summary>
    public static IEnumerable<RowWrite> Erase(string caseId, DateTimeOffset now) =>
    [
        RowWrite.Of("DELETE FROM case_key WHERE case_id = @id", ("id", caseId)),
        RowWrite.Of("DELETE FROM case_field WHERE case_id = @id", ("id", caseId)),
        RowWrite.Of("DELETE FROM draft WHERE case_id = @id", ("id", caseId)),
        RowWrite.Of("UPDATE case_file SET erased_at = @now, submission_key = NULL, version = version + 1 WHERE id = @id AND erased_at IS NULL", ("now", now), ("id", caseId)),
    ];
}
