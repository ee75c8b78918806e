using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Vault;

/// <summary>
/// Seals and opens case data. Every case has a random key of its own, wrapped by the municipality's key; every text is bound by
/// authenticated data to municipality, table, row, column and meaning (reliability, S13 and abuse case 23).
/// </summary>
public sealed class CaseVault(string municipality, MunicipalKey municipalKey, Identities identities)
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Makes the key of a new case, and the row that keeps it wrapped.</summary>
    public (CaseKeyRow Row, CaseKey Key) NewKey(string caseId, DateTimeOffset now)
    {
        var key = new CaseKey(caseId, identities.NewId(now), identities.Bytes(KeyLength));
        var nonce = identities.Bytes(NonceLength);
        var (wrapped, tag) = Encrypt(municipalKey.Bytes, nonce, key.Bytes, Bound(WrapPlace(caseId, key.Id)));
        var row = new CaseKeyRow
        {
            CaseId = caseId,
            KeyId = key.Id,
            MunicipalKeyId = municipalKey.Id,
            Wrapped = wrapped,
            Nonce = nonce,
            Tag = tag,
            CreatedAt = now,
        };
        return (row, key);
    }

    /// <exception cref="BrokenSealException">The row was changed, belongs to another case, or another municipal key wrapped it.</exception>
    public CaseKey Unwrap(CaseKeyRow row)
    {
        var place = WrapPlace(row.CaseId, row.KeyId);
        var bytes = Decrypt(municipalKey.Bytes, row.Nonce, row.Wrapped, row.Tag, place);
        return new(row.CaseId, row.KeyId, bytes);
    }

    /// <summary>A digest that only this municipality can make: two equal texts have the same, and it says nothing about them.</summary>
    public string Fingerprint(string text)
    {
        var key = HMACSHA256.HashData(municipalKey.Bytes, "signaalketen fingerprint"u8);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    public SealedText Seal(CaseKey key, SealedPlace place, string text)
    {
        var nonce = identities.Bytes(NonceLength);
        var plain = Encoding.UTF8.GetBytes(text);
        var (ciphertext, tag) = Encrypt(key.Bytes, nonce, plain, Bound(place));
        CryptographicOperations.ZeroMemory(plain);
        return new(ciphertext, nonce, tag, key.Id);
    }

    /// <exception cref="BrokenSealException">The text was changed, or stands in another place than where it was sealed.</exception>
    public string Open(CaseKey key, SealedPlace place, SealedText text)
    {
        var plain = Decrypt(key.Bytes, text.Nonce, text.Ciphertext, text.Tag, place);
        var opened = Encoding.UTF8.GetString(plain);
        CryptographicOperations.ZeroMemory(plain);
        return opened;
    }

    private static SealedPlace WrapPlace(string caseId, string keyId) => new("case_key", caseId, "wrapped", keyId);

    private static (byte[] Ciphertext, byte[] Tag) Encrypt(ReadOnlySpan<byte> key, byte[] nonce, ReadOnlySpan<byte> plain, byte[] bound)
    {
        var ciphertext = new byte[plain.Length];
        var tag = new byte[TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, ciphertext, tag, bound);
        return (ciphertext, tag);
    }

    private byte[] Decrypt(ReadOnlySpan<byte> key, byte[] nonce, byte[] ciphertext, byte[] tag, SealedPlace place)
    {
        if (nonce.Length != NonceLength || tag.Length != TagLength)
            throw new BrokenSealException(place);
        var plain = new byte[ciphertext.Length];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(nonce, ciphertext, tag, plain, Bound(place));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new BrokenSealException(place);
        }

        return plain;
    }

    // Each part carries its length, so that no two different places read as the same bytes.
    private byte[] Bound(SealedPlace place)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var part in (ReadOnlySpan<string>)[municipality, place.Table, place.RowId, place.Column, place.Meaning])
        {
            var text = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.Write(length);
            bytes.Write(text);
        }

        return bytes.ToArray();
    }
}
