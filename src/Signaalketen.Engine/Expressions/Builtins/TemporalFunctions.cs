namespace Signaalketen.Engine.Expressions;

/// <summary>Making and asking dates and times (clauses 10.3.4.1, 10.3.4.7 and 10.3.4.8). The present comes from the environment.</summary>
internal static class TemporalFunctions
{
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static IEnumerable<Builtin> All { get; } =
    [
        new(
            "date",
            new Form("from: string", (a, run) => FeelTemporalText.ReadDate(Text(a[0])) ?? run.Fail("This is no date.")),
            new Form("from: date", (a, _) => a[0]),
            new Form("from: date and time", (a, _) => ((FeelDateTime)a[0]).Date),
            new Form("year: number, month: number, day: number", (a, run) => MakeDate(a) ?? run.Fail("There is no such date."))),
        new(
            "time",
            new Form("from: string", (a, run) => FeelTemporalText.ReadTime(Text(a[0])) ?? run.Fail("This is no time.")),
            new Form("from: time", (a, _) => a[0]),
            new Form("from: date and time", (a, _) => ((FeelDateTime)a[0]).Time),
            new Form("from: date", (_, _) => new FeelTime(0, FeelZone.Utc)),
            new Form("hour: number, minute: number, second: number, offset?: days and time duration?", MakeTime)),
        new(
            "date and time",
            new Form("from: string", (a, run) => FeelTemporalText.ReadDateTime(Text(a[0])) ?? run.Fail("This is no date and time.")),
            new Form("from: date and time", (a, _) => a[0]),
            new Form("from: date", (a, _) => ((FeelDate)a[0]).AtMidnightUtc),
            new Form("date: date, time: time", (a, _) => new FeelDateTime((FeelDate)a[0], (FeelTime)a[1])),
            new Form("date: date and time, time: time", (a, _) => new FeelDateTime(((FeelDateTime)a[0]).Date, (FeelTime)a[1])),
            new Form("date: date and time, timezone: string", InZone),
            new Form("year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: days and time duration?", MakeDateTime),
            new Form("year: number, month: number, day: number, hour: number, minute: number, second: number, timezone: string", MakeDateTime)),
        new("years and months duration", MonthForms()),
        new("day of year", DateForms(d => FeelNumber.From(d.DayNumber - FeelCalendar.ToDayNumber(d.Year, 1, 1) + 1))),
        new("day of week", DateForms(d => new FeelString(Weekdays[FeelCalendar.Weekday(d.DayNumber) - 1]))),
        new("month of year", DateForms(d => new FeelString(Months[d.Month - 1]))),
        new("week of year", DateForms(d => FeelNumber.From(WeekOfYear(d)))),
        new("now", "", (_, run) => FeelDateTime.From(run.Environment.Now, run.Environment.Zone)),
        new("today", "", (_, run) => FeelDateTime.From(run.Environment.Now, run.Environment.Zone).Date),
    ];

    private static string Text(FeelValue value) => ((FeelString)value).Value;

    private static Form[] DateForms(Func<FeelDate, FeelValue> code) =>
    [
        new Form("date: date", (a, _) => code((FeelDate)a[0])),
        new Form("date: date and time", (a, _) => code(((FeelDateTime)a[0]).Date)),
    ];

    private static Form[] MonthForms()
    {
        string[] kinds = ["date", "date and time"];
        return [.. kinds.SelectMany(_ => kinds, (from, to) => new Form($"from: {from}, to: {to}", (a, _) => Between(Day(a[0]), Day(a[1]))))];
    }

    private static FeelDate Day(FeelValue value) => value as FeelDate ?? ((FeelDateTime)value).Date;

    private static FeelYearsAndMonthsDuration Between(FeelDate from, FeelDate to)
    {
        var months = (((long)to.Year - from.Year) * 12) + to.Month - from.Month;
        if (months > 0 && to.Day < from.Day)
        {
            months--;
        }
        else if (months < 0 && to.Day > from.Day)
        {
            months++;
        }

        return FeelYearsAndMonthsDuration.Of(months)!;
    }

    /// <summary>ISO 8601: week 1 is the week of the first Thursday.</summary>
    private static long WeekOfYear(FeelDate date)
    {
        var thursday = date.DayNumber + 4 - FeelCalendar.Weekday(date.DayNumber);
        var (year, _, _) = FeelCalendar.FromDayNumber(thursday);
        return ((thursday - FeelCalendar.ToDayNumber((int)year, 1, 1)) / 7) + 1;
    }

    private static FeelDate? MakeDate(FeelValue[] a) =>
        Whole(a[0]) is { } year && Whole(a[1]) is { } month && Whole(a[2]) is { } day ? FeelDate.Of(year, month, day) : null;

    private static FeelTime? Clock(FeelValue hour, FeelValue minute, FeelValue second, FeelZone? zone)
    {
        var seconds = (FeelNumber)second;
        var nanos = seconds.CompareTo(FeelNumber.From(60)) < 0 && seconds.Sign >= 0
            ? FeelNumber.Multiply(seconds, FeelNumber.From(FeelCalendar.NanosPerSecond))?.Round(0, FeelRounding.Down)
            : null;
        return nanos is not null && nanos.TryToInt64(out var inMinute) && Whole(hour) is { } h && Whole(minute) is { } m
            ? FeelTime.Of(h, m, inMinute / FeelCalendar.NanosPerSecond, inMinute % FeelCalendar.NanosPerSecond, zone)
            : null;
    }

    private static FeelValue MakeTime(FeelValue[] a, Evaluation run) =>
        TryZone(a[3], out var zone) && Clock(a[0], a[1], a[2], zone) is { } time ? time : run.Fail("There is no such time.");

    private static FeelValue MakeDateTime(FeelValue[] a, Evaluation run) =>
        MakeDate(a) is { } date && TryZone(a[6], out var zone) && Clock(a[3], a[4], a[5], zone) is { } time
            ? new FeelDateTime(date, time)
            : run.Fail("There is no such date and time.");

    /// <summary>The same instant in another zone; a local date and time is placed in it.</summary>
    private static FeelValue InZone(FeelValue[] a, Evaluation run)
    {
        var moment = (FeelDateTime)a[0];
        if (!TryZone(a[1], out var zone) || zone is null)
        {
            return run.Fail("There is no such time zone.");
        }

        return (moment.Zone is null ? FeelDateTime.FromLocalNanos(moment.LocalNanos, zone) : FeelDateTime.FromUtcNanos(moment.UtcNanos, zone))
            ?? run.Fail("The result is out of range.");
    }

    private static bool TryZone(FeelValue value, out FeelZone? zone)
    {
        zone = value switch
        {
            FeelDaysAndTimeDuration offset when offset.Nanos % FeelCalendar.NanosPerSecond == 0 && Int128.Abs(offset.Nanos) <= FeelCalendar.NanosPerDay =>
                FeelZone.Offset((long)(offset.Nanos / FeelCalendar.NanosPerSecond)),
            FeelString name => FeelZone.Named(name.Value),
            _ => null,
        };
        return value is FeelNull || zone is not null;
    }

    private static long? Whole(FeelValue value) => ((FeelNumber)value).Round(0, FeelRounding.Down)!.TryToInt64(out var whole) ? whole : null;
}
