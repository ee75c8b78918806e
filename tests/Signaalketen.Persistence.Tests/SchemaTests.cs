using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Dialects.Sqlite;

namespace Signaalketen.Persistence.Tests;

public sealed class SchemaTests : IDisposable
{
    private readonly TempDatabase database = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Start_up_applies_migrations_once()
    {
        Assert.Empty(await new SchemaUpgrade(database.Dialect, TimeProvider.System).Run(CancellationToken.None));
    }

    [Fact]
    public void The_model_and_the_migrations_say_the_same()
    {
        using var db = database.Dialect.CreateDb();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_named()
    {
        await Run("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '99.0.0')");
        var refused = await Assert.ThrowsAsync<NewerSchemaException>(() => new SchemaUpgrade(database.Dialect, TimeProvider.System).Run(CancellationToken.None));
        Assert.Contains("29990101000000_FromTheFuture", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_lock_of_a_dead_process_does_not_block_for_ever()
    {
        var folder = Directory.CreateTempSubdirectory("signaalketen-").FullName;
        try
        {
            var dialect = new SqliteDialect(Path.Combine(folder, "test.db"));
            await using (var connection = await dialect.Open(CancellationToken.None))
            await using (var command = connection.CreateCommand())
            {
                command.CommandText =
                    """
                    CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                    INSERT INTO "__EFMigrationsLock" VALUES (1, '2020-01-01 00:00:00');
                    """;
                await command.ExecuteNonQueryAsync();
            }

            Assert.NotEmpty(await new SchemaUpgrade(dialect, TimeProvider.System).Run(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_connection_is_durable_and_forgets_what_is_deleted() => await database.Dialect.VerifyDurability(CancellationToken.None);

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("secure_delete", "1")]
    [InlineData("foreign_keys", "1")]
    public async Task Connections_of_the_model_have_the_settings_of_a_step(string setting, string expected)
    {
        await using var db = database.Dialect.CreateDb();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + setting;
        Assert.Equal(expected, (await command.ExecuteScalarAsync())!.ToString());
    }

    [Fact]
    public async Task No_table_or_column_is_a_reserved_word()
    {
        string[] reserved = ["case", "user", "order", "key", "group", "table", "to", "from", "end", "index", "check", "column", "grant", "session_user", "current_user", "offset", "limit", "window", "primary", "references", "values"];
        await using var db = database.Dialect.CreateDb();
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
        {
            Assert.DoesNotContain(entity.GetTableName(), reserved);
            Assert.All(entity.GetProperties(), property => Assert.DoesNotContain(property.GetColumnName(), reserved));
        }
    }

    [Fact]
    public async Task Instants_come_back_exactly_and_compare_in_the_database()
    {
        var precise = Rows.Monday.AddTicks(1234567);
        await database.Store.Commit([database.Inserts.Of(new Model.CaseRow { Id = "c", Reference = "r", ReceivedAt = precise.ToOffset(TimeSpan.FromHours(1)) })], CancellationToken.None);
        await using var db = database.Dialect.CreateDb();
        Assert.Equal(precise, (await db.Cases.SingleAsync(row => row.ReceivedAt > precise.AddTicks(-1))).ReceivedAt);
        Assert.False(await db.Cases.AnyAsync(row => row.ReceivedAt > precise));
    }

    private async Task Run(string sql)
    {
        await using var db = database.Dialect.CreateDb();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
