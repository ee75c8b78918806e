namespace Signaalketen.Engine.Expressions;

/// <summary>Arithmetic over numbers, text and temporal values (DMN 1.5, clause 10.3.2.13, tables 50 to 53).</summary>
internal static class FeelArithmetic
{
    public static FeelValue Apply(char sign, FeelValue left, FeelValue right, Evaluation run)
    {
        if (left is FeelNumber a && right is FeelNumber b)
        {
            run.Spend(sign == '^' ? NumberFunctions.PriceOfSeries : 0);
            var number = sign switch
            {
                '+' => FeelNumber.Add(a, b),
                '-' => FeelNumber.Subtract(a, b),
                '*' => FeelNumber.Multiply(a, b),
                '/' => FeelNumber.Divide(a, b),
                _ => FeelNumber.Power(a, b),
            };
            return number ?? run.Fail(sign == '/' && b.Sign == 0 ? "Division by zero." : $"The result of '{Name(sign)}' is not a number that can be held.");
        }

        if (sign == '+' && left is FeelString first && right is FeelString second)
        {
            run.CheckLength((long)first.Value.Length + second.Value.Length);
            run.Spend((first.Value.Length + second.Value.Length) / 8);
            return run.Text(first.Value + second.Value);
        }

        var value = sign switch
        {
            '+' => Add(left, right) ?? Add(right, left),
            '-' => Subtract(left, right),
            '*' => Multiply(left, right) ?? Multiply(right, left),
            '/' => Divide(left, right),
            _ => null,
        };
        return value ?? run.Fail($"'{Name(sign)}' does not work on {left.TypeName} and {right.TypeName}, or its result is out of range.");
    }

    public static FeelValue Negate(FeelValue value, Evaluation run) => value switch
    {
        FeelNumber number => number.Negate(),
        FeelDaysAndTimeDuration duration => (FeelValue?)FeelDaysAndTimeDuration.Of(-duration.Nanos) ?? FeelNull.Value,
        FeelYearsAndMonthsDuration duration => (FeelValue?)FeelYearsAndMonthsDuration.Of(-duration.Months) ?? FeelNull.Value,
        _ => run.Fail($"A {value.TypeName} has no negative."),
    };

    internal static FeelValue? Shift(FeelValue moment, Int128 nanos) => moment switch
    {
        // A date counts as midnight UTC; what is left of a day is cut off.
        FeelDate date => FeelDateTime.FromLocalNanos(((Int128)date.DayNumber * FeelCalendar.NanosPerDay) + nanos, null)?.Date,
        FeelTime time => new FeelTime(Wrap(time.NanoOfDay + (nanos % FeelCalendar.NanosPerDay)), time.Zone),
        FeelDateTime { Zone: { Id: not null } zone } zoned => FeelDateTime.FromUtcNanos(zoned.UtcNanos + nanos, zone),
        FeelDateTime local => FeelDateTime.FromLocalNanos(local.LocalNanos + nanos, local.Zone),
        _ => null,
    };

    internal static FeelValue? ShiftMonths(FeelValue moment, long months) => moment switch
    {
        FeelDate date => date.AddMonths(months),
        FeelDateTime local => local.Date.AddMonths(months) is { } date ? new FeelDateTime(date, local.Time) : null,
        _ => null,
    };

    private static FeelValue? Add(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDaysAndTimeDuration a, FeelDaysAndTimeDuration b) => FeelDaysAndTimeDuration.Of(a.Nanos + b.Nanos),
        (FeelYearsAndMonthsDuration a, FeelYearsAndMonthsDuration b) => FeelYearsAndMonthsDuration.Of(a.Months + b.Months),
        (_, FeelDaysAndTimeDuration by) => Shift(left, by.Nanos),
        (_, FeelYearsAndMonthsDuration by) => ShiftMonths(left, by.Months),
        _ => null,
    };

    private static FeelValue? Subtract(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDaysAndTimeDuration a, FeelDaysAndTimeDuration b) => FeelDaysAndTimeDuration.Of(a.Nanos - b.Nanos),
        (FeelYearsAndMonthsDuration a, FeelYearsAndMonthsDuration b) => FeelYearsAndMonthsDuration.Of(a.Months - b.Months),
        (_, FeelDaysAndTimeDuration by) => Shift(left, -by.Nanos),
        (_, FeelYearsAndMonthsDuration by) => ShiftMonths(left, -by.Months),
        (FeelTime a, FeelTime b) when a.Zone is null == b.Zone is null => FeelDaysAndTimeDuration.Of((Int128)a.UtcNanos - b.UtcNanos),
        (FeelDate a, FeelDate b) => FeelDaysAndTimeDuration.Of((Int128)(a.DayNumber - b.DayNumber) * FeelCalendar.NanosPerDay),
        (FeelDateTime a, FeelDateTime b) when a.Zone is null == b.Zone is null => FeelDaysAndTimeDuration.Of(a.UtcNanos - b.UtcNanos),
        (FeelDate a, FeelDateTime b) when b.Zone is not null => Subtract(a.AtMidnightUtc, b),
        (FeelDateTime a, FeelDate b) when a.Zone is not null => Subtract(a, b.AtMidnightUtc),
        _ => null,
    };

    private static FeelValue? Multiply(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDaysAndTimeDuration a, FeelNumber by) => FeelNumber.Multiply(a.Seconds, by) is { } seconds ? FeelDaysAndTimeDuration.OfSeconds(seconds) : null,
        (FeelYearsAndMonthsDuration a, FeelNumber by) => Months(FeelNumber.Multiply(FeelNumber.From(a.Months), by)),
        _ => null,
    };

    private static FeelValue? Divide(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDaysAndTimeDuration a, FeelNumber by) => FeelNumber.Divide(a.Seconds, by) is { } seconds ? FeelDaysAndTimeDuration.OfSeconds(seconds) : null,
        (FeelYearsAndMonthsDuration a, FeelNumber by) => Months(FeelNumber.Divide(FeelNumber.From(a.Months), by)),
        (FeelDaysAndTimeDuration a, FeelDaysAndTimeDuration b) => FeelNumber.Divide(a.Seconds, b.Seconds),
        (FeelYearsAndMonthsDuration a, FeelYearsAndMonthsDuration b) => FeelNumber.Divide(FeelNumber.From(a.Months), FeelNumber.From(b.Months)),
        _ => null,
    };

    private static FeelYearsAndMonthsDuration? Months(FeelNumber? months) =>
        months is null || months.Exponent > 20 ? null : FeelYearsAndMonthsDuration.Of(months.TruncateInteger());

    private static long Wrap(Int128 nanos)
    {
        var rest = (long)(nanos % FeelCalendar.NanosPerDay);
        return rest < 0 ? rest + FeelCalendar.NanosPerDay : rest;
    }

    internal static string Name(char sign) => sign == '^' ? "**" : sign.ToString();
}
