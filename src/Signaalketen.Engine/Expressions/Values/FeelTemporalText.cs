using System.Globalization;

namespace Signaalketen.Engine.Expressions;

/// <summary>Reads the ISO 8601 forms of XML Schema that FEEL uses for dates, times and durations. Nothing around them is allowed.</summary>
public static class FeelTemporalText
{
    /// <summary>Reads any temporal value, as behind <c>@</c>; null when the text is none.</summary>
    public static FeelValue? Read(string text)
    {
        if (text.Length > 128)
        {
            return null;
        }

        if (text.StartsWith('P') || text.StartsWith("-P", StringComparison.Ordinal))
        {
            return ReadDuration(text);
        }

        return text.Contains('T', StringComparison.Ordinal) && ReadDateTime(text) is { } moment ? moment
            : (FeelValue?)ReadDate(text) ?? ReadTime(text);
    }

    /// <summary><c>[-]YYYY-MM-DD</c>; a year of more than four digits has no leading zero.</summary>
    public static FeelDate? ReadDate(ReadOnlySpan<char> text)
    {
        var negative = text.Length > 0 && text[0] == '-';
        var body = negative ? text[1..] : text;
        var dash = body.IndexOf('-');
        if (dash is < 4 or > 9 || body.Length != dash + 6 || body[dash + 3] != '-' || (dash > 4 && body[0] == '0'))
        {
            return null;
        }

        return Digits(body[..dash]) is { } year && Digits(body.Slice(dash + 1, 2)) is { } month && Digits(body[(dash + 4)..]) is { } day
            ? FeelDate.Of(negative ? -year : year, month, day)
            : null;
    }

    /// <summary><c>hh:mm:ss[.fraction]</c> with an optional <c>Z</c>, offset or <c>@Zone/Name</c>; <c>24:00:00</c> is midnight.</summary>
    public static FeelTime? ReadTime(ReadOnlySpan<char> text) =>
        ReadClock(text.Length > 0 && text[0] == 'T' ? text[1..] : text, out _);

    /// <summary>A date, <c>T</c> and a time; or a date alone, which is its midnight.</summary>
    public static FeelDateTime? ReadDateTime(ReadOnlySpan<char> text)
    {
        var split = text.IndexOf('T');
        if (split < 0)
        {
            return ReadDate(text) is { } midnight ? new FeelDateTime(midnight, new FeelTime(0, null)) : null;
        }

        if (ReadDate(text[..split]) is not { } date || ReadClock(text[(split + 1)..], out var endsDay) is not { } time)
        {
            return null;
        }

        return (endsDay ? FeelDate.FromDayNumber(date.DayNumber + 1) : date) is { } day ? new FeelDateTime(day, time) : null;
    }

    /// <summary>A duration in years and months, or one in days, hours, minutes and seconds; never a mix.</summary>
    public static FeelValue? ReadDuration(ReadOnlySpan<char> text)
    {
        var negative = text.Length > 0 && text[0] == '-';
        var rest = negative ? text[1..] : text;
        if (rest.Length < 3 || rest[0] != 'P')
        {
            return null;
        }

        rest = rest[1..];
        var order = 0;
        var months = Int128.Zero;
        var nanos = Int128.Zero;
        var timeSeen = false;
        while (!rest.IsEmpty)
        {
            if (rest[0] == 'T' && !timeSeen && rest.Length > 1)
            {
                timeSeen = true;
                rest = rest[1..];
            }

            var end = rest.IndexOfAnyExceptInRange('0', '9');
            if (end is < 1 or > 20)
            {
                return null;
            }

            var amount = Int128.Parse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture);
            long fraction = 0;
            if (rest[end] == '.' && timeSeen)
            {
                // The grammar of XML Schema lets the digits behind the point be left out.
                var fractionEnd = rest[(end + 1)..].IndexOfAnyExceptInRange('0', '9');
                if (fractionEnd < 0 || rest[end + 1 + fractionEnd] != 'S')
                {
                    return null;
                }

                fraction = Nanos(rest.Slice(end + 1, fractionEnd));
                end += 1 + fractionEnd;
            }

            var rank = Rank(rest[end], timeSeen);
            if (rank <= order)
            {
                return null;
            }

            order = rank;
            months += rank switch { 1 => amount * 12, 2 => amount, _ => 0 };
            nanos += (amount * SecondsIn(rank) * FeelCalendar.NanosPerSecond) + fraction;
            if (rank > 2 && (months != 0 || text.IndexOfAny('Y', 'y') >= 0 || HasMonths(text)))
            {
                return null;
            }

            rest = rest[(end + 1)..];
        }

        if (order == 0 || text[^1] == 'T')
        {
            return null;
        }

        return order <= 2
            ? (Int128.Abs(months) < long.MaxValue ? FeelYearsAndMonthsDuration.Of((long)(negative ? -months : months)) : null)
            : FeelDaysAndTimeDuration.Of(negative ? -nanos : nanos);
    }

    // XML Schema lets a day end at 24:00:00, which is the start of the next.
    private static FeelTime? ReadClock(ReadOnlySpan<char> text, out bool endsDay)
    {
        endsDay = false;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':')
        {
            return null;
        }

        var end = 8;
        long nanos = 0;
        if (text.Length > 9 && text[8] == '.')
        {
            var digits = text[9..].IndexOfAnyExceptInRange('0', '9');
            end = digits < 0 ? text.Length : 9 + digits;
            if (end == 9)
            {
                return null;
            }

            // Finer than a nanosecond is dropped.
            nanos = Nanos(text[9..end]);
        }

        FeelZone? zone = null;
        if (end < text.Length && (zone = ReadZone(text[end..])) is null)
        {
            return null;
        }

        if (Digits(text[..2]) is not { } hour || Digits(text.Slice(3, 2)) is not { } minute || Digits(text.Slice(6, 2)) is not { } second)
        {
            return null;
        }

        endsDay = hour == 24 && minute == 0 && second == 0 && text[8..end].IndexOfAnyInRange('1', '9') < 0;
        return FeelTime.Of(endsDay ? 0 : hour, minute, second, nanos, zone);
    }

    private static bool HasMonths(ReadOnlySpan<char> text)
    {
        var time = text.IndexOf('T');
        return (time < 0 ? text : text[..time]).Contains('M');
    }

    private static int Rank(char unit, bool afterT) => (unit, afterT) switch
    {
        ('Y', false) => 1,
        ('M', false) => 2,
        ('D', false) => 3,
        ('H', true) => 4,
        ('M', true) => 5,
        ('S', true) => 6,
        _ => 0,
    };

    private static int SecondsIn(int rank) => rank switch { 3 => 86_400, 4 => 3_600, 5 => 60, 6 => 1, _ => 0 };

    private static FeelZone? ReadZone(ReadOnlySpan<char> text)
    {
        // XML Schema has a capital; the examples of the function is have a small letter.
        if (text is "Z" or "z")
        {
            return FeelZone.Utc;
        }

        if (text[0] == '@')
        {
            return FeelZone.Named(text[1..].ToString());
        }

        if (text[0] is not ('+' or '-') || text.Length is not (6 or 9) || text[3] != ':' || (text.Length == 9 && text[6] != ':'))
        {
            return null;
        }

        var seconds = text.Length == 9 ? Digits(text[7..]) : 0;
        return Digits(text.Slice(1, 2)) is { } hours && Digits(text.Slice(4, 2)) is < 60 and { } minutes && seconds is < 60 and { } rest
            ? FeelZone.Offset((text[0] == '-' ? -1 : 1) * ((hours * 3600) + (minutes * 60) + rest))
            : null;
    }

    private static long Nanos(ReadOnlySpan<char> fraction)
    {
        long nanos = 0;
        for (var i = 0; i < 9; i++)
        {
            nanos = (nanos * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        return nanos;
    }

    private static long? Digits(ReadOnlySpan<char> text) =>
        !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9') ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
