using System.Data.Common;
using Npgsql;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>Writes a group of steps in as few statements as it takes: each statement once, for the rows of all steps that have it.</summary>
internal sealed class PostgresLane(PostgresDialect dialect, CommitProbe? probe) : BatchLane(dialect, probe)
{
    // Unpacking arrays costs about as much as two or three statements on a row; up to here a list of values costs less, and each length is prepared.
    private const int LargestList = 3;

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
            if (run.Count == 1 || !run[0].Together)
            {
                foreach (var write in run)
                    batch.BatchCommands.Add(Statement(PostgresShape.OfRow(write), [write]).OnRows([write]));
            }
            else if (run.Count <= LargestList)
                batch.BatchCommands.Add(Statement(PostgresShape.Of(run, run.Count), run).OnRows(run));
            else
                batch.BatchCommands.Add(Statement(PostgresShape.Of(run, PostgresShape.Any), run).OnSet(run));
        }
    }

    private PostgresStatement Statement(PostgresShape shape, IReadOnlyList<RowWrite> writes)
    {
        if (!known.TryGetValue(shape, out var statement))
            known.Add(shape, statement = new(shape, writes));
        used.Add(statement);
        return statement;
    }
}
