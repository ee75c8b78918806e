using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>The schema on PostgreSQL. Texts compare and sort by their bytes, whatever the language of the server.</summary>
public sealed class PostgresSignaalketenDb(DbContextOptions<PostgresSignaalketenDb> options) : SignaalketenDb(options)
{
    protected override string TextCollation => "C";
}

/// <summary>Lets <c>dotnet ef migrations add</c> build the model; it opens no database.</summary>
public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresSignaalketenDb>
{
    public PostgresSignaalketenDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresSignaalketenDb>().UseNpgsql("Host=localhost").Options);
}
