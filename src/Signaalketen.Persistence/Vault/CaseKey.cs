using System.Security.Cryptography;

namespace Signaalketen.Persistence.Vault;

/// <summary>The unwrapped key of one case, held as short as possible and wiped after use.</summary>
public sealed class CaseKey : IDisposable
{
    private readonly byte[] bytes;

    internal CaseKey(string caseId, string id, byte[] bytes)
    {
        CaseId = caseId;
        Id = id;
        this.bytes = bytes;
    }

    public string CaseId { get; }

    public string Id { get; }

    internal ReadOnlySpan<byte> Bytes => bytes;

    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}
