using System.Data;
using System.Data.Common;
using Npgsql;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

/// <summary>Failures of a real server, provoked.</summary>
public sealed class TroubleOnPostgres : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TempDatabase database = new(StoreKind.Postgres);

    public void Dispose() => database.Dispose();

    [StoreFact]
    public Task A_port_where_nobody_listens_is_unreachable() => Opening(DatabaseTrouble.Unreachable, way => way.Port = 1);

    [StoreFact]
    public Task A_wrong_password_is_named() => Opening(DatabaseTrouble.WrongPassword, way => way.Password = "wrong");

    [StoreFact]
    public Task A_database_that_does_not_exist_is_named() => Opening(DatabaseTrouble.UnknownDatabase, way => way.Database = "nowhere");

    [StoreFact]
    public async Task A_pool_that_is_used_up_is_too_many_connections()
    {
        var way = Way();
        (way.MaxPoolSize, way.Timeout) = (1, 1);
        using var narrow = new PostgresDialect(way.ConnectionString);
        await using var held = await narrow.Open(None);
        await TroubleTests.Expect<NpgsqlException>(DatabaseTrouble.TooManyConnections, narrow, () => narrow.Open(None));
    }

    [StoreFact]
    public async Task A_server_that_is_full_is_too_many_connections()
    {
        await SharedPostgres.Cluster.Run("CREATE ROLE narrow LOGIN PASSWORD 'narrow' CONNECTION LIMIT 1");
        var way = Way();
        (way.Username, way.Password, way.Pooling) = ("narrow", "narrow", false);
        using var dialect = new PostgresDialect(way.ConnectionString);
        await using var held = await dialect.Open(None);
        await TroubleTests.Expect<PostgresException>(DatabaseTrouble.TooManyConnections, dialect, () => dialect.Open(None));
    }

    [StoreFact]
    public async Task An_account_without_rights_is_not_allowed()
    {
        await SharedPostgres.Cluster.Run("CREATE ROLE guest LOGIN PASSWORD 'guest'");
        var way = Way();
        (way.Username, way.Password, way.Pooling) = ("guest", "guest", false);
        using var dialect = new PostgresDialect(way.ConnectionString);
        await TroubleTests.Expect<PostgresException>(DatabaseTrouble.NotAllowed, dialect, () => new StepStore(dialect).Load("i", None));
    }

    /// <summary>Locks and unique keys carry the safety: a stricter level would hide that one of them is missing.</summary>
    [StoreFact]
    [Trait("Rule", "R5")]
    public async Task Steps_read_what_is_committed_and_no_stricter()
    {
        await using var connection = await database.Dialect.Open(None);
        await using var command = connection.CreateCommand();
        command.CommandText = "SHOW transaction_isolation";
        Assert.Equal("read committed", await command.ExecuteScalarAsync());
    }

    [StoreFact]
    public async Task A_schema_that_is_not_there_is_older()
    {
        using var empty = new TempDatabase(StoreKind.Postgres, empty: true);
        await TroubleTests.Expect<PostgresException>(DatabaseTrouble.OlderSchema, empty.Dialect, () => empty.Store.Load("i", None));
    }

    [StoreFact]
    public Task A_transaction_that_may_not_write_is_read_only() => Stating(DatabaseTrouble.ReadOnly, "SET TRANSACTION READ ONLY; DELETE FROM timer");

    [StoreFact]
    public Task A_text_that_is_too_long_is_refused_and_named() =>
        Stating(DatabaseTrouble.ValueRefused, "INSERT INTO role_membership (account_id, role_id) VALUES (repeat('x', 300), 'y')");

    [StoreFact]
    public Task A_row_that_stays_locked_is_busy() => Stating(DatabaseTrouble.Busy, "SET LOCAL statement_timeout = 1; SELECT pg_sleep(10)");

    [StoreFact]
    public async Task A_backend_that_is_ended_is_a_lost_connection()
    {
        await using var connection = await database.Dialect.Open(None);
        await End(connection);
        await TroubleTests.Expect<NpgsqlException>(DatabaseTrouble.LostConnection, database.Dialect, () => Run(connection, null, "SELECT 1"));
    }

    [StoreFact]
    public async Task Two_serializable_transactions_that_cannot_be_ordered_are_named()
    {
        await database.Given(Rows.Case());
        await using var one = await database.Dialect.Open(None);
        await using var other = await database.Dialect.Open(None);
        await using var first = await one.BeginTransactionAsync(IsolationLevel.Serializable, None);
        await using var second = await other.BeginTransactionAsync(IsolationLevel.Serializable, None);
        await Run(one, first, "SELECT * FROM case_file");
        await Run(other, second, "UPDATE case_file SET owner_id = 'a'");
        await second.CommitAsync();
        await TroubleTests.Expect<PostgresException>(DatabaseTrouble.Serialization, database.Dialect, () => Run(one, first, "UPDATE case_file SET owner_id = 'b'"));
    }

    [StoreFact]
    [Trait("Rule", "R5")]
    public async Task Of_two_steps_in_a_deadlock_both_are_written_in_the_end()
    {
        await database.Given(Rows.Case("one"), Rows.Case("two"), Rows.Case("gate"));
        var tries = 0;
        CommitProbe count = (point, _) => tries += point == CommitPoint.Begun ? 1 : 0;
        await using var gate = await Gate.Hold(database, "gate");
        // Each holds one row and waits at the gate; whoever passes first wants the row of the other, who waits for the gate.
        var both = Task.WhenAll(new[] { ("one", "two"), ("two", "one") }.Select(pair => Task.Run(() => new StepStore(database.AnotherNode(), count).Commit(
            [CaseWrites.Assign(pair.Item1, "a", null), CaseWrites.Assign("gate", "a", null), CaseWrites.Assign(pair.Item2, "a", null)], None))));
        await gate.Waiting(2);
        await gate.Open();
        Assert.Equal([CommitOutcome.Committed, CommitOutcome.Committed], await both);
        // The one that was taken back may meet the other once more.
        Assert.InRange(tries, 3, 8);
    }

    [StoreFact]
    [Trait("Rule", "R11")]
    public async Task A_step_whose_connection_breaks_is_written_once()
    {
        await database.Given(Rows.Case("gate"));
        await using var gate = await Gate.Hold(database, "gate");
        var step = Task.Run(() => new StepStore(database.AnotherNode()).Commit(
            [database.Inserts.Of(Rows.Case()), database.Inserts.Of(Rows.Instance()), CaseWrites.Assign("gate", "a", null), database.Inserts.Of(Rows.Timer(1))], None));
        await gate.Waiting(1);
        Assert.Equal(1, await gate.EndWaiting());
        await gate.Open();
        Assert.Equal(CommitOutcome.Committed, await step);
        Assert.NotNull(await database.Store.Load("instance-1", None));
    }

    // The server commits, and then the line breaks before its answer is here.
    [StoreFact]
    [Trait("Rule", "R11")]
    public async Task A_commit_whose_answer_is_lost_is_recognised_by_its_own_rows()
    {
        await database.Given(Rows.Case(), Rows.Instance());
        RowWrite[] step = [InstanceWrites.Advance((await database.Store.Load("instance-1", None))!, onCase: true, "{\"a\":1}"), database.Inserts.Of(Rows.Timer(1))];
        var calls = 0;
        var outcome = await new CommitAgain(database.Dialect).Run(step, async () =>
        {
            var answer = await database.Store.Commit(step, None);
            return ++calls == 1 ? throw new PostgresException("ended", "FATAL", "FATAL", "57P01") : answer;
        });
        Assert.Equal((CommitOutcome.Committed, 2), (outcome, calls));
    }

    [StoreFact]
    public async Task A_lost_answer_to_a_step_that_another_overtook_is_a_conflict()
    {
        await database.Given(Rows.Case(), Rows.Instance());
        var before = (await database.Store.Load("instance-1", None))!;
        RowWrite[] Step(string state, int timer) =>
            [InstanceWrites.Advance(before, onCase: true, state), database.Inserts.Of(Rows.Timer(timer))];
        var calls = 0;
        var outcome = await new CommitAgain(database.Dialect).Run(Step("{\"ours\":1}", 1), async () =>
        {
            if (++calls == 1)
            {
                await database.Store.Commit(Step("{\"theirs\":1}", 2), None);
                throw new PostgresException("ended", "FATAL", "FATAL", "57P01");
            }

            return await database.Store.Commit(Step("{\"ours\":1}", 1), None);
        });
        Assert.Equal(CommitOutcome.Conflict, outcome);
    }

    [StoreFact]
    [Trait("Rule", "R11")]
    public async Task A_commit_that_cannot_be_asked_about_is_unknown()
    {
        var way = Way();
        way.Port = 1;
        using var away = new PostgresDialect(way.ConnectionString);
        var calls = 0;
        var unknown = await Assert.ThrowsAsync<CommitUnknownException>(() => new CommitAgain(away).Run([], async () =>
        {
            if (++calls == 1)
                throw new PostgresException("ended", "FATAL", "FATAL", "57P01");
            await away.Open(None);
            return CommitOutcome.Committed;
        }));
        Assert.Equal(DatabaseTrouble.UnknownOutcome, away.TroubleOf(unknown));
    }

    private Task Opening(DatabaseTrouble expected, Action<NpgsqlConnectionStringBuilder> change)
    {
        var way = Way();
        change(way);
        var dialect = new PostgresDialect(way.ConnectionString);
        return TroubleTests.Expect<NpgsqlException>(expected, dialect, () => dialect.Open(None));
    }

    private async Task Stating(DatabaseTrouble expected, string statements)
    {
        await using var connection = await database.Dialect.Open(None);
        await using var transaction = await connection.BeginTransactionAsync(None);
        await TroubleTests.Expect<PostgresException>(expected, database.Dialect, () => Run(connection, transaction, statements));
    }

    private NpgsqlConnectionStringBuilder Way() => new(database.ConnectionString);

    private static async Task Run(DbConnection connection, DbTransaction? transaction, string statements)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync();
    }

    private async Task End(DbConnection connection)
    {
        var number = ((NpgsqlConnection)connection).ProcessID;
        await SharedPostgres.Cluster.Run(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SELECT pg_terminate_backend({number}, 5000)"));
    }
}
