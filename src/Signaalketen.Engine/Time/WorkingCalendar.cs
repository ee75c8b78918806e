namespace Signaalketen.Engine.Time;

/// <summary>A day that counts as a holiday by decree or by local rule.</summary>
/// <param name="Date">The day.</param>
/// <param name="Source">Where that is laid down, for instance the number of the decree.</param>
public sealed record ExtraHoliday(DateOnly Date, string Source);

/// <summary>
/// Working days in the Netherlands: Monday to Friday minus the days of article 3 of the Algemene termijnenwet, minus the
/// days that an administrator entered with their source. Known for the years 1900 to 2200.
/// </summary>
public sealed class WorkingCalendar
{
    public const int FirstYear = 1900;
    public const int LastYear = 2200;

    private readonly SortedDictionary<DateOnly, string> _extra = [];

    /// <param name="timeZone">A name of the time zone database; an unknown name is refused.</param>
    /// <param name="extraHolidays">Days on top of the law.</param>
    /// <param name="opensAt">Start of the opening hours, local.</param>
    /// <param name="closesAt">End of the opening hours, local; also the hour at which terms in days end.</param>
    /// <exception cref="ArgumentException">The zone is unknown, or the hours are in the wrong order.</exception>
    public WorkingCalendar(string timeZone, IEnumerable<ExtraHoliday> extraHolidays, TimeOnly? opensAt = null, TimeOnly? closesAt = null)
    {
        Zone = LocalTime.FindZone(timeZone) ?? throw new ArgumentException($"There is no time zone '{timeZone}'.", nameof(timeZone));
        OpensAt = opensAt ?? new TimeOnly(9, 0);
        ClosesAt = closesAt ?? new TimeOnly(17, 0);
        if (OpensAt >= ClosesAt)
        {
            throw new ArgumentException("The opening hours must end after they start.", nameof(closesAt));
        }

        foreach (var holiday in extraHolidays)
        {
            _extra[holiday.Date] = holiday.Source;
        }
    }

    /// <summary>Dutch time, the days of the law, nine to five.</summary>
    public static WorkingCalendar Netherlands { get; } = new("Europe/Amsterdam", []);

    public TimeZoneInfo Zone { get; }

    public TimeOnly OpensAt { get; }

    public TimeOnly ClosesAt { get; }

    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && HolidayName(date) is null;

    /// <summary>The Dutch name of a holiday, or the source of an entered one; null on other days.</summary>
    public string? HolidayName(DateOnly date)
    {
        if (LegalHoliday(date) is { } name)
        {
            return name;
        }

        return _extra.GetValueOrDefault(date);
    }

    /// <summary>The n-th working day after a date, or before it when n is negative; 0 gives the date itself. Null outside the known years.</summary>
    public DateOnly? AddWorkingDays(DateOnly date, int days)
    {
        var step = days < 0 ? -1 : 1;
        for (var left = Math.Abs((long)days); left > 0;)
        {
            date = IsKnown(date) ? date.AddDays(step) : date;
            if (!IsKnown(date))
            {
                return null;
            }

            left -= IsWorkingDay(date) ? 1 : 0;
        }

        return IsKnown(date) ? date : null;
    }

    /// <summary>Working days after the first date up to and including the second; negative when the second is earlier.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        var (low, high, sign) = from <= to ? (from, to, 1) : (to, from, -1);
        (low, high) = (Clamp(low), Clamp(high));
        var count = 0;
        for (var day = low; day < high;)
        {
            day = day.AddDays(1);
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return sign * count;
    }

    /// <summary>The date itself when it is a working day, else the next one that is. Null outside the known years.</summary>
    public DateOnly? SameOrNextWorkingDay(DateOnly date) =>
        IsKnown(date) && IsWorkingDay(date) ? date : AddWorkingDays(date, 1);

    public DateOnly LocalDate(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    public DateTimeOffset At(DateOnly date, TimeOnly time) => LocalTime.ToInstant(date.ToDateTime(time), Zone);

    public static bool IsKnown(DateOnly date) => date.Year is >= FirstYear and <= LastYear;

    private static DateOnly Clamp(DateOnly date) => date.Year < FirstYear ? new DateOnly(FirstYear, 1, 1)
        : date.Year > LastYear ? new DateOnly(LastYear, 12, 31) : date;

    private static string? LegalHoliday(DateOnly date)
    {
        switch (date.Month, date.Day)
        {
            case (1, 1):
                return "Nieuwjaarsdag";
            case (4, 26) when date.DayOfWeek == DayOfWeek.Saturday:
                // The King's birthday is kept a day earlier when it falls on a Sunday.
                return "Koningsdag";
            case (4, 27) when date.DayOfWeek != DayOfWeek.Sunday:
                return "Koningsdag";
            case (5, 5):
                return "Bevrijdingsdag";
            case (12, 25):
                return "Eerste Kerstdag";
            case (12, 26):
                return "Tweede Kerstdag";
        }

        return (date.DayNumber - Easter.Sunday(date.Year).DayNumber) switch
        {
            -2 => "Goede Vrijdag",
            0 => "Eerste Paasdag",
            1 => "Tweede Paasdag",
            39 => "Hemelvaartsdag",
            49 => "Eerste Pinksterdag",
            50 => "Tweede Pinksterdag",
            _ => null,
        };
    }
}
