using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.SqlServer;

/// <summary>
/// SQL Server: many writers, rows locked one by one, readers on row versions (READ_COMMITTED_SNAPSHOT), so that a list on the screen
/// never waits for a step.
/// </summary>
public sealed class SqlServerDialect : Dialect, IDisposable
{
    // Violation of a unique index, and of a unique or primary key constraint.
    private const int DuplicateIndex = 2601;
    private const int DuplicateKey = 2627;

    // Ours: numbers from 50,000 on are free.
    private const int Conflict = 51_001;
    private const int Lost = 51_002;

    private readonly string connectionString;
    private readonly PooledDbContextFactory<SqlServerSignaalketenDb> contexts;

    /// <param name="connectionString">As Microsoft.Data.SqlClient reads it.</param>
    public SqlServerDialect(string connectionString)
    {
        this.connectionString = connectionString;
        contexts = new(new DbContextOptionsBuilder<SqlServerSignaalketenDb>().UseSqlServer(connectionString).AddInterceptors(Traffic).Options);
    }

    public override string Name => "SQL Server";

    public override string NowQuery => "SELECT DATEDIFF_BIG(MICROSECOND, CAST('0001-01-01' AS datetime2), SYSUTCDATETIME()) * 10";

    public override async Task<DbConnection> Open(CancellationToken ct)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            // Any fault rolls the whole transaction back, as on the other databases; the isolation level of a pooled connection is the one it was left with.
            await Run(connection, "SET XACT_ABORT ON; SET TRANSACTION ISOLATION LEVEL READ COMMITTED", ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override int Lanes => 2;

    public override StepLane CreateLane(CommitProbe? probe) => new BatchLane(this, probe);

    public override string Guarded(string statement, Missed whenMissed) =>
        $"{statement}; IF @@ROWCOUNT = 0 THROW {(whenMissed == Missed.Conflict ? Conflict : Lost)}, 'A row that must be there was not.', 1";

    public override Missed? MissedBy(DbException exception) => (exception as SqlException)?.Number switch
    {
        Conflict => Missed.Conflict,
        Lost => Missed.Lost,
        _ => null,
    };

    public override string First(string query, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT TOP ({count}) {query["SELECT ".Length..]}");

    public override SignaalketenDb CreateDb() => contexts.CreateDbContext();

    // READPAST skips what another node is leasing, UPDLOCK keeps what is chosen; READCOMMITTEDLOCK because READPAST means nothing to a reader of row versions.
    public override string Lease(string table) =>
        $"""
        WITH oldest AS (SELECT TOP (@count) id, attempts, losses, lease_until, lease_token FROM {table} WITH (ROWLOCK, UPDLOCK, READPAST, READCOMMITTEDLOCK)
            WHERE status = 'Open' AND available_at <= @now AND (lease_until IS NULL OR lease_until <= @now)
            ORDER BY turn_at, id)
        UPDATE oldest SET attempts = attempts + 1, losses = losses + CASE WHEN lease_until IS NULL THEN 0 ELSE 1 END,
            lease_until = @until, lease_token = lease_token + 1
        OUTPUT inserted.id, inserted.lease_token
        """;

    public override string TakeDueTimers =>
        """
        WITH due AS (SELECT TOP (@count) t.instance_id, t.timer_key, t.try_at FROM timer t WITH (ROWLOCK, UPDLOCK, READPAST, READCOMMITTEDLOCK)
            WHERE t.due_at <= @now AND t.try_at <= @now AND NOT EXISTS (
                SELECT 1 FROM timer o WHERE o.instance_id = t.instance_id AND (o.due_at < t.due_at OR (o.due_at = t.due_at AND o.timer_key < t.timer_key)))
            ORDER BY t.due_at, t.try_at)
        UPDATE due SET try_at = @until
        OUTPUT inserted.instance_id, inserted.timer_key
        """;

    public override bool IsDuplicate(DbException exception) => exception is SqlException { Number: DuplicateIndex or DuplicateKey };

    public override async Task VerifyDurability(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await Expect(connection, "is_read_committed_snapshot_on", "True", "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON", ct);
        await Expect(connection, "delayed_durability_desc", "DISABLED", "ALTER DATABASE CURRENT SET DELAYED_DURABILITY = DISABLED", ct);
    }

    public override async Task<bool> ForgetErased(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await Run(connection, "DECLARE @self sysname = DB_NAME(); EXEC sp_clean_db_free_space @self", ct);
        return true;
    }

    public override async Task<IAsyncDisposable> LockSchema(DateTimeOffset deadBefore, CancellationToken ct)
    {
        // A lock of the session: it ends with the process that holds it. A pooled connection would be handed on with it.
        var connection = new SqlConnection(new SqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await Run(
                connection,
                """
                DECLARE @answer int;
                EXEC @answer = sp_getapplock @Resource = 'signaalketen-schema', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = -1;
                IF @answer < 0 THROW 50000, 'The lock on the schema was refused.', 1;
                """,
                ct);
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
        using var connection = new SqlConnection(connectionString);
        SqlConnection.ClearPool(connection);
    }

    protected override DatabaseTrouble TroubleOf(DbException fault) => fault is SqlException answer ? SqlServerTroubles.Of(answer.Number) : DatabaseTrouble.Other;

    private static async Task Expect(DbConnection connection, string setting, string wanted, string remedy, CancellationToken ct)
    {
        var found = await Ask(connection, $"SELECT {setting} FROM sys.databases WHERE database_id = DB_ID()", ct);
        if (found != wanted)
            throw new UnsafeDatabaseException($"SQL Server setting {setting} is {found}, but must be {wanted}: run {remedy}.");
    }
}
