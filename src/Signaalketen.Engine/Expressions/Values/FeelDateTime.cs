namespace Signaalketen.Engine.Expressions;

/// <summary>A date and a time of day: local, with an offset, or in a named zone.</summary>
public sealed class FeelDateTime : FeelValue
{
    // A variable stays the same value through many steps, and each writes it.
    private string? text;

    public FeelDateTime(FeelDate date, FeelTime time)
    {
        Date = date;
        Time = time;
    }

    public override string TypeName => "date and time";

    public FeelDate Date { get; }

    public FeelTime Time { get; }

    public FeelZone? Zone => Time.Zone;

    /// <summary>Seconds east of UTC at this moment; null for a local date and time.</summary>
    public int? OffsetSeconds => Zone?.OffsetAt(Date.DayNumber, Time.NanoOfDay);

    /// <summary>Nanoseconds since 1970-01-01T00:00Z; a local date and time counts as UTC.</summary>
    internal Int128 UtcNanos => LocalNanos - ((OffsetSeconds ?? 0) * (Int128)FeelCalendar.NanosPerSecond);

    /// <summary>The value of clause 10.3.2.3.6: whole seconds since 1970-01-01T00:00Z.</summary>
    internal Int128 Value => FeelCalendar.FloorDivide(UtcNanos, FeelCalendar.NanosPerSecond);

    internal Int128 LocalNanos => ((Int128)Date.DayNumber * FeelCalendar.NanosPerDay) + Time.NanoOfDay;

    /// <summary>The same moment with its offset.</summary>
    public static FeelDateTime From(DateTimeOffset instant) =>
        FromLocalNanos(NanosOf(instant.DateTime), FeelZone.Offset((long)instant.Offset.TotalSeconds))!;

    /// <summary>The moment as the clocks of a zone show it.</summary>
    public static FeelDateTime From(DateTimeOffset instant, FeelZone zone) => FromUtcNanos(NanosOf(instant.UtcDateTime), zone)!;

    /// <summary>The instant, when it has an offset or zone and lies within the years 1 to 9999.</summary>
    public bool TryToInstant(out DateTimeOffset instant)
    {
        instant = default;
        if (OffsetSeconds is not { } offset || !Date.TryToDateOnly(out var date) || offset % 60 != 0 || Math.Abs(offset) > 14 * 3600)
        {
            return false;
        }

        var local = date.ToDateTime(TimeOnly.MinValue).AddTicks(Time.NanoOfDay / 100);
        var utcTicks = local.Ticks - (offset * TimeSpan.TicksPerSecond);
        if (utcTicks < 0 || utcTicks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(local, TimeSpan.FromSeconds(offset));
        return true;
    }

    public string Format() => text ??= Date.Format() + "T" + Time.Format();

    internal static FeelDateTime? FromLocalNanos(Int128 nanos, FeelZone? zone)
    {
        var (day, nano) = Split(nanos);
        return day is { } number && FeelDate.FromDayNumber(number) is { } date ? new FeelDateTime(date, new FeelTime(nano, zone)) : null;
    }

    /// <summary>
    /// The moment on the clocks of a zone. The second of two equal hours when the clock goes back cannot be written with the
    /// name of the zone, which means the first: it carries its offset instead, so that no hour is lost.
    /// </summary>
    internal static FeelDateTime? FromUtcNanos(Int128 nanos, FeelZone zone)
    {
        var (day, nano) = Split(nanos);
        if (day is not { } number)
        {
            return null;
        }

        var offset = zone.OffsetAtUtc(number, nano);
        var moment = FromLocalNanos(nanos + (offset * (Int128)FeelCalendar.NanosPerSecond), zone);
        return moment is null || moment.OffsetSeconds == offset ? moment : new FeelDateTime(moment.Date, moment.Time.In(FeelZone.Offset(offset)!));
    }

    public override bool Equals(FeelValue? other) => other is FeelDateTime moment && Date.Equals(moment.Date) && Time.Equals(moment.Time);

    public override int GetHashCode() => HashCode.Combine(Date, Time);

    private static Int128 NanosOf(DateTime moment) => (Int128)(moment.Ticks - DateTime.UnixEpoch.Ticks) * 100;

    private static (long? Day, long NanoOfDay) Split(Int128 nanos)
    {
        var day = FeelCalendar.FloorDivide(nanos, FeelCalendar.NanosPerDay);
        return Int128.Abs(day) > 400_000_000_000 ? (null, 0) : ((long)day, (long)(nanos - (day * FeelCalendar.NanosPerDay)));
    }
}
