using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Persistence.Dialects.SqlServer;

namespace Signaalketen.Persistence.Tests;

/// <summary>One schema on three databases. None of them is opened here.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL", "SQL Server"];

    [Theory]
    [MemberData(nameof(Databases))]
    public void The_model_and_the_migrations_say_the_same(string name)
    {
        using var db = Db(name);
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.NotEmpty(db.Database.GetMigrations());
    }

    [Theory]
    [InlineData("PostgreSQL")]
    [InlineData("SQL Server")]
    public void Every_database_has_the_same_tables_columns_and_indexes(string name)
    {
        using var sqlite = Db("SQLite");
        using var other = Db(name);
        var shape = Shape(sqlite);
        Assert.InRange(shape.Count, 200, 1000);
        Assert.Equal(shape, Shape(other));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void A_script_of_the_whole_schema_can_be_made_for_an_administrator(string name)
    {
        using var db = Db(name);
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Default);
        var tables = Tables(db).Select(table => table.Name).ToList();
        Assert.InRange(tables.Count, 20, 100);
        Assert.Empty(tables.Where(table => !script.Contains($"CREATE TABLE {table} ", StringComparison.Ordinal)
            && !script.Contains($"CREATE TABLE \"{table}\" ", StringComparison.Ordinal) && !script.Contains($"CREATE TABLE [{table}] ", StringComparison.Ordinal)));
    }

    [Fact]
    public void SQL_Server_keeps_unique_values_apart_only_where_there_is_one()
    {
        using var db = Db("SQL Server");
        var unique = Tables(db).SelectMany(table => table.Indexes).Where(index => index.IsUnique && index.Columns.Any(column => column.IsNullable)).ToList();
        Assert.NotEmpty(unique);
        Assert.All(unique, index => Assert.Contains("IS NOT NULL", index.Filter, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Trait("Rule", "R5")]
    public void What_may_exist_once_has_a_unique_key_in_the_database(string name)
    {
        using var db = Db(name);
        var unique = Tables(db).SelectMany(table => table.Indexes.Where(index => index.IsUnique).Select(index => index.Columns).Append(table.PrimaryKey!.Columns)
            .Select(columns => $"{table.Name}: {string.Join(", ", columns.Select(column => column.Name))}")).ToHashSet(StringComparer.Ordinal);
        string[] once =
        [
            "history: instance_id, sequence", "timer: instance_id, timer_key", "job: instance_id, job_key", "user_task: instance_id, task_key", "subscription: instance_id, subscription_key",
            "outbox_mail: business_key", "case_file: reference", "case_file: submission_key", "accepted_request: id", "process_definition: process_id, version",
        ];
        Assert.Empty(once.Except(unique));
    }

    /// <summary>SQL Server takes 900 bytes in a key and 1,700 in an index, two for each character.</summary>
    [Fact]
    public void Keys_and_indexes_fit_in_SQL_Server()
    {
        using var db = Db("SQL Server");
        // A passkey's id may be 1,023 bytes by the standard; those of every known device are far shorter.
        foreach (var table in Tables(db).Where(table => table.Name != "account_passkey"))
        {
            Assert.InRange(table.PrimaryKey!.Columns.Sum(Bytes), 1, 900);
            Assert.All(table.Indexes, index => Assert.InRange(index.Columns.Sum(Bytes), 1, 1700));
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void No_table_or_column_is_a_reserved_word(string name)
    {
        string[] reserved = ["case", "user", "order", "key", "group", "table", "to", "from", "end", "index", "check", "column", "grant", "session_user", "current_user", "offset", "limit", "window", "primary", "references", "values", "file", "plan", "percent", "external", "public", "rule", "function", "trigger"];
        using var db = Db(name);
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
        {
            Assert.DoesNotContain(entity.GetTableName(), reserved);
            Assert.All(entity.GetProperties(), property => Assert.DoesNotContain(property.GetColumnName(), reserved));
        }
    }

    private static SignaalketenDb Db(string name) => name switch
    {
        "SQLite" => new SqliteDesign().CreateDbContext([]),
        "PostgreSQL" => new PostgresDesign().CreateDbContext([]),
        _ => new SqlServerDesign().CreateDbContext([]),
    };

    private static IEnumerable<ITable> Tables(SignaalketenDb db) => db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables;

    private static List<string> Shape(SignaalketenDb db) =>
    [
        .. Tables(db).SelectMany(table =>
            table.Columns.Select(column => $"{table.Name}.{column.Name}{(column.IsNullable ? "?" : "")}")
                .Concat(table.Indexes.Select(index => $"{table.Name} index {index.Name} on {string.Join(", ", index.Columns.Select(column => column.Name))}{(index.IsUnique ? " unique" : "")}"))
                .Concat(table.ForeignKeyConstraints.Select(key => $"{table.Name} to {key.PrincipalTable.Name}, {key.OnDeleteAction}"))
                .Append($"{table.Name} key {string.Join(", ", table.PrimaryKey!.Columns.Select(column => column.Name))}"))
            .Order(StringComparer.Ordinal),
    ];

    private static int Bytes(IColumn column) => column.StoreType switch
    {
        "bigint" => 8,
        "int" => 4,
        "bit" => 1,
        var text when text.StartsWith("nvarchar(", StringComparison.Ordinal) && text != "nvarchar(max)" => 2 * int.Parse(text["nvarchar(".Length..^1], System.Globalization.CultureInfo.InvariantCulture),
        var other => throw new InvalidOperationException($"{column.Table.Name}.{column.Name} is {other}, which has no place in an index."),
    };
}
