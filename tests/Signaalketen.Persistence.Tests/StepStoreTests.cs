using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Tests;

public sealed class StepStoreTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TempDatabase database = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task A_row_of_every_table_can_be_written_and_read_back()
    {
        await Given(Rows.Case(), Rows.Instance(), Rows.Job("job-1"), Rows.Timer(7), Rows.Task("task-1"));
        var loaded = await database.Store.Load("instance-1", None);
        Assert.Equal(("case-1", "{}", 1L), (loaded!.Case.Id, loaded.StateText, loaded.Version));
        await using var db = database.Dialect.CreateDb();
        Assert.Equal(JobStatus.Open, (await db.Jobs.SingleAsync()).Status);
        Assert.Equal(Rows.Monday, (await db.Timers.SingleAsync()).DueAt);
    }

    [Fact]
    public async Task An_unknown_instance_is_null() => Assert.Null(await database.Store.Load("none", None));

    [Fact]
    public async Task A_step_on_an_old_version_writes_nothing()
    {
        await Given(Rows.Case(), Rows.Instance());
        var advance = InstanceWrites.Advance((await database.Store.Load("instance-1", None))!, "signal:1", "{\"a\":1}", InstanceRowStatus.Active, null);
        Assert.Equal(CommitOutcome.Committed, await database.Store.Commit([advance], None));
        Assert.Equal(CommitOutcome.Conflict, await database.Store.Commit([database.Inserts.Of(Rows.Timer(1)), advance], None));
        await using var db = database.Dialect.CreateDb();
        Assert.Empty(await db.Timers.ToListAsync());
    }

    [Fact]
    public async Task A_timer_can_be_taken_once()
    {
        await Given(Rows.Timer(1));
        Assert.Equal(CommitOutcome.Committed, await database.Store.Commit([WaitingWrites.TakeTimer("instance-1", 1)], None));
        Assert.Equal(CommitOutcome.Lost, await database.Store.Commit([WaitingWrites.TakeTimer("instance-1", 1)], None));
    }

    [Fact]
    public async Task A_repeated_unique_value_is_told_apart_from_a_conflict()
    {
        await Given(Rows.Case());
        Assert.Equal(CommitOutcome.Duplicate, await database.Store.Commit([database.Inserts.Of(Rows.Case())], None));
    }

    [Theory]
    [InlineData(CommitPoint.Begun, 0)]
    [InlineData(CommitPoint.Written, 1)]
    [InlineData(CommitPoint.Written, 2)]
    [InlineData(CommitPoint.Written, 3)]
    public async Task A_crash_before_the_commit_leaves_nothing(CommitPoint point, int statements)
    {
        var store = new StepStore(database.Dialect, CrashAt(point, statements));
        await Assert.ThrowsAsync<Crash>(() => store.Commit([database.Inserts.Of(Rows.Case()), database.Inserts.Of(Rows.Instance()), database.Inserts.Of(Rows.Timer(1))], None));
        await using var db = database.Dialect.CreateDb();
        Assert.Equal((0, 0, 0), (await db.Cases.CountAsync(), await db.ProcessInstances.CountAsync(), await db.Timers.CountAsync()));
    }

    [Fact]
    public async Task A_crash_after_the_commit_leaves_everything()
    {
        var store = new StepStore(database.Dialect, CrashAt(CommitPoint.Committed, 2));
        await Assert.ThrowsAsync<Crash>(() => store.Commit([database.Inserts.Of(Rows.Case()), database.Inserts.Of(Rows.Instance())], None));
        Assert.NotNull(await database.Store.Load("instance-1", None));
    }

    [Fact]
    public async Task The_oldest_free_job_is_leased_first_and_only_once()
    {
        await Given(Rows.Job("b", Rows.Monday.AddMinutes(-1)), Rows.Job("a"), Rows.Job("later", Rows.Monday.AddMinutes(1)));
        Assert.Equal("b", await Lease(Rows.Monday));
        Assert.Equal("a", await Lease(Rows.Monday));
        Assert.Null(await Lease(Rows.Monday));
    }

    [Fact]
    public async Task A_lease_that_ran_out_goes_to_the_next_and_the_old_token_is_refused()
    {
        await Given(Rows.Job("a"));
        await Lease(Rows.Monday);
        Assert.Null(await Lease(Rows.Monday.AddSeconds(59)));
        Assert.Equal("a", await Lease(Rows.Monday.AddSeconds(60)));
        Assert.Equal(CommitOutcome.Lost, await database.Store.Commit([QueueWrites.FinishJob("a", 1)], None));
        Assert.Equal(CommitOutcome.Committed, await database.Store.Commit([QueueWrites.FinishJob("a", 2)], None));
    }

    [Fact]
    public async Task Only_a_claim_without_an_answer_counts_as_a_loss()
    {
        await Given(Rows.Job("a"));
        await Lease(Rows.Monday);
        await database.Store.Commit([QueueWrites.RetryJob("a", 1, Rows.Monday, "Fault")], None);
        await Lease(Rows.Monday);
        await Lease(Rows.Monday.AddMinutes(2));
        await using var db = database.Dialect.CreateDb();
        var job = await db.Jobs.SingleAsync();
        Assert.Equal((3, 1, 3L), (job.Attempts, job.Losses, job.LeaseToken));
    }

    [Fact]
    public async Task Twenty_claims_at_once_lease_twenty_different_jobs()
    {
        await Given([.. Enumerable.Range(0, 20).Select(number => (object)Rows.Job($"job-{number:00}"))]);
        var leased = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Lease(Rows.Monday))));
        Assert.Equal(20, leased.Distinct().Count(id => id is not null));
    }

    [Fact]
    public async Task Erasing_a_case_leaves_its_counted_shell_and_nothing_else()
    {
        await Given(
            Rows.Case(), Rows.Task("task-1"),
            new CaseKeyRow { CaseId = "case-1", KeyId = "k", MunicipalKeyId = "m", Wrapped = [1], Nonce = [2], Tag = [3] },
            new CaseFieldRow { Id = "f", CaseId = "case-1", Name = "report.name", Ciphertext = [1], Nonce = [2], Tag = [3], KeyId = "k", WrittenBy = "a" },
            new DraftRow { TaskId = "task-1", AccountId = "a", CaseId = "case-1", Ciphertext = [1], Nonce = [2], Tag = [3], KeyId = "k" });
        await database.Store.Commit([.. CaseWrites.Erase("case-1", Rows.Monday)], None);
        await using var db = database.Dialect.CreateDb();
        Assert.Equal((0, 0, 0), (await db.CaseKeys.CountAsync(), await db.CaseFields.CountAsync(), await db.Drafts.CountAsync()));
        Assert.Equal(Rows.Monday, (await db.Cases.SingleAsync()).ErasedAt);
    }

    [Fact]
    public async Task Erased_bytes_are_not_left_in_the_files_of_the_database()
    {
        var marker = new SystemIdentities().Bytes(64);
        await Given(Rows.Case(), new CaseKeyRow { CaseId = "case-1", KeyId = "k", MunicipalKeyId = "m", Wrapped = marker, Nonce = [2], Tag = [3] });
        Assert.True(FilesHold(marker));
        await database.Store.Commit([.. CaseWrites.Erase("case-1", Rows.Monday)], None);
        await database.Dialect.ForgetErased(None);
        Assert.False(FilesHold(marker));
    }

    private static CommitProbe CrashAt(CommitPoint point, int statements) => (at, count) =>
    {
        if (at == point && count == statements)
            throw new Crash();
    };

    private bool FilesHold(byte[] marker) => Directory.GetFiles(database.Folder).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(marker) >= 0;
    });

    private async Task Given(params object[] rows)
    {
        await using var db = database.Dialect.CreateDb();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private Task<string?> Lease(DateTimeOffset now) => database.Store.LeaseOldest("job", now, now.AddMinutes(1), None);

    private sealed class Crash : Exception;
}
