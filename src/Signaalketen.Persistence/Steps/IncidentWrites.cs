namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on incidents. A cleared one stays, with who cleared it.</summary>
public static class IncidentWrites
{
    public static RowWrite Clear(string instanceId, long incidentKey, string actorId, DateTimeOffset now) =>
        RowWrite.Of(
            "UPDATE incident SET cleared_at = @now, cleared_by = @by WHERE instance_id = @instance AND incident_key = @incident AND cleared_at IS NULL",
            ("now", now), ("by", actorId), ("instance", instanceId), ("incident", incidentKey));

    public static RowWrite Retarget(string instanceId, long incidentKey, string elementId) =>
        RowWrite.Of(
            "UPDATE incident SET element_id = @element WHERE instance_id = @instance AND incident_key = @incident AND cleared_at IS NULL",
            ("element", elementId), ("instance", instanceId), ("incident", incidentKey));

    /// <summary>A parked job is gone, and what was the matter with it too. Before the job itself is deleted.</summary>
    public static RowWrite ClearOfJob(string instanceId, long jobKey, string actorId, DateTimeOffset now) =>
        RowWrite.Of(
            """
            UPDATE incident SET cleared_at = @now, cleared_by = @by
            WHERE cleared_at IS NULL AND job_id IN (SELECT id FROM job WHERE instance_id = @instance AND job_key = @job)
            """,
            ("now", now), ("by", actorId), ("instance", instanceId), ("job", jobKey));

    public static RowWrite RetargetOfJob(string instanceId, long jobKey, string elementId) =>
        RowWrite.Of(
            """
            UPDATE incident SET element_id = @element
            WHERE cleared_at IS NULL AND job_id IN (SELECT id FROM job WHERE instance_id = @instance AND job_key = @job)
            """,
            ("element", elementId), ("instance", instanceId), ("job", jobKey));

    public static RowWrite ClearRow(string incidentId, string actorId, DateTimeOffset now) =>
        RowWrite.Of(
            "UPDATE incident SET cleared_at = @now, cleared_by = @by WHERE id = @id AND cleared_at IS NULL", Missed.Lost,
            ("now", now), ("by", actorId), ("id", incidentId));

    /// <summary>What the engine still had open ends with its instance.</summary>
    public static RowWrite ClearAllOf(string instanceId, string actorId, DateTimeOffset now) =>
        RowWrite.Of(
            """
            UPDATE incident SET cleared_at = @now, cleared_by = @by
            WHERE instance_id = @instance AND incident_key IS NOT NULL AND cleared_at IS NULL
            """,
            ("now", now), ("by", actorId), ("instance", instanceId));

    /// <summary>What all incidents of this code were about is over.</summary>
    public static RowWrite ClearAllWith(string code, string actorId, DateTimeOffset now) =>
        RowWrite.Of(
            "UPDATE incident SET cleared_at = @now, cleared_by = @by WHERE code = @code AND cleared_at IS NULL",
            ("now", now), ("by", actorId), ("code", code));

    /// <summary>The same thing went wrong again after it was cleared.</summary>
    public static RowWrite Reopen(string incidentId, string message, DateTimeOffset now) =>
        RowWrite.Of(
            "UPDATE incident SET cleared_at = NULL, cleared_by = NULL, message = @message, raised_at = @now WHERE id = @id AND cleared_at IS NOT NULL",
            ("message", message), ("now", now), ("id", incidentId));
}
