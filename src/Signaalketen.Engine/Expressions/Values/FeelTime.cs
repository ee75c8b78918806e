using System.Globalization;

namespace Signaalketen.Engine.Expressions;

/// <summary>A time of day to the nanosecond: local, with an offset, or in a named zone.</summary>
public sealed class FeelTime : FeelValue
{
    internal FeelTime(long nanoOfDay, FeelZone? zone)
    {
        NanoOfDay = nanoOfDay;
        Zone = zone;
    }

    public override string TypeName => "time";

    public int Hour => (int)(NanoOfDay / (3600 * FeelCalendar.NanosPerSecond));

    public int Minute => (int)(NanoOfDay / (60 * FeelCalendar.NanosPerSecond) % 60);

    public int Second => (int)(NanoOfDay / FeelCalendar.NanosPerSecond % 60);

    public FeelZone? Zone { get; }

    /// <summary>Nanoseconds since midnight on the wall clock.</summary>
    public long NanoOfDay { get; }

    /// <summary>Nanoseconds since midnight UTC (may lie outside the day); a local time counts as UTC. A time in a named zone
    /// has no date, so the standard offset of its zone stands in.</summary>
    internal long UtcNanos => NanoOfDay - ((Zone?.OffsetSeconds ?? 0) * FeelCalendar.NanosPerSecond);

    /// <summary>The value of clause 10.3.2.3.4: whole seconds since midnight UTC.</summary>
    internal long Value => FeelCalendar.FloorDivide(UtcNanos, FeelCalendar.NanosPerSecond);

    public static FeelTime? Of(long hour, long minute, long second, long nano = 0, FeelZone? zone = null) =>
        hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60 && nano is >= 0 and < FeelCalendar.NanosPerSecond
            ? new FeelTime((((((hour * 60) + minute) * 60) + second) * FeelCalendar.NanosPerSecond) + nano, zone)
            : null;

    internal FeelTime In(FeelZone? zone) => new(NanoOfDay, zone);

    public string Format() => FormatClock(NanoOfDay) + Zone?.Format();

    internal static string FormatClock(long nanoOfDay)
    {
        var seconds = nanoOfDay / FeelCalendar.NanosPerSecond;
        var nanos = nanoOfDay % FeelCalendar.NanosPerSecond;
        var fraction = nanos == 0 ? "" : "." + nanos.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{fraction}");
    }

    public override bool Equals(FeelValue? other) => other is FeelTime time && NanoOfDay == time.NanoOfDay && Equals(Zone, time.Zone);

    public override int GetHashCode() => HashCode.Combine(NanoOfDay, Zone);
}
