using Microsoft.Data.Sqlite;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Tests;

/// <summary>A real SQLite file in a folder of its own, with the schema in place.</summary>
public sealed class TempDatabase : IDisposable
{
    public TempDatabase()
    {
        Folder = Directory.CreateTempSubdirectory("signaalketen-").FullName;
        Dialect = new(Path.Combine(Folder, "test.db"));
        new SchemaUpgrade(Dialect, TimeProvider.System).Run(CancellationToken.None).GetAwaiter().GetResult();
        Store = new(Dialect);
        Inserts = new(Dialect);
    }

    public string Folder { get; }

    public SqliteDialect Dialect { get; }

    public StepStore Store { get; }

    public RowInserts Inserts { get; }

    public void Dispose()
    {
        Store.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
