using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine;

/// <summary>What a municipality sets once and every step uses. Immutable: a changed calendar makes a new engine.</summary>
public sealed record EngineOptions
{
    /// <summary>Working days and opening hours, with the holidays an administrator entered.</summary>
    public required WorkingCalendar Calendar { get; init; }

    /// <summary>The zone in which dates and wall-clock durations are read: the calendar's.</summary>
    public TimeZoneInfo Zone => Calendar.Zone;

    /// <summary>How many tokens one step may move before it stops with an incident. Guards the server against an endless loop.</summary>
    public int Budget { get; init; } = 1_000_000;

    /// <summary>Most repetitions of one multi-instance activity.</summary>
    public int LargestMultiInstance { get; init; } = 100_000;

    /// <summary>Most called processes inside one another: a process that calls itself without end stops here.</summary>
    public int DeepestCall { get; init; } = 1_000;

    /// <summary>True when none and manual tasks wait for <see cref="Commands.CompleteUserTask"/> instead of passing (test runs use it).</summary>
    public bool NoneTasksWait { get; init; }

    public FeelLimits Limits { get; init; } = new();
}
