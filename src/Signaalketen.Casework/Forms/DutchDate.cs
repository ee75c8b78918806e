using System.Globalization;

namespace Signaalketen.Casework.Forms;

/// <summary>Reads a date as people in the Netherlands write it: 23-11-2026, 23 11 2026, 23 nov 2026, and ISO 2026-11-23.</summary>
public static class DutchDate
{
    private static readonly string[] Months =
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

    public static bool TryRead(string text, out DateOnly date)
    {
        date = default;
        var parts = text.Trim().Split([' ', '-', '/', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 3)
            return false;
        if (parts[0].Length == 4)
            Array.Reverse(parts);
        return parts[2].Length == 4
            && TryNumber(parts[0], out var day)
            && (TryNumber(parts[1], out var month) || TryMonth(parts[1], out month))
            && TryNumber(parts[2], out var year)
            && year is >= 1900 and <= 2100
            && TryMake(year, month, day, out date);
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryMonth(string text, out int month)
    {
        var word = text.ToLowerInvariant();
        month = word == "mrt"
            ? 3
            : 1 + Array.FindIndex(Months, name => word == name || (word.Length == 3 && name.StartsWith(word, StringComparison.Ordinal)));
        return month > 0;
    }

    private static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        var exists = month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = exists ? new(year, month, day) : default;
        return exists;
    }
}
