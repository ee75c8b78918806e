using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Signaalketen.Persistence.Dialects.SqlServer;

/// <summary>
/// SQL Server: many writers, rows locked one by one, readers on row versions (READ_COMMITTED_SNAPSHOT), so that a list on the screen
/// never waits for a step.
/// </summary>
/// <param name="connectionString">As Microsoft.Data.SqlClient reads it.</param>
public sealed class SqlServerDialect(string connectionString) : Dialect, IDisposable
{
    // Violation of a unique index, and of a unique or primary key constraint.
    private const int DuplicateIndex = 2601;
    private const int DuplicateKey = 2627;

    private readonly DbContextOptions<SqlServerSignaalketenDb> options =
        new DbContextOptionsBuilder<SqlServerSignaalketenDb>().UseSqlServer(connectionString).Options;

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

    public override async Task<DbTransaction> Begin(DbConnection connection, CancellationToken ct) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);

    public override SignaalketenDb CreateDb() => new SqlServerSignaalketenDb(options);

    // READPAST skips what another node is leasing, UPDLOCK keeps what is chosen; READCOMMITTEDLOCK because READPAST means nothing to a reader of row versions.
    public override string LeaseOldest(string table) =>
        $"""
        WITH oldest AS (SELECT TOP (1) id, attempts, losses, lease_until, lease_token FROM {table} WITH (ROWLOCK, UPDLOCK, READPAST, READCOMMITTEDLOCK)
            WHERE status = 'Open' AND available_at <= @now AND (lease_until IS NULL OR lease_until <= @now)
            ORDER BY available_at, id)
        UPDATE oldest SET attempts = attempts + 1, losses = losses + CASE WHEN lease_until IS NULL THEN 0 ELSE 1 END,
            lease_until = @until, lease_token = lease_token + 1
        OUTPUT inserted.id
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
