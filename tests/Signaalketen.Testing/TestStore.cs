using Microsoft.Data.Sqlite;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Persistence.Dialects.SqlServer;

namespace Signaalketen.Testing;

/// <summary>A database for one test: real, its own, and with the schema in place.</summary>
public abstract class TestStore : IDisposable
{
    /// <summary>For files of the test, and for the database if it is a file.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("signaalketen-").FullName;

    public abstract StoreKind Kind { get; }

    /// <summary>The settings under <c>Signaalketen:Database</c> that lead to it.</summary>
    public abstract IReadOnlyList<(string Key, string? Value)> Settings { get; }

    /// <summary>A new way in, as another node would have.</summary>
    public abstract Dialect Dialect();

    /// <param name="empty">Without the schema.</param>
    public static TestStore Make(StoreKind kind, bool empty = false) => kind switch
    {
        StoreKind.Postgres => new PostgresStore(empty),
        StoreKind.SqlServer => new SqlServerStore(empty),
        _ => new SqliteStore(empty),
    };

    public void Dispose()
    {
        Close();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Close();

    protected static void Migrate(Dialect dialect) => new SchemaUpgrade(dialect, TimeProvider.System).Run(CancellationToken.None).GetAwaiter().GetResult();

    private sealed class SqliteStore : TestStore
    {
        private const string Name = "signaalketen.db";

        // Made once: migrating takes longer than most tests.
        private static readonly Lazy<byte[]> Template = new(MakeTemplate);

        public SqliteStore(bool empty)
        {
            if (!empty)
                File.WriteAllBytes(Path.Combine(Folder, Name), Template.Value);
        }

        public override StoreKind Kind => StoreKind.Sqlite;

        public override IReadOnlyList<(string Key, string? Value)> Settings => [("Folder", Folder), ("File", Name)];

        public override Dialect Dialect() => new SqliteDialect(Path.Combine(Folder, Name));

        protected override void Close() => SqliteConnection.ClearAllPools();

        private static byte[] MakeTemplate()
        {
            using var first = new SqliteStore(empty: true);
            var dialect = first.Dialect();
            Migrate(dialect);
            dialect.ForgetErased(CancellationToken.None).GetAwaiter().GetResult();
            SqliteConnection.ClearAllPools();
            return File.ReadAllBytes(Path.Combine(first.Folder, Name));
        }
    }

    private sealed class PostgresStore : TestStore
    {
        private readonly string connectionString;

        private readonly bool reusable;

        public PostgresStore(bool empty)
        {
            connectionString = SharedPostgres.Take(empty);
            reusable = !empty;
        }

        public override StoreKind Kind => StoreKind.Postgres;

        public override IReadOnlyList<(string Key, string? Value)> Settings => [("Kind", "postgres"), ("ConnectionString", connectionString), ("Folder", Folder)];

        public override Dialect Dialect() => new PostgresDialect(connectionString);

        protected override void Close()
        {
            using (new PostgresDialect(connectionString))
            {
            }

            if (reusable)
                SharedPostgres.GiveBack(connectionString);
        }
    }

    private sealed class SqlServerStore : TestStore
    {
        private readonly string connectionString;

        public SqlServerStore(bool empty)
        {
            connectionString = SharedSqlServer.Make();
            if (!empty)
                Migrate(Dialect());
        }

        public override StoreKind Kind => StoreKind.SqlServer;

        public override IReadOnlyList<(string Key, string? Value)> Settings => [("Kind", "sqlserver"), ("ConnectionString", connectionString), ("Folder", Folder)];

        public override Dialect Dialect() => new SqlServerDialect(connectionString);

        protected override void Close() => SharedSqlServer.Drop(connectionString);
    }
}
