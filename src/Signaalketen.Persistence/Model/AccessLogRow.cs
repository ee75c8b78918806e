namespace Signaalketen.Persistence.Model;

/// <summary>Somebody read sealed fields of a case (BIO2 8.15.01). Names of fields, never their content.</summary>
public sealed class AccessLogRow
{
    public required string Id { get; set; }

    public DateTimeOffset HappenedAt { get; set; }

    /// <summary>Account id, or the part of the system that read.</summary>
    public required string ActorId { get; set; }

    public required string CaseId { get; set; }

    public string? TaskId { get; set; }

    public required string Purpose { get; set; }

    /// <summary>Space separated.</summary>
    public required string FieldNames { get; set; }
}
