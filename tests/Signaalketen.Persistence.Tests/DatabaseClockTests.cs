using Signaalketen.Persistence.Dialects;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

public sealed class DatabaseClockOnPostgres() : DatabaseClockTests(StoreKind.Postgres);

public sealed class DatabaseClockOnSqlServer() : DatabaseClockTests(StoreKind.SqlServer);

/// <summary>Rule R9: the nodes of a database have one clock, and it is not that of a machine.</summary>
public abstract class DatabaseClockTests(StoreKind kind) : IDisposable
{
    private static readonly TimeSpan Close = TimeSpan.FromMinutes(1);
    private readonly TempDatabase database = new(kind);

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreTheory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Rule", "R9")]
    public async Task A_machine_whose_clock_is_hours_off_goes_by_the_database(int hours)
    {
        var clock = new DatabaseClock(database.Dialect, new Machine(TimeSpan.FromHours(hours)));
        await clock.Read(CancellationToken.None);
        Assert.InRange(clock.GetUtcNow(), TimeProvider.System.GetUtcNow() - Close, TimeProvider.System.GetUtcNow() + Close);
        Assert.InRange(clock.Skew, TimeSpan.FromHours(hours) - Close, TimeSpan.FromHours(hours) + Close);
    }

    [StoreFact]
    [Trait("Rule", "R9")]
    public async Task A_clock_that_is_set_while_it_runs_changes_nothing()
    {
        var machine = new Machine(TimeSpan.Zero);
        var clock = new DatabaseClock(database.Dialect, machine);
        await clock.Read(CancellationToken.None);
        var before = clock.GetUtcNow();
        machine.Off = TimeSpan.FromDays(-400);
        Assert.InRange(clock.GetUtcNow(), before, before + Close);
    }

    /// <param name="times">How many looks in a row it stands still in.</param>
    [StoreTheory]
    [InlineData(1)]
    [InlineData(100)]
    [Trait("Rule", "R9")]
    public async Task A_machine_that_stands_still_while_it_asks_is_never_ahead(int times)
    {
        var clock = new DatabaseClock(database.Dialect, new Frozen(times));
        await clock.Read(CancellationToken.None);
        Assert.InRange(clock.GetUtcNow(), TimeProvider.System.GetUtcNow() - Close, TimeProvider.System.GetUtcNow() + Close);
    }

    // An hour passes after it looked at its counter and before the question leaves.
    private sealed class Frozen(int times) : TimeProvider
    {
        private long asked;
        private long stood;

        public override long GetTimestamp()
        {
            if (asked++ < 2 * times && asked % 2 == 0)
                stood += 3600 * TimestampFrequency;
            return System.GetTimestamp() + stood;
        }
    }

    private sealed class Machine(TimeSpan off) : TimeProvider
    {
        public TimeSpan Off { get; set; } = off;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Off;
    }
}
