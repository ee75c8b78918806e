using System.Buffers;
using System.Globalization;

namespace Signaalketen.Casework;

/// <summary>The reference by which people name a case or a task, such as <c>SK-2026-7K3QX</c>. It is random, so it tells nothing and cannot be guessed in order.</summary>
public static class CaseReference
{
    /// <summary>Random bytes that <see cref="From"/> needs.</summary>
    public const int BytesNeeded = 5;

    // Without 0, 1, I, L, O and U: nothing that is misread on the phone, and no accidental words.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Drawn = 5;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Letters);

    /// <param name="random">At least <see cref="BytesNeeded"/> bytes of a cryptographic source; the caller checks that the reference is new.</param>
    /// <param name="year">Calendar year, four digits.</param>
    /// <exception cref="ArgumentException">Too few bytes.</exception>
    public static string From(ReadOnlySpan<byte> random, int year)
    {
        if (random.Length < BytesNeeded)
            throw new ArgumentException($"A reference needs {BytesNeeded} random bytes.", nameof(random));
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);

        // One number of 40 bits spread over five draws of 30 leaves a bias far below what an attacker could use.
        ulong number = 0;
        foreach (var part in random[..BytesNeeded])
            number = (number << 8) | part;
        Span<char> drawn = stackalloc char[Drawn];
        for (var i = 0; i < Drawn; i++)
        {
            drawn[i] = Letters[(int)(number % (ulong)Letters.Length)];
            number /= (ulong)Letters.Length;
        }

        return string.Create(CultureInfo.InvariantCulture, $"SK-{year}-{drawn}");
    }

    /// <summary>Whether this text has the form of a reference.</summary>
    public static bool IsReference(string? text) =>
        text is { Length: 13 }
        && text.StartsWith("SK-", StringComparison.Ordinal)
        && text[7] == '-'
        && !text.AsSpan(3, 4).ContainsAnyExceptInRange('0', '9')
        && !text.AsSpan(8).ContainsAnyExcept(Allowed);
}
