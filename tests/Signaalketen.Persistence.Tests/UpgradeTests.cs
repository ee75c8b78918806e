using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

public sealed class UpgradeOnSqlite() : UpgradeTests(StoreKind.Sqlite)
{
    protected override SignaalketenDb Watched(TempDatabase database, IInterceptor watch) =>
        new SqliteSignaalketenDb(new DbContextOptionsBuilder<SqliteSignaalketenDb>().UseSqlite($"Data Source={((SqliteDialect)database.Dialect).File}").AddInterceptors(watch).Options);

    // What a process that is killed leaves is what is on disk at that moment.
    protected override async Task Die(TempDatabase database, DbConnection connection)
    {
        foreach (var file in Directory.GetFiles(database.Folder))
        {
            await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using var to = File.Create(Path.Combine(Directory.CreateDirectory(Path.Combine(database.Folder, "left")).FullName, Path.GetFileName(file)));
            await from.CopyToAsync(to);
        }
    }

    protected override void Bury(TempDatabase database)
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(database.Folder))
            File.Delete(file);
        foreach (var file in Directory.GetFiles(Path.Combine(database.Folder, "left")))
            File.Move(file, Path.Combine(database.Folder, Path.GetFileName(file)));
    }
}

public sealed class UpgradeOnPostgres() : UpgradeTests(StoreKind.Postgres)
{
    protected override SignaalketenDb Watched(TempDatabase database, IInterceptor watch) =>
        new PostgresSignaalketenDb(new DbContextOptionsBuilder<PostgresSignaalketenDb>().UseNpgsql(database.ConnectionString).AddInterceptors(watch).Options);

    protected override Task Die(TempDatabase database, DbConnection connection) =>
        SharedPostgres.Cluster.Run(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SELECT pg_terminate_backend({((NpgsqlConnection)connection).ProcessID}, 5000)"));

    protected override void Bury(TempDatabase database)
    {
        // The server did so when it lost the connection.
    }
}

/// <summary>Rule R16: a database of any earlier version comes to this one with its rows, also when the process dies on the way.</summary>
public abstract class UpgradeTests(StoreKind kind)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [StoreFact]
    [Trait("Rule", "R16")]
    public async Task A_database_of_every_earlier_schema_keeps_its_rows()
    {
        List<string> versions;
        using (var any = new TempDatabase(kind, empty: true))
        await using (var db = any.Dialect.CreateDb())
            versions = [.. db.Database.GetMigrations()];
        foreach (var version in versions)
        {
            using var database = new TempDatabase(kind, empty: true);
            await using (var old = database.Dialect.CreateDb())
                await old.GetService<IMigrator>().MigrateAsync(version);
            await WriteOldRows(database);
            var before = await Contents(database);
            Assert.Equal(versions.Count - versions.IndexOf(version) - 1, (await new SchemaUpgrade(database.Dialect, TimeProvider.System).Run(None)).Count);
            Assert.Equal(before, await Contents(database));
            Assert.NotNull(await database.Store.Load("instance-1", None));
        }
    }

    [StoreFact]
    public async Task Processes_that_run_are_counted_where_an_earlier_schema_did_not()
    {
        using var database = new TempDatabase(kind, empty: true);
        await using (var old = database.Dialect.CreateDb())
        {
            await old.GetService<IMigrator>().MigrateAsync(old.Database.GetMigrations().First());
            await WriteOldRows(database);
            await old.Database.ExecuteSqlRawAsync("INSERT INTO case_file (id, reference, received_at, closed_at) VALUES ('case-2', 'SK-2026-2', 5, 6)");
            await old.Database.ExecuteSqlRawAsync(
                "INSERT INTO process_instance (id, definition_key, process_id, case_id, state_text, version, history_count, status, started_at, ended_at) VALUES ('instance-2', 'signal:1', 'signal', 'case-1', '{{}}', 1, 0, 'Completed', 5, 6), ('instance-3', 'signal:1', 'signal', 'case-2', '{{}}', 1, 0, 'Completed', 5, 6)");
        }

        await new SchemaUpgrade(database.Dialect, TimeProvider.System).Run(None);
        await using var db = database.Dialect.CreateDb();
        Assert.Equal([("case-1", 1), ("case-2", 0)], (await db.Cases.OrderBy(row => row.Id).ToListAsync()).Select(row => (row.Id, row.Running)));
    }

    [StoreFact]
    public async Task Single_events_of_the_first_schema_become_steps_with_one_event()
    {
        using var database = new TempDatabase(kind, empty: true);
        await using (var old = database.Dialect.CreateDb())
        {
            await old.GetService<IMigrator>().MigrateAsync(old.Database.GetMigrations().First());
            await old.Database.ExecuteSqlRawAsync(
                "INSERT INTO history (instance_id, sequence, happened_at, event_kind, element_id, actor_id, payload) VALUES ('instance-1', 1, 5, 'InstanceEnded', NULL, 'a', '{{\"a\":1}}')");
        }

        await new SchemaUpgrade(database.Dialect, TimeProvider.System).Run(None);
        await using var db = database.Dialect.CreateDb();
        Assert.Equal("[{\"a\":1}]", (await db.History.SingleAsync()).Events);
    }

    [StoreFact]
    [Trait("Rule", "R16")]
    public async Task An_upgrade_that_dies_at_any_statement_can_be_run_again()
    {
        var statements = await Upgrade(dieAt: int.MaxValue);
        Assert.InRange(statements, 20, 2000);
        // Eight moments spread over all of them, the last one included: each costs a database.
        for (var turn = 1; turn <= 8; turn++)
            await Upgrade(dieAt: statements * turn / 8);
    }

    [StoreFact]
    [Trait("Rule", "R16")]
    public async Task Two_nodes_that_start_at_once_upgrade_once()
    {
        using var database = new TempDatabase(kind, empty: true);
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new SchemaUpgrade(database.AnotherNode(), TimeProvider.System).Run(None))));
        await using var db = database.Dialect.CreateDb();
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
        Assert.Contains(applied, names => names.Count > 0);
    }

    /// <summary>A context that tells of each statement before it is run.</summary>
    protected abstract SignaalketenDb Watched(TempDatabase database, IInterceptor watch);

    protected abstract Task Die(TempDatabase database, DbConnection connection);

    /// <summary>Brings about what the next process finds.</summary>
    protected abstract void Bury(TempDatabase database);

    private async Task<int> Upgrade(int dieAt)
    {
        using var database = new TempDatabase(kind, empty: true);
        var watch = new Death(dieAt, connection => Die(database, connection));
        await using (var db = Watched(database, watch))
        {
            if (dieAt == int.MaxValue)
                await db.Database.MigrateAsync();
            else
                await Assert.ThrowsAnyAsync<Exception>(() => db.Database.MigrateAsync());
        }

        if (dieAt != int.MaxValue)
        {
            Assert.Equal(dieAt, watch.Statements);
            Bury(database);
        }

        var tenMinutesLater = new Later(TimeSpan.FromMinutes(11));
        await new SchemaUpgrade(database.Dialect, tenMinutesLater).Run(None);
        await database.Given(Rows.Case(), Rows.Instance());
        Assert.NotNull(await database.Store.Load("instance-1", None));
        return watch.Statements;
    }

    // Columns that every version so far has: plain statements, because the model of today would write those of today.
    private static async Task WriteOldRows(TempDatabase database)
    {
        await using var db = database.Dialect.CreateDb();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO case_file (id, reference, received_at) VALUES ('case-1', 'SK-2026-1', 5)");
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO process_instance (id, definition_key, process_id, case_id, state_text, version, history_count, status, started_at) VALUES ('instance-1', 'signal:1', 'signal', 'case-1', '{{}}', 1, 0, 'Active', 5)");
        await db.Database.ExecuteSqlRawAsync("INSERT INTO timer (instance_id, timer_key, element_id, due_at, try_at, attempts) VALUES ('instance-1', 1, 'wait', 9, 9, 0)");
        await db.Database.ExecuteSqlRawAsync("INSERT INTO settings (name, content, changed_at, changed_by) VALUES ('term', 'Zoë 🜂', 5, 'a')");
    }

    private static async Task<List<string>> Contents(TempDatabase database)
    {
        var lines = new List<string>();
        await using var connection = await database.Dialect.Open(None);
        foreach (var query in new[] { "SELECT id, reference, received_at FROM case_file", "SELECT id, definition_key, state_text, version FROM process_instance", "SELECT instance_id, timer_key, due_at FROM timer", "SELECT name, content FROM settings" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = query;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        Assert.Equal(4, lines.Count);
        return lines;
    }

    private sealed class Died : Exception;

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }

    private sealed class Death(int at, Func<DbConnection, Task> die) : DbCommandInterceptor
    {
        public int Statements { get; private set; }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            // What EF Core still does on its way out is done by nobody.
            if (Statements >= at || ++Statements < at)
                return result;
            await die(command.Connection!);
            throw new Died();
        }
    }
}
