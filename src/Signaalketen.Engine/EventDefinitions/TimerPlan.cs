using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.EventDefinitions;

public enum TimerKind
{
    Date,
    Duration,
    Cycle,
}

/// <summary>When a timer fires, and what comes after.</summary>
/// <param name="Remaining">How often it fires again; -1 without end.</param>
/// <param name="Interval">The cycle, and the moment its intervals are counted from: <c>2027-01-31T10:00:00+01:00;R/P1M</c>. Null when it fires once.</param>
public sealed record TimerPlan(DateTimeOffset DueAt, int Remaining, string? Interval)
{
    /// <summary>
    /// The next time, counted from when this one was due, not from when it was handled; null after the last. Intervals are counted from the
    /// beginning of the cycle, so that a short month or a change of the clock does not shift all that follow.
    /// </summary>
    public TimerPlan? Next(TimeZoneInfo zone)
    {
        if (Remaining == 0 || Interval?.Split(';') is not [var from, var text]
            || !IsoInstant.TryParse(from, zone, out var anchor, out _) || !IsoRepeat.TryParse(text, zone, out var repeat, out _))
            return null;
        return After(anchor, DueAt, repeat, zone) is { } due && !(due > repeat.End) ? new(due, Remaining < 0 ? -1 : Remaining - 1, Interval) : null;
    }

    /// <summary>The first time of a cycle.</summary>
    internal static TimerPlan? First(IsoRepeat repeat, DateTimeOffset now, TimeZoneInfo zone)
    {
        var anchor = repeat.Start ?? now;
        var due = repeat.First(now, zone);
        // Without a number of times, those that were over before anybody listened do not count.
        if (repeat is { Count: null, Start: { } start } && start < now)
            due = After(start, now.AddTicks(-1), repeat, zone);
        return due is { } first && !(first > repeat.End)
            ? new(first, repeat.Count is { } count ? count - 1 : -1, $"{IsoInstant.Format(anchor)};{repeat with { Count = null, Start = null }}")
            : null;
    }

    /// <summary>The first whole number of intervals from <paramref name="anchor"/> that ends after a moment.</summary>
    private static DateTimeOffset? After(DateTimeOffset anchor, DateTimeOffset moment, IsoRepeat repeat, TimeZoneInfo zone)
    {
        var every = repeat.Interval;
        var days = (every.Years * 365.2425) + (every.Months * 30.436875) + every.Days + every.Clock.TotalDays;
        var count = (int)Math.Clamp(Math.Floor((moment - anchor).TotalDays / days) - 2, 0, int.MaxValue - 10);
        for (; ; count++)
        {
            if (every.Times(count)?.AddTo(anchor, zone) is not { } due)
                return null;
            if (due > moment)
                return due;
        }
    }
}
