using System.Collections.Concurrent;
using System.Data.Common;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects;

/// <summary>
/// Writes a group of steps in one round trip: all statements go out at once and are one transaction. A statement that must touch a row
/// raises an error in the database when it does not, so nothing has to be asked in between. When a step of a group fails, the database
/// has taken back the whole group, and each is written by itself.
/// </summary>
public class BatchLane(Dialect dialect, CommitProbe? probe) : StepLane
{
    private readonly ConcurrentDictionary<(string Sql, Missed WhenMissed), string> guarded = new();
    private DbConnection? connection;

    public override async Task<CommitOutcome[]> Write(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        var outcomes = new CommitOutcome[steps.Count];
        if (steps.Count > 1 && await TryTogether(steps) is null)
            return outcomes;
        for (var index = 0; index < steps.Count; index++)
            outcomes[index] = await TryTogether([steps[index]]) ?? CommitOutcome.Committed;
        return outcomes;
    }

    public override async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    private async Task Close()
    {
        if (connection is { } open)
        {
            connection = null;
            await open.DisposeAsync();
        }
    }

    // Null means written; anything else is why the first failing step kept all of them from being written.
    private async Task<CommitOutcome?> TryTogether(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        try
        {
            connection ??= await Open();
            probe?.Invoke(CommitPoint.Begun, 0);
            await using var batch = connection.CreateBatch();
            Fill(batch, steps);
            dialect.Traffic.Sent(batch.BatchCommands.Count);
            await batch.ExecuteNonQueryAsync();
            dialect.Traffic.Committed(steps.Count);
        }
        catch (DbException exception) when (dialect.IsDuplicate(exception))
        {
            return CommitOutcome.Duplicate;
        }
        catch (DbException exception) when (dialect.MissedBy(exception) is { } missed)
        {
            return missed == Missed.Conflict ? CommitOutcome.Conflict : CommitOutcome.Lost;
        }
        catch
        {
            await Close();
            throw;
        }

        foreach (var step in steps)
            probe?.Invoke(CommitPoint.Committed, step.Count);
        return null;
    }

    protected virtual Task<DbConnection> Open() => dialect.Open(CancellationToken.None);

    /// <summary>Puts all statements of these steps in the batch; those of one step in its order.</summary>
    protected virtual void Fill(DbBatch batch, IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        foreach (var write in steps.SelectMany(step => step))
            batch.BatchCommands.Add(Command(batch, write));
    }

    private DbBatchCommand Command(DbBatch batch, RowWrite write)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = write.WhenMissed == Missed.Fine ? write.Sql : guarded.GetOrAdd((write.Sql, write.WhenMissed), static (key, dialect) => dialect.Guarded(key.Sql, key.WhenMissed), dialect);
        foreach (var (name, value) in write.Values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
