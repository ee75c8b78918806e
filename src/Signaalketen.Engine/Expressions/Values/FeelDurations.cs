using System.Globalization;
using System.Numerics;
using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>An exact length of time, in nanoseconds, written in days, hours, minutes and seconds.</summary>
public sealed class FeelDaysAndTimeDuration : FeelValue
{
    // About three thousand times the whole FEEL calendar: far enough, and sums of two still fit.
    private static readonly Int128 Bound = (Int128)1_000_000_000_000_000_000 * 1_000_000_000_000_000_000;

    private FeelDaysAndTimeDuration(Int128 nanos) => Nanos = nanos;

    public FeelDaysAndTimeDuration(TimeSpan span)
        : this((Int128)span.Ticks * 100)
    {
    }

    public override string TypeName => "days and time duration";

    internal Int128 Nanos { get; }

    /// <summary>The length in seconds.</summary>
    public FeelNumber Seconds => FeelNumber.From(Nanos, -9)!;

    public bool TryToTimeSpan(out TimeSpan span)
    {
        var ticks = Nanos / 100;
        var fits = ticks >= long.MinValue && ticks <= long.MaxValue;
        span = fits ? new TimeSpan((long)ticks) : default;
        return fits;
    }

    public string Format()
    {
        if (Nanos == 0)
        {
            return "PT0S";
        }

        var rest = Int128.Abs(Nanos);
        var (days, inDay) = Int128.DivRem(rest, FeelCalendar.NanosPerDay);
        var seconds = (long)inDay / FeelCalendar.NanosPerSecond;
        var nanos = (long)inDay % FeelCalendar.NanosPerSecond;
        var text = new StringBuilder(Nanos < 0 ? "-P" : "P");
        Part(text, days, 'D');
        if (inDay != 0)
        {
            text.Append('T');
            Part(text, seconds / 3600, 'H');
            Part(text, seconds / 60 % 60, 'M');
            if (nanos == 0)
            {
                Part(text, seconds % 60, 'S');
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{seconds % 60}.{nanos.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0')}S");
            }
        }

        return text.ToString();
    }

    internal static FeelDaysAndTimeDuration? Of(Int128 nanos) => Int128.Abs(nanos) < Bound ? new FeelDaysAndTimeDuration(nanos) : null;

    internal static FeelDaysAndTimeDuration OfSeconds(long seconds) => new(seconds * (Int128)FeelCalendar.NanosPerSecond);

    /// <summary>A number of seconds; what lies below a nanosecond is dropped.</summary>
    internal static FeelDaysAndTimeDuration? OfSeconds(FeelNumber seconds)
    {
        var nanos = FeelNumber.Multiply(seconds, FeelNumber.From(FeelCalendar.NanosPerSecond))?.TruncateInteger();
        return nanos is { } whole && BigInteger.Abs(whole) < (BigInteger)Bound ? new FeelDaysAndTimeDuration((Int128)whole) : null;
    }

    public override bool Equals(FeelValue? other) => other is FeelDaysAndTimeDuration duration && Nanos == duration.Nanos;

    public override int GetHashCode() => Nanos.GetHashCode();

    private static void Part(StringBuilder text, Int128 amount, char unit)
    {
        if (amount != 0)
        {
            text.Append(amount.ToString(CultureInfo.InvariantCulture)).Append(unit);
        }
    }
}

/// <summary>A length in calendar months.</summary>
public sealed class FeelYearsAndMonthsDuration : FeelValue
{
    private FeelYearsAndMonthsDuration(long months) => Months = months;

    public override string TypeName => "years and months duration";

    /// <summary>Total months, negative for a step back.</summary>
    public long Months { get; }

    /// <summary>A duration of at most twelve thousand million months; null beyond.</summary>
    public static FeelYearsAndMonthsDuration? Of(long months) =>
        months is >= -24_000_000_000 and <= 24_000_000_000 ? new FeelYearsAndMonthsDuration(months) : null;

    public string Format()
    {
        if (Months == 0)
        {
            return "P0M";
        }

        var magnitude = Math.Abs(Months);
        var years = magnitude / 12 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{magnitude / 12}Y");
        var months = magnitude % 12 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{magnitude % 12}M");
        return $"{(Months < 0 ? "-" : "")}P{years}{months}";
    }

    internal static FeelYearsAndMonthsDuration? Of(BigInteger months) =>
        BigInteger.Abs(months) < long.MaxValue ? Of((long)months) : null;

    public override bool Equals(FeelValue? other) => other is FeelYearsAndMonthsDuration duration && Months == duration.Months;

    public override int GetHashCode() => Months.GetHashCode();
}
