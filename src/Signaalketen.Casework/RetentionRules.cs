namespace Signaalketen.Casework;

/// <summary>How long person data stays after closing. A municipality may set it lower, never higher than the convenant allows (five years).</summary>
public sealed record RetentionRules
{
    /// <summary>Ceiling in years after the closing decision; aftercare does not prolong it.</summary>
    public const int CeilingYears = 5;

    /// <summary>Ceiling in working days for a signal without concern, so that identity is gone before the month of AVG art. 14(3) ends.</summary>
    public const int CeilingWorkingDaysWithoutConcern = 10;

    /// <summary>Years for the log of who read what (BIO2 8.15) and of what went to whom (Wpg art. 25(1)c: at least four).</summary>
    public const int YearsOfLog = 5;

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

    /// <summary>The day on which everything of a closed case goes but its number and dates.</summary>
    /// <param name="closed">Day on which its last process ended.</param>
    /// <param name="erased">
    /// The chain destroyed the content itself, so the term is over; what is left holds no person. It goes the next day, so that whoever
    /// closed the case can see that it was done.
    /// </param>
    public DateOnly RemovalDay(DateOnly closed, bool erased)
    {
        var last = LastDay(closed);
        return erased && closed.AddDays(1) < last ? closed.AddDays(1) : last;
    }

    /// <summary>What was logged before this day goes, unless its case is open.</summary>
    public static DateOnly LogsGoBefore(DateOnly today) => today.AddYears(-YearsOfLog).AddDays(1);

    /// <summary>The last day on which the person data of a signal without concern may exist.</summary>
    public DateOnly LastDayWithoutConcern(DateOnly decided, Func<DateOnly, bool> isWorkingDay)
    {
        var day = decided;
        for (var left = WorkingDaysWithoutConcern; left > 0; left -= isWorkingDay(day) ? 1 : 0)
            day = day.AddDays(1);
        return day;
    }
}
