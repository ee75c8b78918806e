namespace Signaalketen.Persistence.Model;

/// <summary>What category of data went to which organisation on which basis (Wpg 25(1)c: kept at least four years). No content.</summary>
public sealed class DisclosureRow
{
    public required string Id { get; set; }

    public required string CaseId { get; set; }

    public required string InstanceId { get; set; }

    public required string ElementId { get; set; }

    public required string Category { get; set; }

    public required string Receiver { get; set; }

    public required string LegalBasis { get; set; }

    public DateTimeOffset DisclosedAt { get; set; }
}
