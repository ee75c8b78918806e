namespace Signaalketen.Persistence.Model;

/// <summary>The key of a case, wrapped by the municipality's key. Destroying this row destroys the case's content, also in backups of the fields.</summary>
public sealed class CaseKeyRow
{
    public required string CaseId { get; set; }

    public required string KeyId { get; set; }

    /// <summary>Which municipal key wrapped it.</summary>
    public required string MunicipalKeyId { get; set; }

    public required byte[] Wrapped { get; set; }

    public required byte[] Nonce { get; set; }

    public required byte[] Tag { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
