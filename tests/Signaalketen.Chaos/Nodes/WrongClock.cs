namespace Signaalketen.Chaos.Nodes;

/// <summary>A machine whose clock is wrong by a fixed span; its steady counter is right, as it is on every machine.</summary>
internal sealed class WrongClock(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
