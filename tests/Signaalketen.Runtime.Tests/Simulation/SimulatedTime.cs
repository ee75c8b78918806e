using Signaalketen.Persistence;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>The time of the world, which is that of its database.</summary>
public sealed class WorldClock
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Start;
}

/// <summary>The clock of one machine: its hands may be wrong, its counter is steady.</summary>
public sealed class MachineClock(WorldClock world, TimeSpan ahead) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now + ahead;

    public override long GetTimestamp() => (world.Now - WorldClock.Start).Ticks;
}

/// <summary>Ids and bytes in order of asking.</summary>
public sealed class SimulatedIdentities(Dice dice) : Identities
{
    private long count;

    public override string NewId(DateTimeOffset now) => $"{(ulong)now.UtcTicks:x16}{dice.Next() >> 32:x8}{++count:x8}";

    public override void Fill(Span<byte> bytes)
    {
        for (var index = 0; index < bytes.Length; index++)
            bytes[index] = (byte)dice.Next();
    }
}
