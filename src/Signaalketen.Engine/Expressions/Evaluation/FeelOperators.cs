namespace Signaalketen.Engine.Expressions;

/// <summary>Three-valued equality, order and membership of FEEL (DMN 1.5, clause 10.3.2.13).</summary>
public static class FeelOperators
{
    /// <summary>The operator <c>=</c>: null when the two are of different types and neither is null.</summary>
    public static bool? AreEqual(FeelValue left, FeelValue right)
    {
        if (left is FeelNull || right is FeelNull)
        {
            return left is FeelNull && right is FeelNull;
        }

        return (left, right) switch
        {
            (FeelNumber a, FeelNumber b) => a.Equals(b),
            (FeelString a, FeelString b) => a.Equals(b),
            (FeelBoolean a, FeelBoolean b) => a.Equals(b),
            (FeelDate a, FeelDate b) => a.Equals(b),
            // By their values, which are whole seconds; 'is' and the order of clause 10.3.2.13 see every nanosecond.
            (FeelTime a, FeelTime b) => a.Zone is null == b.Zone is null && a.Value == b.Value,
            (FeelDateTime a, FeelDateTime b) => a.Zone is null == b.Zone is null && a.Value == b.Value,
            (FeelDate a, FeelDateTime b) => AreEqual(a.AtMidnightUtc, b),
            (FeelDateTime a, FeelDate b) => AreEqual(a, b.AtMidnightUtc),
            (FeelDaysAndTimeDuration a, FeelDaysAndTimeDuration b) => a.Equals(b),
            (FeelYearsAndMonthsDuration a, FeelYearsAndMonthsDuration b) => a.Equals(b),
            (FeelList a, FeelList b) => Lists(a, b),
            (FeelContext a, FeelContext b) => Contexts(a, b),
            (FeelRange a, FeelRange b) => Ranges(a, b),
            (FeelFunction a, FeelFunction b) => ReferenceEquals(a, b) ? true : null,
            _ => null,
        };
    }

    /// <summary>
    /// The function <c>is</c>: the same element of the semantic domain. There a time is what the clock shows and its offset
    /// from UTC (clauses 10.3.2.3.4 and 10.3.2.3.6), so that the name of a zone is another way to write its offset.
    /// </summary>
    public static bool AreSame(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelTime a, FeelTime b) => a.NanoOfDay == b.NanoOfDay && a.Zone?.OffsetSeconds == b.Zone?.OffsetSeconds,
        (FeelDateTime a, FeelDateTime b) => a.LocalNanos == b.LocalNanos && a.OffsetSeconds == b.OffsetSeconds,
        (FeelList a, FeelList b) => a.Count == b.Count && Enumerable.Range(0, a.Count).All(i => AreSame(a[i], b[i])),
        (FeelContext a, FeelContext b) => a.Count == b.Count && a.Entries.All(entry => b.TryGet(entry.Key, out var other) && AreSame(entry.Value, other)),
        (FeelRange a, FeelRange b) => a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded
            && AreSame(a.Start ?? FeelNull.Value, b.Start ?? FeelNull.Value) && AreSame(a.End ?? FeelNull.Value, b.End ?? FeelNull.Value),
        _ => left.Equals(right),
    };

    /// <summary>−1, 0 or 1; null when the two have no order.</summary>
    public static int? Compare(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.CompareTo(b),
        (FeelString a, FeelString b) => CompareText(a.Value, b.Value),
        (FeelDate a, FeelDate b) => a.DayNumber.CompareTo(b.DayNumber),
        (FeelTime a, FeelTime b) when a.Zone is null == b.Zone is null => a.UtcNanos.CompareTo(b.UtcNanos),
        (FeelDateTime a, FeelDateTime b) when a.Zone is null == b.Zone is null => a.UtcNanos.CompareTo(b.UtcNanos),
        (FeelDate a, FeelDateTime b) => Compare(a.AtMidnightUtc, b),
        (FeelDateTime a, FeelDate b) => Compare(a, b.AtMidnightUtc),
        (FeelDaysAndTimeDuration a, FeelDaysAndTimeDuration b) => a.Nanos.CompareTo(b.Nanos),
        (FeelYearsAndMonthsDuration a, FeelYearsAndMonthsDuration b) => a.Months.CompareTo(b.Months),
        _ => null,
    };

    /// <summary>Whether a value lies in a range; null when it has no order with an end.</summary>
    public static bool? Includes(FeelRange range, FeelValue value)
    {
        var low = range.Start is null ? 1 : Compare(value, range.Start);
        var high = range.End is null ? -1 : Compare(value, range.End);
        if (low is null || high is null || (range.Start is null && range.End is null))
        {
            return null;
        }

        return (low > 0 || (low == 0 && range.StartIncluded)) && (high < 0 || (high == 0 && range.EndIncluded));
    }

    /// <summary>One unary test in the form of a value: equal to it, in its range, or one of its items.</summary>
    public static bool? Matches(FeelValue value, FeelValue test)
    {
        if (test is FeelRange range)
        {
            return value is FeelRange ? AreEqual(value, range) : Includes(range, value);
        }

        if (test is not FeelList list)
        {
            return AreEqual(value, test);
        }

        if (value is FeelList && AreEqual(value, list) == true)
        {
            return true;
        }

        var unknown = list.Count > 0;
        for (var i = 0; i < list.Count; i++)
        {
            var item = list[i];
            var match = item is FeelRange itemRange && value is not FeelRange ? Includes(itemRange, value) : AreEqual(value, item);
            if (match == true)
            {
                return true;
            }

            unknown &= match is null;
        }

        return unknown ? null : false;
    }

    // Order of code points, which UTF-16 units alone do not give beyond the basic plane.
    private static int CompareText(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                var leftHigh = char.IsSurrogate(left[i]);
                return leftHigh == char.IsSurrogate(right[i]) ? Math.Sign(left[i].CompareTo(right[i])) : leftHigh ? 1 : -1;
            }
        }

        return Math.Sign(left.Length.CompareTo(right.Length));
    }

    private static bool? Lists(FeelList left, FeelList right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (AreEqual(left[i], right[i]) != true)
            {
                return false;
            }
        }

        return true;
    }

    private static bool? Contexts(FeelContext left, FeelContext right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var (name, value) in left.Entries)
        {
            if (!right.TryGet(name, out var other) || AreEqual(value, other) != true)
            {
                return false;
            }
        }

        return true;
    }

    private static bool? Ranges(FeelRange left, FeelRange right) =>
        left.StartIncluded == right.StartIncluded && left.EndIncluded == right.EndIncluded
        && AreEqual(left.Start ?? FeelNull.Value, right.Start ?? FeelNull.Value) == true
        && AreEqual(left.End ?? FeelNull.Value, right.End ?? FeelNull.Value) == true;
}
