using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Signaalketen.Persistence.Dialects.SqlServer;

/// <summary>The schema on SQL Server. Its usual collation takes 'a' and 'A' for the same text; ours compares by code point.</summary>
public sealed class SqlServerSignaalketenDb(DbContextOptions<SqlServerSignaalketenDb> options) : SignaalketenDb(options)
{
    protected override string TextCollation => "Latin1_General_100_BIN2";
}

/// <summary>Lets <c>dotnet ef migrations add</c> build the model; it opens no database.</summary>
public sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerSignaalketenDb>
{
    public SqlServerSignaalketenDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerSignaalketenDb>().UseSqlServer("Server=localhost").Options);
}
