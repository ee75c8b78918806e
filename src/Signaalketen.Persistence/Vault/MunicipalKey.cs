using System.Security.Cryptography;

namespace Signaalketen.Persistence.Vault;

/// <summary>The key of the municipality: 32 bytes that never enter the database. It wraps the keys of the cases.</summary>
public sealed class MunicipalKey
{
    public const int Length = 32;

    private readonly byte[] bytes;

    private MunicipalKey(byte[] bytes)
    {
        this.bytes = bytes;
        // Tells which key wrapped a case key, and says nothing about the key itself.
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(bytes, "signaalketen key id"u8))[..16];
    }

    public string Id { get; }

    internal ReadOnlySpan<byte> Bytes => bytes;

    /// <exception cref="MunicipalKeyException">The text is not base64 of exactly 32 bytes.</exception>
    public static MunicipalKey FromBase64(string text, string source)
    {
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.Trim(), buffer, out var length))
            throw new MunicipalKeyException($"{source}: the municipal key is not base64. Make one with: openssl rand -base64 32");
        if (length != Length)
            throw new MunicipalKeyException($"{source}: the municipal key has {length} bytes; it must have exactly {Length}. Make one with: openssl rand -base64 32");
        if (buffer.AsSpan(0, length).ContainsAnyExcept(buffer[0]) is false)
            throw new MunicipalKeyException($"{source}: the municipal key is {Length} times the same byte. Make one with: openssl rand -base64 32");
        return new(buffer[..length]);
    }

    /// <exception cref="MunicipalKeyException">The file is absent or holds no key.</exception>
    public static MunicipalKey FromFile(string path) =>
        File.Exists(path)
            ? FromBase64(File.ReadAllText(path), path)
            : throw new MunicipalKeyException($"{path}: the file with the municipal key does not exist.");

    /// <summary>For demonstration only: the key of a data folder, made on first use and readable by its owner alone.</summary>
    public static MunicipalKey OfDemoFolder(string folder, Identities identities)
    {
        var path = Path.Combine(folder, "municipal.key");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            WriteForOwnerOnly(path, Convert.ToBase64String(identities.Bytes(Length)));
        }

        return FromFile(path);
    }

    private static void WriteForOwnerOnly(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}

/// <summary>The municipal key is missing or unfit. The message names where it was looked for and how to make one.</summary>
public sealed class MunicipalKeyException(string message) : Exception(message);
