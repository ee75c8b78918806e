using System.Globalization;

namespace Signaalketen.Engine.Time;

/// <summary>Dates and date-times in ISO 8601, with an offset, <c>Z</c>, a zone as <c>@Europe/Amsterdam</c>, or none.</summary>
public static class IsoInstant
{
    private static readonly string[] LocalForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd",
    ];

    /// <summary>The instant of a text.</summary>
    /// <param name="text">Such as <c>2027-03-25T09:10</c>, <c>2027-03-25T09:10:00+01:00</c> or <c>2027-03-25</c>, which is its midnight.</param>
    /// <param name="zone">Where a text without offset or zone holds.</param>
    /// <param name="value">The instant, with the offset that is in force there.</param>
    /// <param name="error">What is wrong, or empty.</param>
    public static bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset value, out string error)
    {
        value = default;
        error = $"'{TimeText.Shorten(text)}' is no ISO 8601 date or date and time such as 2027-03-25T09:10:00+01:00.";
        TimeSpan? offset = null;
        var local = text.AsSpan();
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var clock = text.IndexOf('T', StringComparison.Ordinal);
        if (at > 0)
        {
            if (LocalTime.FindZone(text[(at + 1)..]) is not { } named)
            {
                error = $"There is no time zone '{TimeText.Shorten(text[(at + 1)..])}'.";
                return false;
            }

            zone = named;
            local = local[..at];
        }
        else if (text.EndsWith('Z'))
        {
            offset = TimeSpan.Zero;
            local = local[..^1];
        }
        else if (clock > 0 && text.AsSpan(clock).LastIndexOfAny('+', '-') is var sign and > 0)
        {
            if (!TryOffset(local[(clock + sign)..], out var given))
            {
                return false;
            }

            offset = given;
            local = local[..(clock + sign)];
        }

        if ((offset is not null && clock < 0)
            || !DateTime.TryParseExact(local, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return false;
        }

        try
        {
            value = offset is { } known ? new DateTimeOffset(moment, known) : LocalTime.ToInstant(moment, zone);
            error = "";
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>ISO 8601 with offset (<c>Z</c> for UTC) and no more digits than needed.</summary>
    public static string Format(DateTimeOffset instant)
    {
        var local = instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return local + (instant.Offset == TimeSpan.Zero ? "Z" : instant.ToString("zzz", CultureInfo.InvariantCulture));
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text.Length != 6 || text[3] != ':'
            || !int.TryParse(text.Slice(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || hours > 14 || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }
}
