using System.Data.Common;
using Npgsql;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>Writes a group of steps in as few statements as it takes: each statement once, for the rows of all steps that have it.</summary>
internal sealed class PostgresLane(PostgresDialect dialect, CommitProbe? probe) : BatchLane(dialect, probe)
{
    // By then the first statements are prepared, and their plans were made for tables that may have been empty.
    private const int FirstRenewal = 16;

    private readonly Dictionary<PostgresShape, PostgresStatement> known = [];
    private readonly List<PostgresStatement> used = [];
    private long groups;
    private long renewAt;

    protected override async Task<DbConnection> Open()
    {
        // What the driver knows of a command belongs to its connection.
        known.Clear();
        used.Clear();
        (groups, renewAt) = (0, FirstRenewal);
        var connection = await dialect.OpenOwn(CancellationToken.None);
        // Every statement of a step finds its rows by a key, whatever its values: one plan serves all, and making another for each group would
        // cost more than carrying it out.
        await using var command = connection.CreateCommand();
        command.CommandText = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    protected override void Fill(DbBatch batch, IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        foreach (var statement in used)
            statement.Release();
        used.Clear();
        RenewPlans(batch);
        foreach (var run in StatementRuns.Of([.. steps.Select(InstanceWithHistory.Join)]))
        {
            if (run.Count > 1 && run[0].Together)
            {
                batch.BatchCommands.Add(Statement(PostgresShape.OfSet(run), run).OnSet(run));
            }
            else
            {
                foreach (var write in run)
                    batch.BatchCommands.Add(Statement(PostgresShape.OfRow(write), [write]).OnRow(write));
            }
        }
    }

    // To read a whole small table by its index is as quick as to look up a few keys, but the plan is kept when the table has grown: so it is
    // made again each time that as much has been written as before.
    private void RenewPlans(DbBatch batch)
    {
        if (++groups < renewAt)
            return;
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DISCARD PLANS"));
        renewAt = groups * 2;
    }

    private PostgresStatement Statement(PostgresShape shape, IReadOnlyList<RowWrite> writes)
    {
        if (!known.TryGetValue(shape, out var statement))
            known.Add(shape, statement = new(shape, writes));
        used.Add(statement);
        return statement;
    }
}
