using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Persistence.Dialects.SqlServer;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

/// <summary>Every failure of a database has a name, a cause and a remedy.</summary>
public sealed class TroubleTests
{
    [Theory]
    [InlineData("28P01", DatabaseTrouble.WrongPassword)]
    [InlineData("3D000", DatabaseTrouble.UnknownDatabase)]
    [InlineData("53300", DatabaseTrouble.TooManyConnections)]
    [InlineData("53100", DatabaseTrouble.DiskFull)]
    [InlineData("57P01", DatabaseTrouble.LostConnection)]
    [InlineData("57P03", DatabaseTrouble.NotReady)]
    [InlineData("08006", DatabaseTrouble.LostConnection)]
    [InlineData("40P01", DatabaseTrouble.Deadlock)]
    [InlineData("40001", DatabaseTrouble.Serialization)]
    [InlineData("25006", DatabaseTrouble.ReadOnly)]
    [InlineData("42P01", DatabaseTrouble.OlderSchema)]
    [InlineData("XX001", DatabaseTrouble.Damaged)]
    [InlineData("22012", DatabaseTrouble.Other)]
    public void PostgreSQL_says_it_by_state(string state, DatabaseTrouble expected) => Assert.Equal(expected, PostgresTroubles.Of(state));

    [Theory]
    [InlineData(53, DatabaseTrouble.Unreachable)]
    [InlineData(18456, DatabaseTrouble.WrongPassword)]
    [InlineData(4060, DatabaseTrouble.UnknownDatabase)]
    [InlineData(1205, DatabaseTrouble.Deadlock)]
    [InlineData(3960, DatabaseTrouble.Serialization)]
    [InlineData(1105, DatabaseTrouble.DiskFull)]
    [InlineData(9002, DatabaseTrouble.DiskFull)]
    [InlineData(10054, DatabaseTrouble.LostConnection)]
    [InlineData(3906, DatabaseTrouble.ReadOnly)]
    [InlineData(208, DatabaseTrouble.OlderSchema)]
    [InlineData(824, DatabaseTrouble.Damaged)]
    [InlineData(8134, DatabaseTrouble.Other)]
    public void SQL_Server_says_it_by_number(int number, DatabaseTrouble expected) => Assert.Equal(expected, SqlServerTroubles.Of(number));

    [Theory]
    [InlineData(5, DatabaseTrouble.Busy)]
    [InlineData(8, DatabaseTrouble.ReadOnly)]
    [InlineData(10, DatabaseTrouble.Damaged)]
    [InlineData(11, DatabaseTrouble.Damaged)]
    [InlineData(13, DatabaseTrouble.DiskFull)]
    [InlineData(14, DatabaseTrouble.Unreachable)]
    [InlineData(21, DatabaseTrouble.Other)]
    public void SQLite_says_it_by_code(int code, DatabaseTrouble expected) => Assert.Equal(expected, SqliteTroubles.Of(code, "disk I/O error"));

    [Fact]
    public void Every_trouble_has_a_cause_and_a_remedy_of_its_own()
    {
        var reports = Enum.GetValues<DatabaseTrouble>().Select(TroubleReport.Of).ToList();
        Assert.All(reports, report => Assert.Matches("^[A-Z].{10,}\\.$", report.Cause));
        Assert.All(reports, report => Assert.Matches("^[A-Z].{10,}\\.$", report.Remedy));
        Assert.Equal(reports.Count, reports.Select(report => report.Cause).Distinct().Count());
        Assert.False(TroubleReport.Of(DatabaseTrouble.UnknownOutcome).Transient);
    }

    [Fact]
    public async Task A_SQLite_file_in_a_folder_that_is_not_there_is_unreachable()
    {
        var dialect = new SqliteDialect(Path.Combine(Path.GetTempPath(), "signaalketen-not-there", "a.db"));
        await Expect<SqliteException>(DatabaseTrouble.Unreachable, dialect, () => dialect.Open(CancellationToken.None));
    }

    [Fact]
    public async Task A_SQLite_file_that_is_no_database_is_damaged()
    {
        using var database = new TempDatabase(StoreKind.Sqlite, empty: true);
        var file = Path.Combine(database.Folder, "other.db");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("This is a letter, not a database. ", 500)));
        var dialect = new SqliteDialect(file);
        await Expect<SqliteException>(DatabaseTrouble.Damaged, dialect, () => new StepStore(dialect).Load("i", CancellationToken.None));
    }

    [Fact]
    public async Task A_full_SQLite_file_is_named_and_nothing_is_written()
    {
        using var database = new TempDatabase();
        await using var connection = await database.Dialect.Open(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA max_page_count = 1";
        await command.ExecuteNonQueryAsync();
        command.CommandText = "INSERT INTO settings (name, content, changed_at, changed_by) VALUES ('a', zeroblob(1000000), 0, 'b')";
        await Expect<SqliteException>(DatabaseTrouble.DiskFull, database.Dialect, () => command.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task A_SQLite_file_without_the_schema_is_older()
    {
        using var database = new TempDatabase(StoreKind.Sqlite, empty: true);
        await Expect<SqliteException>(DatabaseTrouble.OlderSchema, database.Dialect, () => database.Store.Load("i", CancellationToken.None));
    }

    [Fact]
    public async Task A_fault_that_EF_Core_wraps_is_named_too()
    {
        using var database = new TempDatabase(StoreKind.Sqlite, empty: true);
        await Expect<DbUpdateException>(DatabaseTrouble.OlderSchema, database.Dialect, () => database.Given(Rows.Case()));
    }

    internal static async Task Expect<T>(DatabaseTrouble expected, Dialect dialect, Func<Task> act)
        where T : Exception => Assert.Equal(expected, dialect.TroubleOf(await Assert.ThrowsAnyAsync<T>(act)));
}
