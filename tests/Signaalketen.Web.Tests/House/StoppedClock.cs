namespace Signaalketen.Web.Tests.House;

/// <summary>Stands still until it is told to go on.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    public void Advance(TimeSpan by) => now += by;
}
