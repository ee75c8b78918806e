using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on user tasks and what hangs on them.</summary>
public static class TaskWrites
{
    public static RowWrite Close(string instanceId, long taskKey, bool completed, string? performedById, DateTimeOffset now) =>
        RowWrite.ByKey(
            """
            UPDATE user_task SET status = @status, performed_by_id = @performer, closed_at = @now
            WHERE instance_id = @instance AND task_key = @task AND status = 'Open'
            """,
            Missed.Fine, ("status", completed ? UserTaskStatus.Completed : UserTaskStatus.Cancelled), ("performer", performedById), ("now", now),
            ("instance", instanceId), ("task", taskKey));

    /// <summary>An open task under another version of its process. Whoever has it keeps it.</summary>
    public static RowWrite Retarget(string instanceId, long taskKey, string definitionKey, string elementId, string name, string? formKey) =>
        RowWrite.Of(
            """
            UPDATE user_task SET definition_key = @definition, element_id = @element, name = @name, form_key = @form
            WHERE instance_id = @instance AND task_key = @task AND status = 'Open'
            """,
            ("definition", definitionKey), ("element", elementId), ("name", name), ("form", formKey), ("instance", instanceId), ("task", taskKey));

    /// <summary>Others may take it now: whoever held it lets go.</summary>
    public static RowWrite HandTo(string instanceId, long taskKey, string? role) =>
        RowWrite.Of(
            """
            UPDATE user_task SET candidate_role = @role, assignee_id = NULL, claimed_at = NULL
            WHERE instance_id = @instance AND task_key = @task AND status = 'Open'
            """,
            ("role", role), ("instance", instanceId), ("task", taskKey));

    public static RowWrite DueAt(string instanceId, long taskKey, DateTimeOffset? dueAt) =>
        RowWrite.Of(
            "UPDATE user_task SET due_at = @due WHERE instance_id = @instance AND task_key = @task AND status = 'Open'",
            ("due", dueAt), ("instance", instanceId), ("task", taskKey));

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
        RowWrite.ByKey(
            """
            UPDATE user_task SET assignee_id = @account, claimed_at = COALESCE(claimed_at, @now)
            WHERE id = @id AND status = 'Open' AND (assignee_id = @assignee OR (assignee_id IS NULL AND @assignee IS NULL))
            """,
            Missed.Lost, ("account", accountId), ("now", now), ("id", taskId), ("assignee", assigneeId));

    public static RowWrite StillOpen(string taskId) =>
        RowWrite.Of("UPDATE user_task SET status = status WHERE id = @id AND status = 'Open'", Missed.Lost, ("id", taskId));

    private const string OfTask = "SELECT t.id FROM user_task t WHERE t.instance_id = @instance AND t.task_key = @task";
}
