namespace Signaalketen.Engine.Expressions;

/// <summary>The proleptic Gregorian calendar over the nine-digit years that FEEL allows, as day numbers from 1970-01-01.</summary>
internal static class FeelCalendar
{
    public const int LargestYear = 999_999_999;
    public const long NanosPerSecond = 1_000_000_000;
    public const long NanosPerDay = 86_400 * NanosPerSecond;
    private const int DaysPerEra = 146_097;

    public static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    public static bool IsValid(long year, long month, long day) =>
        year is >= -LargestYear and <= LargestYear && month is >= 1 and <= 12
        && day >= 1 && day <= DaysInMonth((int)year, (int)month);

    // Years are counted from March, so that the leap day is the last day of a year.
    public static long ToDayNumber(int year, int month, int day)
    {
        long y = month <= 2 ? year - 1 : year;
        var era = Math.DivRem(y, 400, out var yearOfEra);
        if (yearOfEra < 0)
        {
            yearOfEra += 400;
            era--;
        }

        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPerEra) + dayOfEra - 719_468;
    }

    public static (long Year, int Month, int Day) FromDayNumber(long dayNumber)
    {
        var z = dayNumber + 719_468;
        var era = FloorDivide(z, DaysPerEra);
        var dayOfEra = z - (era * DaysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }

    /// <summary>1 = Monday … 7 = Sunday.</summary>
    public static int Weekday(long dayNumber)
    {
        var rest = (dayNumber + 3) % 7;
        return (int)(rest < 0 ? rest + 7 : rest) + 1;
    }

    public static Int128 FloorDivide(Int128 value, Int128 divisor)
    {
        var (quotient, rest) = Int128.DivRem(value, divisor);
        return rest < 0 ? quotient - 1 : quotient;
    }

    public static long FloorDivide(long value, long divisor)
    {
        var quotient = Math.DivRem(value, divisor, out var rest);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
