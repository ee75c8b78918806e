using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>
/// PostgreSQL: many writers, rows locked one by one. READ COMMITTED with row locks and unique constraints carries the safety (rule R5);
/// a commit is on disk before the screen says so.
/// </summary>
public sealed class PostgresDialect : Dialect, IDisposable
{
    // An arbitrary number, the same for every version of the product: whoever changes the schema holds it.
    private const long SchemaLock = 5_170_261_122;

    // What the statements of steps and of the sweeps need, alone and on sets of rows, so that each is parsed and planned once per connection.
    private const int PreparedStatements = 200;

    // With a tenth of a second between them: longer than any transaction of ours.
    private const int ForgettingLooks = 20;

    // As ticks of UTC, like every instant of ours; clock_timestamp() because now() stands still within a transaction.
    private const string Ticks = "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000";

    private readonly string connectionString;
    private readonly PooledDbContextFactory<PostgresSignaalketenDb> contexts;

    /// <param name="connectionString">As Npgsql reads it; what it says wins over what is set here.</param>
    public PostgresDialect(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Max Auto Prepare"))
            builder.MaxAutoPrepare = PreparedStatements;
        // Nothing of ours leaves a setting behind on a pooled connection: clearing it before every use would cost as much as a short question.
        builder.NoResetOnClose = true;
        this.connectionString = builder.ConnectionString;
        contexts = new(new DbContextOptionsBuilder<PostgresSignaalketenDb>().UseNpgsql(this.connectionString).AddInterceptors(Traffic).Options);
    }

    public override string Name => "PostgreSQL";

    public override string NowQuery => Ticks;

    public override Task<DbConnection> Open(CancellationToken ct) => Open(connectionString, ct);

    /// <summary>A connection that nobody gets after its user: it may keep settings of its own.</summary>
    internal Task<DbConnection> OpenOwn(CancellationToken ct) => Open(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString, ct);

    private static async Task<DbConnection> Open(string connectionString, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // While one group waits for its flush, another fills the processor; more only wait for each other.
    public override int Lanes => 2;

    public override StepLane CreateLane(CommitProbe? probe) => new PostgresLane(this, probe);

    // Arithmetic that fails on zero rows is the shortest way to an error that costs nothing when all is well; the kind of error tells which guard it was.
    public override string Guarded(string statement, Missed whenMissed) => Guarded(statement, whenMissed, "COUNT(*)");

    /// <param name="touched">An expression that is 0 when a row was missed, over the rows that the statement returned.</param>
    /// <param name="returned">What the statement says of each row it touched.</param>
    /// <param name="then">An insert that reads it, as <c>touched</c>.</param>
    internal static string Guarded(string statement, Missed whenMissed, string touched, string returned = "1", string? then = null) =>
        $"WITH touched AS ({statement} RETURNING {returned}){(then is null ? "" : $", kept AS ({then})")} "
        + $"SELECT {(whenMissed == Missed.Conflict ? $"1 / {touched}" : $"LN({touched})")} FROM touched";

    public override Missed? MissedBy(DbException exception) => (exception as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.DivisionByZero => Missed.Conflict,
        PostgresErrorCodes.InvalidArgumentForLogarithm => Missed.Lost,
        _ => null,
    };

    public override SignaalketenDb CreateDb() => contexts.CreateDbContext();

    // Picked once: as a subquery the planner may pick again for each row it looks at, and so take more rows than were asked for.
    // A row that another node is leasing at this moment is skipped; one that it has just leased no longer fits when it is locked.
    public override string Lease(string table) =>
        $"""
        WITH picked AS MATERIALIZED (
            SELECT id FROM {table} WHERE status = 'Open' AND available_at <= @now AND (lease_until IS NULL OR lease_until <= @now)
            ORDER BY turn_at, id LIMIT @count FOR UPDATE SKIP LOCKED)
        UPDATE {table} AS t SET attempts = t.attempts + 1, losses = t.losses + CASE WHEN t.lease_until IS NULL THEN 0 ELSE 1 END,
            lease_until = @until, lease_token = t.lease_token + 1
        FROM picked WHERE t.id = picked.id
        RETURNING t.id, t.lease_token
        """;

    public override string TakeDueTimers =>
        """
        WITH picked AS MATERIALIZED (
            SELECT t.instance_id, t.timer_key FROM timer t WHERE t.due_at <= @now AND t.try_at <= @now AND NOT EXISTS (
                SELECT 1 FROM timer o WHERE o.instance_id = t.instance_id AND (o.due_at < t.due_at OR (o.due_at = t.due_at AND o.timer_key < t.timer_key)))
            ORDER BY t.due_at, t.try_at LIMIT @count FOR UPDATE SKIP LOCKED)
        UPDATE timer AS taken SET try_at = @until FROM picked WHERE taken.instance_id = picked.instance_id AND taken.timer_key = picked.timer_key
        RETURNING taken.instance_id, taken.timer_key
        """;

    public override bool IsDuplicate(DbException exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override async Task VerifyDurability(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await Expect(connection, "synchronous_commit", ct, "on", "remote_apply");
        await Expect(connection, "fsync", ct, "on");
        await Expect(connection, "full_page_writes", ct, "on");
        await Expect(connection, "server_encoding", ct, "UTF8");
    }

    public override async Task<bool> ForgetErased(CancellationToken ct)
    {
        // The driver hides the details of notices otherwise, and those of VACUUM are numbers only.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, IncludeErrorDetail = true }.ConnectionString);
        await connection.OpenAsync(ct);
        // Without its key a sealed field says nothing, so that freeing the room of those is enough.
        await Run(connection, "VACUUM case_field, draft", ct);
        var kept = 0L;
        connection.Notice += (_, told) => kept += LeadingNumber(told.Notice.Detail);
        for (var look = 0; look < ForgettingLooks; look++)
        {
            kept = 0;
            // A key that was destroyed must not be found in a page: FULL writes the few rows that are left to a new file. With them go
            // dead rows that an older transaction might still see; it says how many.
            await Run(connection, "VACUUM (FULL, VERBOSE) case_key", ct);
            if (kept == 0)
                return true;
            await Run(connection, "SELECT pg_sleep(0.1)", ct);
        }

        return false;
    }

    public override async Task<IAsyncDisposable> LockSchema(DateTimeOffset deadBefore, CancellationToken ct)
    {
        // A lock of the session: it ends with the process that holds it. A pooled connection would be handed on with it.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await Run(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_lock({SchemaLock})"), ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the connections that wait in the pool.</summary>
    public void Dispose()
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    protected override DatabaseTrouble TroubleOf(DbException fault) => PostgresTroubles.Of(fault);

    // "2 dead row versions cannot be removed yet", in the language of the server.
    private static long LeadingNumber(string? detail) =>
        long.TryParse(detail?.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static async Task Expect(DbConnection connection, string setting, CancellationToken ct, params string[] wanted)
    {
        var found = await Ask(connection, "SHOW " + setting, ct);
        if (!wanted.Contains(found))
            throw new UnsafeDatabaseException($"PostgreSQL setting {setting} is {found}, but must be {string.Join(" or ", wanted)}: commits could be lost or texts changed.");
    }
}
