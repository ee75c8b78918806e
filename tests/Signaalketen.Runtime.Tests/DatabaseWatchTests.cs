using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class DatabaseWatchTests : IDisposable
{
    private readonly TestHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task A_full_disk_loses_nothing_is_told_in_words_and_work_goes_on_when_there_is_room()
    {
        await house.Deploy(Models.OneTask());
        house.Restart();
        var dialect = (SqliteDialect)house.Get<Dialect>();
        var watch = house.Get<DatabaseWatch>();
        dialect.MostPages = 1;
        var kept = new List<string>();
        var failed = 0;
        for (var number = 0; failed == 0 && number < 500; number++)
        {
            try
            {
                kept.Add((await house.Report(Answers.Field("signal.statement", new string('x', 2000)))).CaseId);
            }
            catch (DbException exception)
            {
                Assert.Equal(DatabaseTrouble.DiskFull, watch.Saw(exception)!.Trouble);
                failed++;
            }
        }

        Assert.Equal(1, failed);
        await house.Beat();
        Assert.Equal(DatabaseTrouble.DiskFull, watch.Trouble!.Trouble);
        Assert.Single(house.Log.Lines, line => line.Contains("The disk of the database is full", StringComparison.Ordinal));
        await using (var db = house.Db())
            Assert.Equal(kept.Order(), await db.Cases.Select(row => row.Id).Order().ToListAsync());
        await Consistency.Check(house);

        dialect.MostPages = null;
        await house.Beat();
        Assert.Null(watch.Trouble);
        Assert.Contains(house.Log.Lines, line => line.Contains("The database is back after DiskFull", StringComparison.Ordinal));
        await house.Report();
        await Consistency.Check(house);
    }

    [Fact]
    public async Task A_look_leaves_nothing_behind_and_is_not_repeated_at_every_beat()
    {
        await house.Beat();
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var written = 0;
        house.Probe = (point, _) => written += point == Persistence.Steps.CommitPoint.Committed ? 1 : 0;
        await house.Beat();
        await house.Beat();
        Assert.Equal(1, written);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        await house.Beat();
        Assert.Equal(2, written);
        await using var db = house.Db();
        Assert.DoesNotContain(await db.Settings.ToListAsync(), row => row.Name.StartsWith("watch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_another_version_changes_under_a_running_node_is_seen()
    {
        await Migrated("29990101000000_Later");
        Assert.False(await house.Get<DatabaseWatch>().Look(house.Clock.Now, house.None));
        Assert.Equal(DatabaseTrouble.NewerSchema, house.Get<DatabaseWatch>().Trouble!.Trouble);
    }

    [Fact]
    public async Task A_start_waits_for_a_database_that_is_not_there_yet_and_says_why()
    {
        var dialect = Failing();
        dialect.Fault = FailingDialect.Code(14);
        var clock = new ImpatientClock();
        clock.Waits = () => dialect.Fault = clock.Waited.Count == 3 ? null : dialect.Fault;
        await Start(dialect, clock).StartingAsync(house.None);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)], clock.Waited);
        Assert.Equal(3, house.Log.Lines.Count(line => line.Contains("The site waits for its database. The database does not answer.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_start_over_a_database_of_a_newer_version_ends_with_a_sentence()
    {
        await Migrated("29990101000000_Later");
        var clock = new ImpatientClock();
        await Assert.ThrowsAsync<NewerSchemaException>(() => Start(Failing(), clock).StartingAsync(house.None));
        Assert.Empty(clock.Waited);
        Assert.Contains(house.Log.Lines, line => line.Contains("The site does not start. The database was changed by a newer version of Signaalketen.", StringComparison.Ordinal));
    }

    private FailingDialect Failing() => new(Path.Combine(house.Folder, "signaalketen.db"));

    private StartUp Start(Dialect dialect, TimeProvider clock)
    {
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(house.Log));
        return new(dialect, new SchemaUpgrade(dialect, clock), new DatabaseClock(dialect, clock), clock, logging.CreateLogger<StartUp>());
    }

    private async Task Migrated(string name)
    {
        await using var db = house.Db();
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsHistory\" VALUES ({name}, '99.0')");
    }

    /// <summary>Waits for nothing, and remembers for how long it should have.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public List<TimeSpan> Waited { get; } = [];

        public Action? Waits { get; set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited.Add(dueTime);
            Waits?.Invoke();
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
