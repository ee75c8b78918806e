namespace Signaalketen.Runtime.Tests.House;

/// <summary>A clock that stands still until a test moves it. Monday 23 November 2026, nine in the morning in Amsterdam.</summary>
public sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Told when something begins to wait; waiting itself is in real time.</summary>
    public Action? Waiting { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waiting?.Invoke();
        return base.CreateTimer(callback, state, dueTime, period);
    }

    public void Advance(TimeSpan by) => Now += by;

    public void Set(DateTimeOffset to) => Now = to;
}
