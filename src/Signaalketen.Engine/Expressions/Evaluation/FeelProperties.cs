namespace Signaalketen.Engine.Expressions;

/// <summary>What can be asked of a value behind a dot (DMN 1.5, clause 10.3.2.13, tables 55 to 59).</summary>
internal static class FeelProperties
{
    /// <summary>The property, or null when this kind of value has none of that name.</summary>
    public static FeelValue? Get(FeelValue value, string name) => value switch
    {
        FeelDate date => OfDate(date, name),
        FeelDateTime moment => OfDate(moment.Date, name) ?? OfTime(moment.Time, moment.OffsetSeconds, name),
        FeelTime time => OfTime(time, time.Zone?.OffsetSeconds, name),
        FeelDaysAndTimeDuration duration => OfDuration(duration, name),
        FeelYearsAndMonthsDuration duration => name switch
        {
            "years" => FeelNumber.From(duration.Months / 12),
            "months" => FeelNumber.From(duration.Months % 12),
            _ => null,
        },
        FeelRange range => name switch
        {
            "start" => range.Start ?? FeelNull.Value,
            "end" => range.End ?? FeelNull.Value,
            "start included" => FeelBoolean.Of(range.StartIncluded),
            "end included" => FeelBoolean.Of(range.EndIncluded),
            _ => null,
        },
        _ => null,
    };

    private static FeelNumber? OfDate(FeelDate date, string name) => name switch
    {
        "year" => FeelNumber.From(date.Year),
        "month" => FeelNumber.From(date.Month),
        "day" => FeelNumber.From(date.Day),
        "weekday" => FeelNumber.From(FeelCalendar.Weekday(date.DayNumber)),
        _ => null,
    };

    private static FeelValue? OfTime(FeelTime time, int? offset, string name) => name switch
    {
        "hour" => FeelNumber.From(time.Hour),
        "minute" => FeelNumber.From(time.Minute),
        "second" => FeelNumber.From(time.NanoOfDay % (60 * FeelCalendar.NanosPerSecond), -9),
        "time offset" => offset is { } seconds ? FeelDaysAndTimeDuration.OfSeconds(seconds) : FeelNull.Value,
        "timezone" => time.Zone?.Id is { } id ? new FeelString(id) : FeelNull.Value,
        _ => null,
    };

    private static FeelNumber? OfDuration(FeelDaysAndTimeDuration duration, string name) => name switch
    {
        "days" => FeelNumber.From(duration.Nanos / FeelCalendar.NanosPerDay, 0),
        "hours" => FeelNumber.From(duration.Nanos / (3600 * FeelCalendar.NanosPerSecond) % 24, 0),
        "minutes" => FeelNumber.From(duration.Nanos / (60 * FeelCalendar.NanosPerSecond) % 60, 0),
        "seconds" => FeelNumber.From(duration.Nanos % (60 * FeelCalendar.NanosPerSecond), -9),
        _ => null,
    };
}
