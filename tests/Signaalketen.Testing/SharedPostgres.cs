using System.Collections.Concurrent;
using Npgsql;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects.Postgres;

namespace Signaalketen.Testing;

/// <summary>The one server of a test run. It starts with the first test that needs it and ends with the run.</summary>
public static class SharedPostgres
{
    private const string Template = "signaalketen_template";

    private static readonly Lazy<PostgresCluster> Running = new(Launch);

    // Deleting the few rows of a test takes a tenth of the time that a new database takes.
    private const string Clear =
        """
        SET session_replication_role = replica; SET lock_timeout = '2s';
        DO $$ DECLARE one name; BEGIN
          FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory' LOOP
            EXECUTE format('DELETE FROM %I', one);
          END LOOP;
        END $$
        """;

    private static readonly ConcurrentBag<string> Cleared = [];

    private static int made;

    public static PostgresCluster Cluster => Running.Value;

    /// <summary>A database without rows.</summary>
    /// <param name="empty">Without the schema as well.</param>
    /// <returns>Its connection string.</returns>
    public static string Take(bool empty = false)
    {
        if (!empty && Cleared.TryTake(out var used))
            return Cluster.ConnectionString(used);
        var name = $"test_{Interlocked.Increment(ref made)}";
        Cluster.Run($"CREATE DATABASE {name} TEMPLATE {(empty ? "template0" : Template)}").GetAwaiter().GetResult();
        return Cluster.ConnectionString(name);
    }

    /// <summary>Makes it ready for the next test. One that something still holds on to is left: it goes with the server.</summary>
    public static void GiveBack(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        try
        {
            Cluster.Run(Clear, name).GetAwaiter().GetResult();
            Cleared.Add(name);
        }
        catch (PostgresException)
        {
            // Locked, or no longer the schema it was.
        }
    }

    private static PostgresCluster Launch()
    {
        var cluster = PostgresCluster.Launch();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose();
        cluster.Run($"CREATE DATABASE {Template}").GetAwaiter().GetResult();
        using var dialect = new PostgresDialect(cluster.ConnectionString(Template));
        new SchemaUpgrade(dialect, TimeProvider.System).Run(CancellationToken.None).GetAwaiter().GetResult();
        return cluster;
    }
}
