using System.Buffers.Binary;
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
    // Asking the system costs the same for a few bytes as for many, and a step needs a few quite often.
    private const int Store = 4096;

    [ThreadStatic]
    private static byte[]? drawn;

    [ThreadStatic]
    private static int left;

    public override string NewId(DateTimeOffset now)
    {
        Span<byte> id = stackalloc byte[16];
        Draw(id);
        var milliseconds = now.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteInt16BigEndian(id, (short)(milliseconds >> 32));
        BinaryPrimitives.WriteInt32BigEndian(id[2..], (int)milliseconds);
        // Version 7, variant 10 (RFC 9562, section 5.7).
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(id);
    }

    public override void Fill(Span<byte> bytes)
    {
        // Keys are never kept ready: who could read them in advance could read cases that do not exist yet.
        if (bytes.Length > 16)
            RandomNumberGenerator.Fill(bytes);
        else
            Draw(bytes);
    }

    private static void Draw(Span<byte> bytes)
    {
        drawn ??= new byte[Store];
        if (left < bytes.Length)
        {
            RandomNumberGenerator.Fill(drawn);
            left = Store;
        }

        // What is handed out is wiped: nothing here tells which ids there are.
        var taken = drawn.AsSpan(left - bytes.Length, bytes.Length);
        taken.CopyTo(bytes);
        taken.Clear();
        left -= bytes.Length;
    }
}
