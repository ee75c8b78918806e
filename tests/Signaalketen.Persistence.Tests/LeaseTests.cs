using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

public sealed class LeaseOnSqlite() : LeaseTests(StoreKind.Sqlite);

public sealed class LeaseOnPostgres() : RowLockTests(StoreKind.Postgres);

public sealed class LeaseOnSqlServer() : RowLockTests(StoreKind.SqlServer);

/// <summary>Rules R6 and R7: a row goes to one node at a time, and an answer from before is refused.</summary>
public abstract class LeaseTests(StoreKind kind) : IDisposable
{
    protected static CancellationToken None => CancellationToken.None;

    protected TempDatabase Database { get; } = new(kind);

    public void Dispose()
    {
        Database.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    [Trait("Rule", "R6")]
    [Trait("Rule", "R14")]
    public async Task The_oldest_free_job_is_leased_first_and_only_once()
    {
        await Database.Given(Rows.Job("b", Rows.Monday.AddMinutes(-1)), Rows.Job("a"), Rows.Job("later", Rows.Monday.AddMinutes(1)));
        Assert.Equal("b", await Lease(Rows.Monday));
        Assert.Equal("a", await Lease(Rows.Monday));
        Assert.Null(await Lease(Rows.Monday));
    }

    [StoreFact]
    [Trait("Rule", "R6")]
    [Trait("Rule", "R7")]
    public async Task A_lease_that_ran_out_goes_to_the_next_and_the_old_token_is_refused()
    {
        await Database.Given(Rows.Job("a"));
        await Lease(Rows.Monday);
        Assert.Null(await Lease(Rows.Monday.AddSeconds(59)));
        Assert.Equal("a", await Lease(Rows.Monday.AddSeconds(60)));
        Assert.Equal(CommitOutcome.Lost, await Database.Store.Commit([QueueWrites.FinishJob("a", 1)], None));
        Assert.Equal(CommitOutcome.Committed, await Database.Store.Commit([QueueWrites.FinishJob("a", 2)], None));
    }

    [StoreFact]
    [Trait("Rule", "R13")]
    public async Task Only_a_claim_without_an_answer_counts_as_a_loss()
    {
        await Database.Given(Rows.Job("a"));
        await Lease(Rows.Monday);
        await Database.Store.Commit([QueueWrites.RetryJob("a", 1, Rows.Monday, "Fault")], None);
        await Lease(Rows.Monday);
        await Lease(Rows.Monday.AddMinutes(2));
        await using var db = Database.Dialect.CreateDb();
        var job = await db.Jobs.SingleAsync();
        Assert.Equal((3, 1, 3L), (job.Attempts, job.Losses, job.LeaseToken));
    }

    [StoreFact]
    [Trait("Rule", "R6")]
    public async Task Twenty_claims_at_once_lease_twenty_different_jobs()
    {
        await Database.Given([.. Enumerable.Range(0, 20).Select(number => (object)Rows.Job($"job-{number:00}"))]);
        var leased = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Lease(Rows.Monday))));
        Assert.Equal(20, leased.Distinct().Count(id => id is not null));
    }

    [StoreFact]
    [Trait("Rule", "R7")]
    public async Task An_answer_with_an_old_token_changes_nothing()
    {
        await Database.Given(Rows.Job("a"));
        await Lease(Rows.Monday);
        await Lease(Rows.Monday.AddMinutes(2));
        RowWrite[] stale =
        [
            QueueWrites.FinishJob("a", 1), QueueWrites.ParkJob("a", 1, "late"), QueueWrites.RetryJob("a", 1, Rows.Monday, "late"),
        ];
        foreach (var answer in stale)
            Assert.Equal(CommitOutcome.Lost, await Database.Store.Commit([Database.Inserts.Of(Rows.Timer(1)), answer], None));
        await using var db = Database.Dialect.CreateDb();
        Assert.Empty(await db.Timers.ToListAsync());
        var job = await db.Jobs.SingleAsync();
        Assert.Equal((2L, null, Rows.Monday.AddMinutes(3)), (job.LeaseToken, job.LastError, job.LeaseUntil));
    }

    [StoreFact]
    public async Task Mail_is_leased_by_the_same_rules()
    {
        await Database.Given(Rows.Mail("m"));
        Assert.Equal([new("m", 1)], await Database.Store.Lease("outbox_mail", Rows.Monday, Rows.Monday.AddMinutes(1), 1, None));
        Assert.Equal(CommitOutcome.Lost, await Database.Store.Commit([QueueWrites.MailSent("m", 0, Rows.Monday)], None));
        Assert.Equal(CommitOutcome.Committed, await Database.Store.Commit([QueueWrites.MailSent("m", 1, Rows.Monday)], None));
    }

    protected async Task<string?> Lease(DateTimeOffset now) => (await Database.Store.Lease("job", now, now.AddMinutes(1), 1, None)).SingleOrDefault().Id;
}

/// <summary>Where many write at once. On SQLite a lease waits for the one writer and then finds the next row.</summary>
public abstract class RowLockTests(StoreKind kind) : LeaseTests(kind)
{
    [StoreFact]
    [Trait("Rule", "R6")]
    public async Task A_row_that_another_node_is_leasing_now_is_passed_over_without_waiting()
    {
        await Database.Given(Rows.Job("a", Rows.Monday.AddMinutes(-1)), Rows.Job("b"));
        await using var connection = await Database.Dialect.Open(None);
        await using var transaction = await connection.BeginTransactionAsync(None);
        Assert.Equal("a", await LeaseWithin(connection, transaction));
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.Equal([new("b", 1)], await Database.Store.Lease("job", Rows.Monday, Rows.Monday.AddMinutes(1), 1, soon.Token));
        Assert.Empty(await Database.Store.Lease("job", Rows.Monday, Rows.Monday.AddMinutes(1), 1, soon.Token));
        await transaction.RollbackAsync();
        Assert.Equal("a", await Lease(Rows.Monday));
    }

    private async Task<string?> LeaseWithin(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction transaction)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Database.Dialect.Lease("job");
        foreach (var (name, value) in new[] { ("@now", Rows.Monday.UtcTicks), ("@until", Rows.Monday.AddMinutes(1).UtcTicks), ("@count", 1L) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return (string?)await command.ExecuteScalarAsync();
    }
}
