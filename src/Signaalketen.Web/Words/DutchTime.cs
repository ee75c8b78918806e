using Signaalketen.Casework.Words;
using Signaalketen.Engine.Time;

namespace Signaalketen.Web.Words;

/// <summary>Moments as the people of the municipality read them: their time zone, their working days.</summary>
public sealed class DutchTime(TimeProvider clock, WorkingCalendar calendar)
{
    public DateTimeOffset Now => Local(clock.GetUtcNow());

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, calendar.Zone);

    /// <summary>23 nov 2026</summary>
    public string ShortDate(DateTimeOffset moment) => DutchText.ShortDate(Day(moment));

    /// <summary>maandag 23 november 2026</summary>
    public string Date(DateTimeOffset moment) => DutchText.Date(Day(moment));

    /// <summary>23 nov 2026, 14.00 uur</summary>
    public string ShortDateAndTime(DateTimeOffset moment) => $"{ShortDate(moment)}, {Time(moment)}";

    /// <summary>maandag 23 november 2026 om 14.00 uur</summary>
    public string DateAndTime(DateTimeOffset moment) => DutchText.DateAndTime(Local(moment));

    public string Time(DateTimeOffset moment) => DutchText.Time(TimeOnly.FromDateTime(Local(moment).DateTime));

    /// <summary>"nog 2 werkdagen", "vandaag om 17.00 uur", "3 werkdagen te laat".</summary>
    public string Distance(DateTimeOffset due)
    {
        if (!IsToday(due))
            return DutchText.Distance(Day(Now), Day(due), calendar.IsWorkingDay);
        return IsLate(due) ? $"te laat sinds {Time(due)}" : $"vandaag om {Time(due)}";
    }

    public bool IsLate(DateTimeOffset due) => due < clock.GetUtcNow();

    public bool IsToday(DateTimeOffset due) => Day(due) == Day(Now);

    /// <summary>A working day before the last moment, but never before the work began.</summary>
    public DateTimeOffset? Target(DateTimeOffset openedAt, DateTimeOffset? dueAt)
    {
        if (dueAt is not { } due || calendar.AddWorkingDays(Day(due), -1) is not { } day || day <= Day(openedAt))
            return dueAt;
        return calendar.At(day, calendar.ClosesAt);
    }

    private DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);
}
