using System.Data.Common;
using Signaalketen.Persistence.Dialects;

namespace Signaalketen.Persistence.Steps;

/// <summary>
/// Loads an instance and commits a step: everything in one transaction or nothing (rule R1). Plain commands, because this is the
/// path that every click and every timer takes.
/// </summary>
/// <param name="probe">Called at every boundary where a process could die; tests let it throw there.</param>
public sealed class StepStore(Dialect dialect, CommitProbe? probe = null)
{
    private const string LoadInstance =
        """
        SELECT p.state_text, p.version, p.history_count, p.case_id, c.reference, c.owner_id, c.deputy_id,
            (SELECT MAX(serial) FROM process_definition)
        FROM process_instance p JOIN case_file c ON c.id = p.case_id
        WHERE p.id = @id
        """;

    public async Task<StoredInstance?> Load(string instanceId, CancellationToken ct)
    {
        await using var connection = await dialect.Open(ct);
        await using var command = Command(connection, null, RowWrite.Of(LoadInstance, ("id", instanceId)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        return new(
            instanceId, reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4),
            Text(reader, 5), Text(reader, 6), reader.IsDBNull(7) ? 0 : reader.GetInt64(7));
    }

    private readonly CommitAgain again = new(dialect);

    /// <summary>Writes all rows or none.</summary>
    /// <exception cref="CommitUnknownException">The answer to the commit was lost, and the database cannot be asked any more.</exception>
    public Task<CommitOutcome> Commit(IReadOnlyList<RowWrite> writes, CancellationToken ct) => again.Run(writes, () => Write(writes, ct));

    private async Task<CommitOutcome> Write(IReadOnlyList<RowWrite> writes, CancellationToken ct)
    {
        await using var connection = await dialect.Open(ct);
        await using var transaction = await dialect.Begin(connection, ct);
        probe?.Invoke(CommitPoint.Begun, 0);
        for (var index = 0; index < writes.Count; index++)
        {
            int touched;
            try
            {
                await using var command = Command(connection, transaction, writes[index]);
                touched = await command.ExecuteNonQueryAsync(ct);
            }
            catch (DbException exception) when (dialect.IsDuplicate(exception))
            {
                await transaction.RollbackAsync(CancellationToken.None);
                return CommitOutcome.Duplicate;
            }

            probe?.Invoke(CommitPoint.Written, index + 1);
            if (touched > 0 || writes[index].WhenMissed == Missed.Fine)
                continue;
            await transaction.RollbackAsync(CancellationToken.None);
            return writes[index].WhenMissed == Missed.Conflict ? CommitOutcome.Conflict : CommitOutcome.Lost;
        }

        // From here on the caller's wish to stop no longer counts: half a commit does not exist.
        await transaction.CommitAsync(CancellationToken.None);
        probe?.Invoke(CommitPoint.Committed, writes.Count);
        return CommitOutcome.Committed;
    }

    /// <summary>Leases the oldest free row of a queue; null when there is none.</summary>
    public async Task<string?> LeaseOldest(string table, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        await using var connection = await dialect.Open(ct);
        await using var command = Command(connection, null, RowWrite.Of(dialect.LeaseOldest(table), ("now", now), ("until", until)));
        return (string?)await command.ExecuteScalarAsync(ct);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, RowWrite write)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = write.Sql;
        write.Bind(command);
        return command;
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

public enum CommitOutcome
{
    Committed,

    /// <summary>Another step came first. Nothing was written.</summary>
    Conflict,

    /// <summary>The right to this step is gone. Nothing was written.</summary>
    Lost,

    /// <summary>A row with the same unique value exists. Nothing was written.</summary>
    Duplicate,
}

/// <summary>A moment in a commit at which a process could die.</summary>
public delegate void CommitProbe(CommitPoint point, int statements);

public enum CommitPoint
{
    Begun,
    Written,
    Committed,
}
