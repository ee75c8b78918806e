using System.Security.Cryptography;

namespace Signaalketen.Persistence;

/// <summary>Where ids, nonces and keys come from. One door, so that a simulation can hand in its own (rule R19).</summary>
public abstract class Identities
{
    /// <summary>A new row id: 32 hexadecimal digits that sort by <paramref name="now"/> (UUID version 7, RFC 9562).</summary>
    public abstract string NewId(DateTimeOffset now);

    public abstract void Fill(Span<byte> bytes);

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }
}

/// <summary>The operating system's randomness.</summary>
public sealed class SystemIdentities : Identities
{
    public override string NewId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    public override void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
