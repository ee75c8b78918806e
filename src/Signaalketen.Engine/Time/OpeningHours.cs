namespace Signaalketen.Engine.Time;

/// <summary>Time that runs only while the house is open: within opening hours on working days.</summary>
public static class OpeningHours
{
    /// <summary>The moment at which so much opening time has passed; null outside the known years.</summary>
    public static DateTimeOffset? Add(DateTimeOffset start, TimeSpan open, WorkingCalendar calendar)
    {
        var date = calendar.LocalDate(start);
        if (!WorkingCalendar.IsKnown(date))
        {
            return null;
        }

        for (var left = open; ;)
        {
            var (opens, closes) = Day(date, calendar);
            var from = start > opens ? start : opens;
            if (calendar.IsWorkingDay(date) && from < closes)
            {
                if (left <= closes - from)
                {
                    return TimeZoneInfo.ConvertTime(from + left, calendar.Zone);
                }

                left -= closes - from;
            }

            if (calendar.AddWorkingDays(date, 1) is not { } next)
            {
                return null;
            }

            date = next;
        }
    }

    /// <summary>The moment from which so much opening time passes until the end; null outside the known years.</summary>
    public static DateTimeOffset? Subtract(DateTimeOffset end, TimeSpan open, WorkingCalendar calendar)
    {
        var date = calendar.LocalDate(end);
        if (!WorkingCalendar.IsKnown(date))
        {
            return null;
        }

        for (var left = open; ;)
        {
            var (opens, closes) = Day(date, calendar);
            var until = end < closes ? end : closes;
            if (calendar.IsWorkingDay(date) && until > opens)
            {
                if (left <= until - opens)
                {
                    return TimeZoneInfo.ConvertTime(until - left, calendar.Zone);
                }

                left -= until - opens;
            }

            if (calendar.AddWorkingDays(date, -1) is not { } previous)
            {
                return null;
            }

            date = previous;
        }
    }

    /// <summary>Opening time between two moments; zero when the second is not later.</summary>
    public static TimeSpan Between(DateTimeOffset start, DateTimeOffset end, WorkingCalendar calendar)
    {
        var total = TimeSpan.Zero;
        var last = calendar.LocalDate(end);
        for (DateOnly? date = calendar.LocalDate(start); date is { } day && day <= last; date = calendar.AddWorkingDays(day, 1))
        {
            if (WorkingCalendar.IsKnown(day) && calendar.IsWorkingDay(day))
            {
                var (opens, closes) = Day(day, calendar);
                var from = start > opens ? start : opens;
                var until = end < closes ? end : closes;
                total += until > from ? until - from : TimeSpan.Zero;
            }
        }

        return total;
    }

    private static (DateTimeOffset Opens, DateTimeOffset Closes) Day(DateOnly date, WorkingCalendar calendar) =>
        (calendar.At(date, calendar.OpensAt), calendar.At(date, calendar.ClosesAt));
}
