using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Sqlite;

/// <summary>
/// One file, one writer at a time. Write-ahead log with full synchronisation: a commit is on disk before the screen says so;
/// deleted rows are overwritten, because erasing a case must leave nothing.
/// </summary>
public sealed class SqliteDialect : Dialect
{
    // Longer than the longest step; a writer that waits this long has met a stuck process, not a busy one.
    private const int BusySeconds = 20;

    private const string Settings =
        $"PRAGMA busy_timeout = 20000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;";

    // SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE.
    private const int DuplicatePrimaryKey = 1555;
    private const int DuplicateUnique = 2067;

    private readonly string connectionString;
    private readonly PooledDbContextFactory<SqliteSignaalketenDb> contexts;

    public SqliteDialect(string file)
    {
        File = Path.GetFullPath(file);
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = File,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
            Pooling = true,
        }.ToString();
        contexts = new(new DbContextOptionsBuilder<SqliteSignaalketenDb>()
            .UseSqlite(connectionString)
            .AddInterceptors(new OpeningSettings(() => Limited), Traffic)
            .Options);
    }

    public override string Name => "SQLite";

    /// <summary>The database file.</summary>
    public string File { get; }

    /// <summary>How many pages the file may have at most, for a database that must leave room on its disk; null when the disk is the limit. Holds for connections that are opened from then on.</summary>
    public long? MostPages { get; set; }

    // Of its own accord SQLite takes its largest limit for anything above it.
    private string Limited => string.Create(CultureInfo.InvariantCulture, $"{Settings} PRAGMA max_page_count = {MostPages ?? uint.MaxValue - 1};");

    public override Task<DbConnection> Open(CancellationToken ct) => Open(connectionString, ct);

    /// <summary>A connection outside the pool: closing it takes back what it did not commit.</summary>
    internal Task<DbConnection> OpenOwn(CancellationToken ct) =>
        Open(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString(), ct);

    private async Task<DbConnection> Open(string connectionString, CancellationToken ct)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            await Run(connection, Limited, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override int Lanes => 1;

    public override StepLane CreateLane(CommitProbe? probe) => new SqliteLane(this, probe);

    public override SignaalketenDb CreateDb() => contexts.CreateDbContext();

    // The single writer makes select and update one thing; the other databases need SKIP LOCKED or READPAST here.
    public override string Lease(string table) =>
        $"""
        UPDATE {table} SET attempts = attempts + 1, losses = losses + CASE WHEN lease_until IS NULL THEN 0 ELSE 1 END,
            lease_until = @until, lease_token = lease_token + 1
        WHERE id IN (SELECT id FROM {table} WHERE status = 'Open' AND available_at <= @now AND (lease_until IS NULL OR lease_until <= @now)
            ORDER BY turn_at, id LIMIT @count)
        RETURNING id, lease_token
        """;

    public override string TakeDueTimers =>
        """
        UPDATE timer SET try_at = @until WHERE (instance_id, timer_key) IN (
            SELECT t.instance_id, t.timer_key FROM timer t WHERE t.due_at <= @now AND t.try_at <= @now AND NOT EXISTS (
                SELECT 1 FROM timer o WHERE o.instance_id = t.instance_id AND (o.due_at < t.due_at OR (o.due_at = t.due_at AND o.timer_key < t.timer_key)))
            ORDER BY t.due_at, t.try_at LIMIT @count)
        RETURNING instance_id, timer_key
        """;

    public override bool IsDuplicate(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: DuplicatePrimaryKey or DuplicateUnique };

    public override async Task VerifyDurability(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await Expect(connection, "journal_mode", "wal", ct);
        await Expect(connection, "synchronous", "2", ct);
        await Expect(connection, "foreign_keys", "1", ct);
        await Expect(connection, "secure_delete", "1", ct);
    }

    public override async Task<bool> ForgetErased(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        // Deleted pages were overwritten in the log; this carries that into the file and empties the log, which still holds the old pages.
        // The answer is 1 when a reader kept it from the last pages.
        return await Ask(connection, "PRAGMA wal_checkpoint(TRUNCATE);", ct) == "0";
    }

    public override async Task<IAsyncDisposable> LockSchema(DateTimeOffset deadBefore, CancellationToken ct)
    {
        var connection = await Open(ct);
        try
        {
            // EF Core takes a lock of its own on SQLite, a row with a time; a process that was killed leaves it for ever.
            if (await Ask(connection, "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'", ct) == "0")
                return connection;
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM \"__EFMigrationsLock\" WHERE \"Timestamp\" < @before";
            command.Parameters.Add(new SqliteParameter("@before", deadBefore.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)));
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected override DatabaseTrouble TroubleOf(DbException fault) => SqliteTroubles.Of(fault);

    private static async Task Expect(DbConnection connection, string setting, string wanted, CancellationToken ct)
    {
        var found = await Ask(connection, "PRAGMA " + setting, ct);
        if (found != wanted)
            throw new UnsafeDatabaseException($"SQLite setting {setting} is {found}, but must be {wanted}: commits could be lost or erased data kept.");
    }
}
