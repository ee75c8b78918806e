using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

/// <summary>A real database of one test, with what the tests of this room use of it.</summary>
public sealed class TempDatabase : IDisposable
{
    private readonly TestStore store;

    public TempDatabase(StoreKind kind = StoreKind.Sqlite, bool empty = false)
    {
        store = TestStore.Make(kind, empty);
        Dialect = store.Dialect();
        Store = new(Dialect);
        Inserts = new(Dialect);
    }

    public StoreKind Kind => store.Kind;

    public string Folder => store.Folder;

    /// <summary>Of a server; none for a file.</summary>
    public string? ConnectionString => store.Settings.SingleOrDefault(pair => pair.Key == "ConnectionString").Value;

    public Dialect Dialect { get; }

    public StepStore Store { get; }

    public RowInserts Inserts { get; }

    /// <summary>A new way in, as another node would have.</summary>
    public Dialect AnotherNode() => store.Dialect();

    public async Task Given(params object[] rows)
    {
        await using var db = Dialect.CreateDb();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public void Dispose()
    {
        Store.Dispose();
        (Dialect as IDisposable)?.Dispose();
        store.Dispose();
    }
}
