namespace Signaalketen.Persistence.Model;

/// <summary>A half-finished form of one account, sealed with the key of the case. Gone when the task closes.</summary>
public sealed class DraftRow
{
    public required string TaskId { get; set; }

    public required string AccountId { get; set; }

    public required string CaseId { get; set; }

    public required byte[] Ciphertext { get; set; }

    public required byte[] Nonce { get; set; }

    public required byte[] Tag { get; set; }

    public required string KeyId { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}
