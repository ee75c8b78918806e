using Microsoft.EntityFrameworkCore;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

/// <summary>What only a file can get wrong.</summary>
public sealed class SqliteFileTests
{
    [Fact]
    public async Task A_migration_lock_of_a_dead_process_does_not_block_for_ever()
    {
        using var database = new TempDatabase(StoreKind.Sqlite, empty: true);
        await using (var connection = await database.Dialect.Open(CancellationToken.None))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2020-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.NotEmpty(await new SchemaUpgrade(database.Dialect, TimeProvider.System).Run(patience.Token));
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("secure_delete", "1")]
    [InlineData("foreign_keys", "1")]
    [Trait("Rule", "R17")]
    public async Task Connections_of_the_model_have_the_settings_of_a_step(string setting, string expected)
    {
        using var database = new TempDatabase();
        await using var db = database.Dialect.CreateDb();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + setting;
        Assert.Equal(expected, (await command.ExecuteScalarAsync())!.ToString());
    }
}
