using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on user tasks and what hangs on them.</summary>
public static class TaskWrites
{
    public static RowWrite Close(string instanceId, long taskKey, bool completed, string? performedById, DateTimeOffset now) =>
        RowWrite.Of(
            """
            UPDATE user_task SET status = @status, performed_by_id = @performer, closed_at = @now
            WHERE instance_id = @instance AND task_key = @task AND status = 'Open'
            """,
            ("status", completed ? UserTaskStatus.Completed : UserTaskStatus.Cancelled), ("performer", performedById), ("now", now),
            ("instance", instanceId), ("task", taskKey));

    /// <summary>A half-finished form may hold person data: it goes with its task.</summary>
    public static RowWrite DropDrafts(string instanceId, long taskKey) =>
        RowWrite.Of($"DELETE FROM draft WHERE task_id IN ({OfTask})", ("instance", instanceId), ("task", taskKey));

    public static RowWrite DropDraft(string taskId, string accountId) =>
        RowWrite.Of("DELETE FROM draft WHERE task_id = @id AND account_id = @account", ("id", taskId), ("account", accountId));

    public static RowWrite DropNotifications(string instanceId, long taskKey) =>
        RowWrite.Of($"DELETE FROM notification WHERE task_id IN ({OfTask})", ("instance", instanceId), ("task", taskKey));

    public static RowWrite Release(string taskId, string accountId) =>
        RowWrite.Of(
            "UPDATE user_task SET assignee_id = NULL, claimed_at = NULL WHERE id = @id AND status = 'Open' AND assignee_id = @account",
            Missed.Lost, ("account", accountId), ("id", taskId));

    /// <summary>Holds at commit time what was true when access was judged: still open, still with the same person or nobody.</summary>
    public static RowWrite HoldFor(string taskId, string? assigneeId, string accountId, DateTimeOffset now) =>
        RowWrite.Of(
            """
            UPDATE user_task SET assignee_id = @account, claimed_at = COALESCE(claimed_at, @now)
            WHERE id = @id AND status = 'Open' AND (assignee_id = @assignee OR (assignee_id IS NULL AND @assignee IS NULL))
            """,
            Missed.Lost, ("account", accountId), ("now", now), ("id", taskId), ("assignee", assigneeId));

    public static RowWrite StillOpen(string taskId) =>
        RowWrite.Of("UPDATE user_task SET status = status WHERE id = @id AND status = 'Open'", Missed.Lost, ("id", taskId));

    private const string OfTask = "SELECT t.id FROM user_task t WHERE t.instance_id = @instance AND t.task_key = @task";
}
