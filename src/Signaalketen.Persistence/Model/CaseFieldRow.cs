using Signaalketen.Casework;

namespace Signaalketen.Persistence.Model;

/// <summary>One answer of one form, sealed. A later answer to the same question is a later row.</summary>
public sealed class CaseFieldRow
{
    public required string Id { get; set; }

    public required string CaseId { get; set; }

    /// <summary><c>form key.field name</c>.</summary>
    public required string Name { get; set; }

    public DataClass DataClass { get; set; }

    /// <summary>The step that asked; null for the report itself.</summary>
    public string? ElementId { get; set; }

    public required byte[] Ciphertext { get; set; }

    public required byte[] Nonce { get; set; }

    public required byte[] Tag { get; set; }

    public required string KeyId { get; set; }

    public required string WrittenBy { get; set; }

    public DateTimeOffset WrittenAt { get; set; }
}
