using Microsoft.Data.Sqlite;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Sqlite;

/// <summary>
/// The one writer of a SQLite file. Its connection stays open and its statements stay prepared; a step of a group that fails is taken
/// back to its own savepoint, so that the rest of the group goes through.
/// </summary>
internal sealed class SqliteLane(SqliteDialect dialect, CommitProbe? probe) : StepLane
{
    // Statements are written in the code, so there are few; this only bounds a mistake.
    private const int MostStatements = 500;

    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private SqliteConnection? connection;

    public override async Task<CommitOutcome[]> Write(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        connection ??= (SqliteConnection)await dialect.OpenOwn(CancellationToken.None);
        try
        {
            return WriteGroup(steps);
        }
        catch
        {
            // A connection in an unknown state is not used again; closing it takes back what was not committed.
            await DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values)
            await command.DisposeAsync();
        prepared.Clear();
        if (connection is { } open)
        {
            connection = null;
            await open.DisposeAsync();
        }
    }

    private CommitOutcome[] WriteGroup(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        var outcomes = new CommitOutcome[steps.Count];
        // IMMEDIATE: a transaction that reads first and writes later could otherwise fail on its first write without a retry.
        Run("BEGIN IMMEDIATE");
        probe?.Invoke(CommitPoint.Begun, 0);
        for (var index = 0; index < steps.Count; index++)
        {
            if (steps.Count > 1)
                Run("SAVEPOINT step");
            outcomes[index] = WriteStep(steps[index]);
            if (outcomes[index] != CommitOutcome.Committed)
                Run(steps.Count > 1 ? "ROLLBACK TO step" : "ROLLBACK");
            if (steps.Count > 1)
                Run("RELEASE step");
        }

        if (steps.Count > 1 || outcomes[0] == CommitOutcome.Committed)
        {
            Run("COMMIT");
            dialect.Traffic.Committed(outcomes.Count(outcome => outcome == CommitOutcome.Committed));
        }

        for (var index = 0; index < steps.Count; index++)
        {
            if (outcomes[index] == CommitOutcome.Committed)
                probe?.Invoke(CommitPoint.Committed, steps[index].Count);
        }

        return outcomes;
    }

    private CommitOutcome WriteStep(IReadOnlyList<RowWrite> writes)
    {
        for (var index = 0; index < writes.Count; index++)
        {
            int touched;
            try
            {
                touched = Touch(writes[index]);
            }
            catch (SqliteException exception) when (dialect.IsDuplicate(exception))
            {
                return CommitOutcome.Duplicate;
            }

            probe?.Invoke(CommitPoint.Written, index + 1);
            if (touched == 0 && writes[index].WhenMissed != Missed.Fine)
                return writes[index].WhenMissed == Missed.Conflict ? CommitOutcome.Conflict : CommitOutcome.Lost;
        }

        return CommitOutcome.Committed;
    }

    private int Touch(RowWrite write)
    {
        dialect.Traffic.Sent(1);
        if (!prepared.TryGetValue(write.Sql, out var command))
        {
            command = (SqliteCommand)connection!.CreateCommand(write);
            if (prepared.Count == MostStatements)
                throw new InvalidOperationException($"More than {MostStatements} different statements: values must be parameters.");
            prepared.Add(write.Sql, command);
            return command.ExecuteNonQuery();
        }

        for (var index = 0; index < write.Values.Count; index++)
            command.Parameters[index].Value = write.Values[index].Value ?? DBNull.Value;
        return command.ExecuteNonQuery();
    }

    private void Run(string statement) => Touch(new(statement, []));
}
