using System.Globalization;
using Signaalketen.Engine.Time;

namespace Signaalketen.Casework.Words;

/// <summary>Dates, times and distances as the screen and the letters show them.</summary>
public static class DutchText
{
    private static readonly string[] Days = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"];

    private static readonly string[] Months =
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

    private static readonly string[] ShortMonths = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

    /// <summary>maandag 23 november 2026</summary>
    public static string Date(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{Days[(int)date.DayOfWeek]} {date.Day} {Months[date.Month - 1]} {date.Year}");

    /// <summary>23 nov 2026</summary>
    public static string ShortDate(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day} {ShortMonths[date.Month - 1]} {date.Year}");

    /// <summary>14.00 uur</summary>
    public static string Time(TimeOnly time) => string.Create(CultureInfo.InvariantCulture, $"{time.Hour}.{time.Minute:00} uur");

    /// <summary>maandag 23 november 2026 om 14.00 uur</summary>
    /// <param name="moment">Already in the time zone of the municipality.</param>
    public static string DateAndTime(DateTimeOffset moment) =>
        $"{Date(DateOnly.FromDateTime(moment.DateTime))} om {Time(TimeOnly.FromDateTime(moment.DateTime))}";

    /// <summary>"nog 2 werkdagen", "vandaag", "3 werkdagen te laat".</summary>
    /// <param name="workingDaysLeft">Negative when the term has passed.</param>
    public static string Distance(int workingDaysLeft) => workingDaysLeft switch
    {
        0 => "vandaag",
        1 => "nog 1 werkdag",
        -1 => "1 werkdag te laat",
        > 1 => string.Create(CultureInfo.InvariantCulture, $"nog {workingDaysLeft} werkdagen"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{-workingDaysLeft} werkdagen te laat"),
    };

    /// <summary>The distance between two days in the working calendar of the municipality.</summary>
    public static string Distance(DateOnly today, DateOnly due, WorkingCalendar calendar) => Distance(today, due, calendar.IsWorkingDay);

    /// <summary>The distance between two days, counted in working days after <paramref name="today"/>.</summary>
    /// <remarks>A day that passed without a working day in between is "te laat" all the same.</remarks>
    public static string Distance(DateOnly today, DateOnly due, Func<DateOnly, bool> isWorkingDay)
    {
        if (due == today)
            return Distance(0);
        var (first, last) = due > today ? (today, due) : (due, today);
        var count = 0;
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
            count += isWorkingDay(day) ? 1 : 0;
        if (count == 0)
            return due > today ? "voor de volgende werkdag" : "te laat";
        return Distance(due > today ? count : -count);
    }
}
