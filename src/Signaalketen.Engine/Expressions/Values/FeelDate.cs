using System.Globalization;

namespace Signaalketen.Engine.Expressions;

/// <summary>A calendar date; years run from −999,999,999 to 999,999,999.</summary>
public sealed class FeelDate : FeelValue
{
    private FeelDate(int year, int month, int day)
    {
        Year = year;
        Month = month;
        Day = day;
        DayNumber = FeelCalendar.ToDayNumber(year, month, day);
    }

    public FeelDate(DateOnly date)
        : this(date.Year, date.Month, date.Day)
    {
    }

    public override string TypeName => "date";

    public int Year { get; }

    public int Month { get; }

    public int Day { get; }

    /// <summary>Days since 1970-01-01.</summary>
    internal long DayNumber { get; }

    /// <summary>What a date is as a date and time (clause 10.3.2.9.4).</summary>
    internal FeelDateTime AtMidnightUtc => new(this, new FeelTime(0, FeelZone.Utc));

    /// <summary>The date, or null when there is no such day.</summary>
    public static FeelDate? Of(long year, long month, long day) =>
        FeelCalendar.IsValid(year, month, day) ? new FeelDate((int)year, (int)month, (int)day) : null;

    public bool TryToDateOnly(out DateOnly date)
    {
        var fits = Year is >= 1 and <= 9999;
        date = fits ? new DateOnly(Year, Month, Day) : default;
        return fits;
    }

    public string Format() => string.Create(CultureInfo.InvariantCulture, $"{(Year < 0 ? "-" : "")}{Math.Abs(Year):0000}-{Month:00}-{Day:00}");

    internal static FeelDate? FromDayNumber(long dayNumber)
    {
        if (dayNumber is < -400_000_000_000 or > 400_000_000_000)
        {
            return null;
        }

        var (year, month, day) = FeelCalendar.FromDayNumber(dayNumber);
        return Of(year, month, day);
    }

    internal FeelDate? AddMonths(long months)
    {
        if (Math.Abs(months) > 24_000_000_000)
        {
            return null;
        }

        var total = ((long)Year * 12) + Month - 1 + months;
        var year = FeelCalendar.FloorDivide(total, 12);
        var month = (int)(total - (year * 12)) + 1;
        return Math.Abs(year) > FeelCalendar.LargestYear ? null : Of(year, month, Math.Min(Day, FeelCalendar.DaysInMonth((int)year, month)));
    }

    public override bool Equals(FeelValue? other) => other is FeelDate date && DayNumber == date.DayNumber;

    public override int GetHashCode() => DayNumber.GetHashCode();
}
