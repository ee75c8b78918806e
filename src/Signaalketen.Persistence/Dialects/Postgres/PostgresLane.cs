using System.Data.Common;
using Npgsql;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>Writes a group of steps in as few statements as it takes: each statement once, for the rows of all steps that have it.</summary>
internal sealed class PostgresLane(PostgresDialect dialect, CommitProbe? probe) : BatchLane(dialect, probe)
{
    // Unpacking a set costs about as much as two or three statements on a row.
    private const int SmallestSet = 4;

    private readonly Dictionary<PostgresShape, PostgresStatement> known = [];
    private readonly List<PostgresStatement> used = [];

    protected override async Task<DbConnection> Open()
    {
        // What the driver knows of a command belongs to its connection.
        known.Clear();
        used.Clear();
        var connection = await dialect.OpenOwn(CancellationToken.None);
        // Every statement of a step finds its rows by a key. A plan is kept as long as the connection: one that was made while a table was
        // small must not read all of it when it has grown.
        await using var command = connection.CreateCommand();
        command.CommandText = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    protected override void Fill(DbBatch batch, IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        foreach (var statement in used)
            statement.Release();
        used.Clear();
        foreach (var run in StatementRuns.Of(steps))
        {
            if (run.Count >= SmallestSet && run[0].Together)
            {
                batch.BatchCommands.Add(Statement(PostgresShape.OfSet(run), run[0]).OnSet(run));
                continue;
            }

            foreach (var write in run)
                batch.BatchCommands.Add(Statement(PostgresShape.OfRow(write), write).OnRow(write));
        }
    }

    private PostgresStatement Statement(PostgresShape shape, RowWrite like)
    {
        if (!known.TryGetValue(shape, out var statement))
            known.Add(shape, statement = new(shape, like));
        used.Add(statement);
        return statement;
    }
}
