using System.Data.Common;
using Microsoft.Data.Sqlite;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>A real SQLite file as one node sees it: every way in and out is a seam, and it tells the time like a server.</summary>
public sealed class SimulatedDialect(SimulatedNode node, Stage stage) : Dialect
{
    private readonly SqliteDialect inner = new(stage.DatabaseFile);
    private readonly List<StepLane> lanes = [];

    public override string Name => "simulated";

    public override int Lanes => inner.Lanes;

    public override string NowQuery => $"SELECT {node.World.Clock.Now.UtcTicks}";

    public override string TakeDueTimers => Planting.TakeDueTimers(node.World.Plant, inner.TakeDueTimers);

    public override async Task<DbConnection> Open(CancellationToken ct)
    {
        await node.Pass("open");
        var connection = new SeamConnection(stage.Text, node);
        await connection.OpenAsync(CancellationToken.None);
        return connection;
    }

    public override StepLane CreateLane(CommitProbe? probe)
    {
        var lane = inner.CreateLane(probe);
        lanes.Add(lane);
        return new SimulatedLane(node, lane);
    }

    public override SignaalketenDb CreateDb()
    {
        if (node.Dead)
            throw new NodeDiedException();
        return new SimulatedDb(stage.Options) { Node = node };
    }

    public override string Lease(string table) => Planting.Lease(node.World.Plant, table, inner.Lease(table));

    public override bool IsDuplicate(DbException exception) => inner.IsDuplicate(exception);

    public override Task VerifyDurability(CancellationToken ct) => inner.VerifyDurability(ct);

    public override Task<bool> ForgetErased(CancellationToken ct) => Task.FromResult(true);

    public override Task<IAsyncDisposable> LockSchema(DateTimeOffset deadBefore, CancellationToken ct) => inner.LockSchema(deadBefore, ct);

    /// <summary>What the operating system does with the connections of a process that died.</summary>
    public void Close()
    {
        foreach (var lane in lanes)
            lane.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    protected override DatabaseTrouble TroubleOf(DbException fault) => fault switch
    {
        // Whoever takes it for something that the database took back, tries again without looking.
        AnswerLostException when node.World.Plant == Plant.RetryWithoutLookingAfterALostAnswer => DatabaseTrouble.Deadlock,
        AnswerLostException => DatabaseTrouble.LostConnection,
        _ => inner.TroubleOf(fault),
    };

    private sealed class SeamConnection(string text, SimulatedNode node) : SqliteConnection(text)
    {
        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            node.World.Ledger.NoteLeases(node);
            await node.Pass("looked");
        }
    }
}
