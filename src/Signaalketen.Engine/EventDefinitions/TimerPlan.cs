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
/// <param name="Interval">The cycle as ISO 8601 text without count or start; null when it fires once.</param>
public sealed record TimerPlan(DateTimeOffset DueAt, int Remaining, string? Interval)
{
    /// <summary>The next time, counted from when this one was due, not from when it was handled; null after the last.</summary>
    public TimerPlan? Next(TimeZoneInfo zone) =>
        Remaining != 0 && Interval is not null && IsoRepeat.TryParse(Interval, zone, out var repeat, out _) && repeat.Next(DueAt, 0, zone) is { } due
            ? new(due, Remaining < 0 ? -1 : Remaining - 1, Interval)
            : null;
}
