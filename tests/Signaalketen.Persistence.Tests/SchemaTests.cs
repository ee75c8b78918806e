using Microsoft.EntityFrameworkCore;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

public sealed class SchemaOnSqlite() : SchemaTests(StoreKind.Sqlite);

public sealed class SchemaOnPostgres() : SchemaTests(StoreKind.Postgres);

public sealed class SchemaOnSqlServer() : SchemaTests(StoreKind.SqlServer);

/// <summary>What the schema promises on every database.</summary>
public abstract class SchemaTests(StoreKind kind) : IDisposable
{
    private readonly TempDatabase database = new(kind);

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task Start_up_applies_migrations_once() =>
        Assert.Empty(await new SchemaUpgrade(database.Dialect, TimeProvider.System).Run(CancellationToken.None));

    [StoreFact]
    [Trait("Rule", "R16")]
    public async Task A_database_of_a_newer_version_is_refused_and_named()
    {
        using var old = new TempDatabase(database.Kind, empty: true);
        var upgrade = new SchemaUpgrade(old.Dialect, TimeProvider.System);
        Assert.NotEmpty(await upgrade.Run(CancellationToken.None));
        await using (var db = old.Dialect.CreateDb())
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '99.0.0')");
        var refused = await Assert.ThrowsAsync<NewerSchemaException>(() => upgrade.Run(CancellationToken.None));
        Assert.Contains("29990101000000_FromTheFuture", refused.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    [Trait("Rule", "R17")]
    public async Task A_connection_is_durable_and_forgets_what_is_deleted()
    {
        await database.Dialect.VerifyDurability(CancellationToken.None);
        await database.Dialect.ForgetErased(CancellationToken.None);
    }

    [StoreFact]
    public async Task Instants_come_back_exactly_and_compare_in_the_database()
    {
        var precise = Rows.Monday.AddTicks(1234567);
        await database.Store.Commit([database.Inserts.Of(new Model.CaseRow { Id = "c", Reference = "r", ReceivedAt = precise.ToOffset(TimeSpan.FromHours(1)) })], CancellationToken.None);
        await using var db = database.Dialect.CreateDb();
        Assert.Equal(precise, (await db.Cases.SingleAsync(row => row.ReceivedAt > precise.AddTicks(-1))).ReceivedAt);
        Assert.False(await db.Cases.AnyAsync(row => row.ReceivedAt > precise));
    }

    [StoreFact]
    public async Task Texts_are_compared_and_sorted_exactly()
    {
        string[] names = ["B", "a", "A", "é", "b", "Z", "_", "1"];
        await database.Given([.. names.Select(name => (object)Rows.Case(name))]);
        await using var db = database.Dialect.CreateDb();
        Assert.Equal("a", (await db.Cases.SingleAsync(row => row.Id == "a")).Id);
        Assert.Equal(names.Order(StringComparer.Ordinal), await db.Cases.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());
    }

    [StoreFact]
    public async Task A_large_state_and_a_large_model_come_back_whole()
    {
        var state = string.Concat(Enumerable.Repeat("{\"naam\":\"Zoë 🜂\"}\n", 60_000));
        var instance = Rows.Instance();
        instance.StateText = state;
        await database.Given(Rows.Case());
        await database.Store.Commit([database.Inserts.Of(instance)], CancellationToken.None);
        Assert.Equal(state, (await database.Store.Load("instance-1", CancellationToken.None))!.StateText);
        var task = Rows.Task("task-1");
        task.Name = new string('n', 10_000);
        await database.Store.Commit([database.Inserts.Of(task)], CancellationToken.None);
        await using var db = database.Dialect.CreateDb();
        Assert.Equal(task.Name, (await db.UserTasks.SingleAsync()).Name);
    }

    [StoreFact]
    public async Task Rows_without_the_unique_value_do_not_exclude_each_other()
    {
        var (first, second) = (Rows.Job("a"), Rows.Job("b"));
        Assert.Null(first.JobKey);
        await database.Given(Rows.Case("one"), Rows.Case("two"), first, second);
        var (third, fourth) = (Rows.Job("c"), Rows.Job("d"));
        third.JobKey = fourth.JobKey = 7;
        Assert.Equal(Steps.CommitOutcome.Committed, await database.Store.Commit([database.Inserts.Of(third)], CancellationToken.None));
        Assert.Equal(Steps.CommitOutcome.Duplicate, await database.Store.Commit([database.Inserts.Of(fourth)], CancellationToken.None));
    }
}
