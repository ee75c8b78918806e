namespace Signaalketen.Casework;

/// <summary>How long person data stays after closing. A municipality may set it lower, never higher than the convenant allows (five years).</summary>
public sealed record RetentionRules
{
    /// <summary>Ceiling in years after the closing decision; aftercare does not prolong it.</summary>
    public const int CeilingYears = 5;

    /// <summary>Ceiling in working days for a signal without concern, so that identity is gone before the month of AVG art. 14(3) ends.</summary>
    public const int CeilingWorkingDaysWithoutConcern = 10;

    public static readonly RetentionRules Default = new(CeilingWorkingDaysWithoutConcern, CeilingYears);

    /// <exception cref="ArgumentOutOfRangeException">Longer than the ceiling, or negative.</exception>
    public RetentionRules(int workingDaysWithoutConcern, int yearsAfterClosing)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDaysWithoutConcern);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workingDaysWithoutConcern, CeilingWorkingDaysWithoutConcern);
        ArgumentOutOfRangeException.ThrowIfNegative(yearsAfterClosing);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(yearsAfterClosing, CeilingYears);
        WorkingDaysWithoutConcern = workingDaysWithoutConcern;
        YearsAfterClosing = yearsAfterClosing;
    }

    public int WorkingDaysWithoutConcern { get; }

    public int YearsAfterClosing { get; }

    /// <summary>The last day on which a closed dossier may exist.</summary>
    /// <remarks>A decision of 29 February ends on 28 February: a term never grows by the calendar.</remarks>
    public DateOnly LastDay(DateOnly closed) => closed.AddYears(YearsAfterClosing);

    /// <summary>The last day on which the person data of a signal without concern may exist.</summary>
    public DateOnly LastDayWithoutConcern(DateOnly decided, Func<DateOnly, bool> isWorkingDay)
    {
        var day = decided;
        for (var left = WorkingDaysWithoutConcern; left > 0; left -= isWorkingDay(day) ? 1 : 0)
            day = day.AddDays(1);
        return day;
    }
}
