using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

public sealed class StepStoreOnSqlite() : StepStoreTests(StoreKind.Sqlite)
{
    // Only here does a process come between the statements of a step: the servers get them all at once.
    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task A_crash_between_statements_leaves_nothing(int statements) => Dies(CommitPoint.Written, statements);
}

public sealed class StepStoreOnPostgres() : StepStoreTests(StoreKind.Postgres);

public sealed class StepStoreOnSqlServer() : StepStoreTests(StoreKind.SqlServer);

/// <summary>What a step asks of a database, the same of every one.</summary>
public abstract class StepStoreTests(StoreKind kind) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TempDatabase database = new(kind);

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task A_row_of_every_table_can_be_written_and_read_back()
    {
        await database.Given(Rows.Case(), Rows.Instance(), Rows.Job("job-1"), Rows.Timer(7), Rows.Task("task-1"));
        var loaded = await database.Store.Load("instance-1", None);
        Assert.Equal(("case-1", "{}", 1L), (loaded!.Case.Id, loaded.StateText, loaded.Version));
        await using var db = database.Dialect.CreateDb();
        Assert.Equal(JobStatus.Open, (await db.Jobs.SingleAsync()).Status);
        Assert.Equal(Rows.Monday, (await db.Timers.SingleAsync()).DueAt);
    }

    [StoreFact]
    public async Task An_unknown_instance_is_null() => Assert.Null(await database.Store.Load("none", None));

    [StoreFact]
    [Trait("Rule", "R1")]
    [Trait("Rule", "R3")]
    public async Task A_step_on_an_old_version_writes_nothing()
    {
        await database.Given(Rows.Case(), Rows.Instance());
        var advance = InstanceWrites.Advance((await database.Store.Load("instance-1", None))!, onCase: true, "{\"a\":1}");
        Assert.Equal(CommitOutcome.Committed, await database.Store.Commit([advance], None));
        Assert.Equal(CommitOutcome.Conflict, await database.Store.Commit([database.Inserts.Of(Rows.Timer(1)), advance], None));
        await using var db = database.Dialect.CreateDb();
        Assert.Empty(await db.Timers.ToListAsync());
    }

    [StoreFact]
    public async Task A_timer_can_be_taken_once()
    {
        await database.Given(Rows.Timer(1));
        Assert.Equal(CommitOutcome.Committed, await database.Store.Commit([WaitingWrites.TakeTimer("instance-1", 1)], None));
        Assert.Equal(CommitOutcome.Lost, await database.Store.Commit([WaitingWrites.TakeTimer("instance-1", 1)], None));
    }

    [StoreFact]
    [Trait("Rule", "R5")]
    public async Task A_repeated_unique_value_is_told_apart_from_a_conflict()
    {
        await database.Given(Rows.Case());
        Assert.Equal(CommitOutcome.Duplicate, await database.Store.Commit([database.Inserts.Of(Rows.Case())], None));
    }

    [StoreFact]
    public Task A_crash_before_the_first_statement_leaves_nothing() => Dies(CommitPoint.Begun, 0);

    protected async Task Dies(CommitPoint point, int statements)
    {
        await using var store = new StepStore(database.Dialect, CrashAt(point, statements));
        await Assert.ThrowsAsync<Crash>(() => store.Commit([database.Inserts.Of(Rows.Case()), database.Inserts.Of(Rows.Instance()), database.Inserts.Of(Rows.Timer(1))], None));
        await using var db = database.Dialect.CreateDb();
        Assert.Equal((0, 0, 0), (await db.Cases.CountAsync(), await db.ProcessInstances.CountAsync(), await db.Timers.CountAsync()));
    }

    [StoreFact]
    [Trait("Rule", "R1")]
    public async Task A_crash_after_the_commit_leaves_everything()
    {
        var store = new StepStore(database.Dialect, CrashAt(CommitPoint.Committed, 2));
        await Assert.ThrowsAsync<Crash>(() => store.Commit([database.Inserts.Of(Rows.Case()), database.Inserts.Of(Rows.Instance())], None));
        Assert.NotNull(await database.Store.Load("instance-1", None));
    }

    [StoreFact]
    public async Task Erasing_a_case_leaves_its_counted_shell_and_nothing_else()
    {
        await database.Given(
            Rows.Case(), Rows.Task("task-1"),
            new CaseKeyRow { CaseId = "case-1", KeyId = "k", MunicipalKeyId = "m", Wrapped = [1], Nonce = [2], Tag = [3] },
            new CaseFieldRow { Id = "f", CaseId = "case-1", Name = "report.name", Ciphertext = [1], Nonce = [2], Tag = [3], KeyId = "k", WrittenBy = "a" },
            new DraftRow { TaskId = "task-1", AccountId = "a", CaseId = "case-1", Ciphertext = [1], Nonce = [2], Tag = [3], KeyId = "k" });
        await database.Store.Commit([.. CaseWrites.Erase("case-1", Rows.Monday)], None);
        await using var db = database.Dialect.CreateDb();
        Assert.Equal((0, 0, 0), (await db.CaseKeys.CountAsync(), await db.CaseFields.CountAsync(), await db.Drafts.CountAsync()));
        Assert.Equal(Rows.Monday, (await db.Cases.SingleAsync()).ErasedAt);
    }

    private static CommitProbe CrashAt(CommitPoint point, int statements) => (at, count) =>
    {
        if (at == point && count == statements)
            throw new Crash();
    };

    private sealed class Crash : Exception;
}
