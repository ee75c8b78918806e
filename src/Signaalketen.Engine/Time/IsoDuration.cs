using System.Globalization;
using System.Text;

namespace Signaalketen.Engine.Time;

/// <summary>
/// An ISO 8601 duration that keeps its calendar parts apart: a month is a month and a day keeps the hour on the wall, while
/// hours, minutes and seconds are exact. The sign holds for all parts together.
/// </summary>
/// <param name="Negative">Whether it points backwards.</param>
/// <param name="Years">Calendar years, at least 0.</param>
/// <param name="Months">Calendar months, at least 0.</param>
/// <param name="Days">Calendar days, at least 0; weeks count as seven.</param>
/// <param name="Clock">Exact time, at least zero.</param>
public sealed record IsoDuration(bool Negative, int Years, int Months, int Days, TimeSpan Clock)
{
    private const int LargestAmount = 1_000_000;

    public static IsoDuration Zero { get; } = new(false, 0, 0, 0, TimeSpan.Zero);

    public bool IsZero => Years == 0 && Months == 0 && Days == 0 && Clock == TimeSpan.Zero;

    /// <summary>Whether it is hours, minutes and seconds only.</summary>
    public bool IsClockOnly => Years == 0 && Months == 0 && Days == 0;

    /// <summary>Reads <c>P1Y2M3DT4H5M6.7S</c> or <c>P2W</c>, with an optional minus; at most a million of each part.</summary>
    public static bool TryParse(string text, out IsoDuration value, out string error)
    {
        value = Zero;
        error = $"'{TimeText.Shorten(text)}' is no ISO 8601 duration such as P3D or PT4H.";
        var negative = text.StartsWith('-');
        var rest = text.AsSpan(negative || text.StartsWith('+') ? 1 : 0);
        if (rest.Length is < 3 or > 60 || rest[0] != 'P')
        {
            return false;
        }

        rest = rest[1..];
        Span<long> parts = stackalloc long[6];
        var (rank, fraction, afterT, weeks) = (0, 0L, false, false);
        while (!rest.IsEmpty)
        {
            if (rest[0] == 'T' && !afterT)
            {
                afterT = true;
                rest = rest[1..];
            }

            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 7)
            {
                return false;
            }

            var amount = long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            if (rest[digits] is '.' or ',')
            {
                var size = rest[(digits + 1)..].IndexOfAnyExceptInRange('0', '9');
                if (size is < 1 or > 9 || rest[digits + 1 + size] != 'S')
                {
                    return false;
                }

                fraction = Ticks(rest.Slice(digits + 1, size));
                digits += 1 + size;
            }

            var unit = Rank(rest[digits], afterT);
            if (unit <= rank || amount > LargestAmount || weeks)
            {
                return false;
            }

            weeks = rest[digits] == 'W';
            if (weeks && rank != 0)
            {
                return false;
            }

            rank = unit;
            parts[unit - 1] = weeks ? amount * 7 : amount;
            rest = rest[(digits + 1)..];
        }

        var clock = new TimeSpan((((parts[3] * 3600) + (parts[4] * 60) + parts[5]) * TimeSpan.TicksPerSecond) + fraction);
        var found = new IsoDuration(negative, (int)parts[0], (int)parts[1], (int)parts[2], clock);
        value = found.IsZero ? Zero : found;
        error = "";
        return true;
    }

    /// <summary>
    /// The moment this much later. Years and months first, kept within the month (31 January + P1M is 28 February); then days,
    /// which keep the hour on the wall; then exact time. A local time that a clock change skips moves on by the gap; one
    /// that comes twice is the first. Null outside the years 1 to 9999.
    /// </summary>
    public DateTimeOffset? AddTo(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var sign = Negative ? -1 : 1;
        try
        {
            var result = moment;
            if (!IsClockOnly)
            {
                var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
                result = LocalTime.ToInstant(local.AddMonths(sign * ((Years * 12) + Months)).AddDays(sign * Days), zone);
            }

            return TimeZoneInfo.ConvertTime(result.Add(Negative ? -Clock : Clock), zone);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>So many of this duration in a row; null beyond a million of any part.</summary>
    public IsoDuration? Times(int count)
    {
        var (years, months, days) = ((long)Years * count, (long)Months * count, (long)Days * count);
        return count >= 0 && years <= LargestAmount && months <= LargestAmount && days <= LargestAmount && Clock.TotalHours * count <= LargestAmount
            ? new IsoDuration(Negative, (int)years, (int)months, (int)days, new TimeSpan(Clock.Ticks * count))
            : null;
    }

    /// <summary>ISO 8601 text that reads back to the same duration.</summary>
    public override string ToString()
    {
        if (IsZero)
        {
            return "PT0S";
        }

        var text = new StringBuilder(Negative ? "-P" : "P");
        Part(text, Years, 'Y');
        Part(text, Months, 'M');
        Part(text, Days, 'D');
        if (Clock != TimeSpan.Zero)
        {
            text.Append('T');
            Part(text, (long)Math.Floor(Clock.TotalHours), 'H');
            Part(text, Clock.Minutes, 'M');
            var ticks = Clock.Ticks % TimeSpan.TicksPerSecond;
            var fraction = ticks == 0 ? "" : "." + ticks.ToString("0000000", CultureInfo.InvariantCulture).TrimEnd('0');
            if (Clock.Seconds != 0 || ticks != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Clock.Seconds}{fraction}S");
            }
        }

        return text.ToString();
    }

    private static void Part(StringBuilder text, long amount, char unit)
    {
        if (amount != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{amount}{unit}");
        }
    }

    private static int Rank(char unit, bool afterT) => (unit, afterT) switch
    {
        ('Y', false) => 1,
        ('M', false) => 2,
        ('W' or 'D', false) => 3,
        ('H', true) => 4,
        ('M', true) => 5,
        ('S', true) => 6,
        _ => 0,
    };

    private static long Ticks(ReadOnlySpan<char> fraction)
    {
        long ticks = 0;
        for (var i = 0; i < 7; i++)
        {
            ticks = (ticks * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        return ticks;
    }
}
