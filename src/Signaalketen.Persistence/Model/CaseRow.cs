namespace Signaalketen.Persistence.Model;

/// <summary>The counted shell of a case: numbers and dates, no content. It stays after erasure.</summary>
public sealed class CaseRow
{
    public required string Id { get; set; }

    /// <summary>Random, such as <c>SK-2026-7K3QX</c>.</summary>
    public required string Reference { get; set; }

    public string? OwnerId { get; set; }

    public string? DeputyId { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Set by ladder L3: read-only, no disclosure, until a person decides.</summary>
    public DateTimeOffset? FrozenAt { get; set; }

    /// <summary>How many processes of the case run. At nought it closes; counted in the row itself, so that two that end at once cannot overlook each other (rule R4).</summary>
    public int Running { get; set; } = 1;

    /// <summary>When the last process of the case ended.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When key and fields were destroyed.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>Set when the case closes: from this instant on everything but this row goes. Null while it is open, and once it is done.</summary>
    public DateTimeOffset? RemoveAt { get; set; }

    /// <summary>When everything but this row had gone.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Grows when owner, deputy, freezing or a conflict of interest changes: steps under way find out and step again.</summary>
    public long Version { get; set; } = 1;

    /// <summary>Chosen by the sender: the same submission twice is one case.</summary>
    public string? SubmissionKey { get; set; }
}
