using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

public sealed class RaceOnPostgres() : RaceTests(StoreKind.Postgres);

public sealed class RaceOnSqlServer() : RaceTests(StoreKind.SqlServer);

/// <summary>
/// Two steps of one case that are written at the same moment, each waiting for the row of the case before either goes on. On SQLite the second begins
/// when the first is done.
/// </summary>
public abstract class RaceTests(StoreKind kind) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TempDatabase database = new(kind);

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    [Trait("Rule", "R4")]
    public async Task A_case_closes_when_its_last_two_processes_end_at_once()
    {
        var ofTwo = Rows.Case();
        ofTwo.Running = 2;
        await database.Given(ofTwo, Rows.Instance("one"), Rows.Instance("two"));
        await Together(End("one"), End("two"));
        await using var db = database.Dialect.CreateDb();
        Assert.Equal(Rows.Monday, (await db.Cases.SingleAsync()).ClosedAt);
    }

    [StoreFact]
    public async Task A_case_stays_open_when_one_process_ends_and_another_begins_at_once()
    {
        await database.Given(Rows.Case(), Rows.Instance("one"));
        await Together(End("one"), [InstanceWrites.StartInCase("case-1"), database.Inserts.Of(Rows.Instance("two"))]);
        await using var db = database.Dialect.CreateDb();
        Assert.Null((await db.Cases.SingleAsync()).ClosedAt);
    }

    [StoreFact]
    [Trait("Rule", "R4")]
    public async Task A_case_thaws_when_the_last_two_late_tasks_are_done_at_once()
    {
        await database.Given(Frozen(), Rows.Instance("instance-1"), Late("one", 1), Late("two", 2));
        await Together(Done(1), Done(2));
        await using var db = database.Dialect.CreateDb();
        Assert.Null((await db.Cases.SingleAsync()).FrozenAt);
    }

    [StoreFact]
    [Trait("Rule", "R4")]
    public async Task A_case_stays_frozen_when_a_task_is_done_while_another_becomes_late()
    {
        var other = Late("two", 2);
        other.FrozeCaseAt = null;
        await database.Given(Frozen(), Rows.Instance("instance-1"), Late("one", 1), other);
        await Together(Done(1), [CaseWrites.Freeze("case-1", Rows.Monday.AddDays(1)), CaseWrites.MarkFreezing("two", Rows.Monday.AddDays(1))]);
        await using var db = database.Dialect.CreateDb();
        Assert.NotNull((await db.Cases.SingleAsync()).FrozenAt);
    }

    private static RowWrite[] End(string instance) =>
    [
        InstanceWrites.AdvanceTo(new(instance, "", 1, 0, 0, StoredCase.Of(Rows.Case())), onCase: true, "signal:1", "{}", InstanceRowStatus.Completed, Rows.Monday),
        InstanceWrites.EndInCase("case-1", Rows.Monday, Rows.Monday.AddYears(5), Rows.Monday.AddDays(1)),
    ];

    private static RowWrite[] Done(long task) =>
    [
        TaskWrites.Close("instance-1", task, completed: true, null, Rows.Monday),
        CaseWrites.HoldWhenFrozen("case-1"),
        CaseWrites.UnfreezeWhenNoneLeft("case-1", "instance-1", task),
    ];

    private static CaseRow Frozen()
    {
        var row = Rows.Case();
        row.FrozenAt = Rows.Monday;
        return row;
    }

    private static UserTaskRow Late(string id, long key)
    {
        var row = Rows.Task(id);
        (row.TaskKey, row.FrozeCaseAt) = (key, Rows.Monday);
        return row;
    }

    private async Task Together(RowWrite[] first, RowWrite[] second)
    {
        await using var gate = await Gate.Hold(database, "case-1");
        var both = Task.WhenAll(new[] { first, second }.Select(writes => Task.Run(() => new StepStore(database.AnotherNode()).Commit(writes, None))));
        await gate.Waiting(2);
        await gate.Open();
        Assert.Equal([CommitOutcome.Committed, CommitOutcome.Committed], await both);
    }
}
