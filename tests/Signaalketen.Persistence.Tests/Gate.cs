using System.Data.Common;
using System.Globalization;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

/// <summary>Holds the row of a case, so that steps that need it come to a halt where the test wants them, whatever way they are written.</summary>
internal sealed class Gate : IAsyncDisposable
{
    // Each look takes a millisecond or so.
    private const int Looks = 30_000;

    private readonly TempDatabase database;
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;

    private Gate(TempDatabase database, DbConnection connection, DbTransaction transaction)
    {
        this.database = database;
        this.connection = connection;
        this.transaction = transaction;
    }

    public static async Task<Gate> Hold(TempDatabase database, string caseId)
    {
        var connection = await database.Dialect.Open(CancellationToken.None);
        var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        var hold = RowWrite.Of("UPDATE case_file SET reference = reference WHERE id = @id", ("id", caseId));
        (command.Transaction, command.CommandText) = (transaction, hold.Sql);
        hold.Bind(command);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
        return new(database, connection, transaction);
    }

    /// <summary>Returns when so many wait for a lock in this database.</summary>
    public async Task Waiting(int count)
    {
        var query = database.Kind == StoreKind.Postgres
            ? "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            : "SELECT COUNT(*) FROM sys.dm_exec_requests WHERE database_id = DB_ID() AND blocking_session_id <> 0";
        for (var look = 0; look < Looks; look++)
        {
            if (await Ask(query) == count)
                return;
        }

        Assert.Fail($"There were never {count} steps waiting at once.");
    }

    /// <summary>Ends the connections of all that wait, as a restart of the server would.</summary>
    public Task<long> EndWaiting() =>
        Ask("SELECT COUNT(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");

    public Task Open() => transaction.RollbackAsync();

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<long> Ask(string query)
    {
        await using var other = await database.Dialect.Open(CancellationToken.None);
        await using var command = other.CreateCommand();
        command.CommandText = query;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
