namespace Signaalketen.Persistence.Model;

/// <summary>Something stopped and a person must look at it.</summary>
public sealed class IncidentRow
{
    public required string Id { get; set; }

    public string? InstanceId { get; set; }

    /// <summary>The engine's key, when the engine raised it.</summary>
    public long? IncidentKey { get; set; }

    /// <summary>The parked job, when the pump raised it.</summary>
    public string? JobId { get; set; }

    /// <summary>The mail that could not be sent, when the mail pump raised it.</summary>
    public string? MailId { get; set; }

    /// <summary>The timer that keeps failing, when the sweep raised it.</summary>
    public long? TimerKey { get; set; }

    public string? ElementId { get; set; }

    public required string Code { get; set; }

    public required string Message { get; set; }

    public DateTimeOffset RaisedAt { get; set; }

    public DateTimeOffset? ClearedAt { get; set; }

    public string? ClearedBy { get; set; }
}
