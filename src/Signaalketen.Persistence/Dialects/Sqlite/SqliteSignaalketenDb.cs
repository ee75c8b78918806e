using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Signaalketen.Persistence.Dialects.Sqlite;

/// <summary>The schema on SQLite. A type of its own, so that each database has its own migrations and snapshot.</summary>
public sealed class SqliteSignaalketenDb(DbContextOptions<SqliteSignaalketenDb> options) : SignaalketenDb(options);

/// <summary>Lets <c>dotnet ef migrations add</c> build the model; it opens no database.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteSignaalketenDb>
{
    public SqliteSignaalketenDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteSignaalketenDb>().UseSqlite("Data Source=:memory:").Options);
}
