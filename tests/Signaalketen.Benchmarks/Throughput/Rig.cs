using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Testing;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>A node without its loops, over an empty database of its own, with the benchmark models published.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signaalketen-bench-").FullName;
    private readonly ServiceProvider services;
    private readonly PostgresCluster? server;
    private int? serverProcess;

    private Rig(string database, string? connectionString)
    {
        if (database == "postgres" && connectionString is null)
        {
            // A server of its own, with all safety on, that goes when we end; its memory is set as deploy/README.md advises.
            server = PostgresCluster.Launch("shared_buffers = 1GB", "max_wal_size = 8GB");
            server.Run("CREATE DATABASE bench").GetAwaiter().GetResult();
            connectionString = server.ConnectionString("bench");
        }

        Dialect = database switch
        {
            "sqlite" => new SqliteDialect(Path.Combine(folder, "bench.db")),
            "postgres" => new PostgresDialect(connectionString!),
            _ => throw new ArgumentException($"Unknown database '{database}': sqlite or postgres."),
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Signaalketen:Mode", "demo"), new("Signaalketen:Database:Folder", folder)]).Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSignaalketenRuntime(configuration, heartbeat: false);
        collection.AddSingleton(Dialect);
        services = collection.BuildServiceProvider();
    }

    public Dialect Dialect { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<Rig> Make(string database, string? connectionString)
    {
        var rig = new Rig(database, connectionString);
        if (rig.server is not null)
        {
            await using var connection = await rig.Dialect.Open(CancellationToken.None);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT pg_backend_pid()";
            rig.serverProcess = ProcessorTime.ParentOf((int)(await command.ExecuteScalarAsync())!);
        }

        await rig.Get<StartUp>().Prepare(CancellationToken.None);
        foreach (var model in new[] { "chain.bpmn", "waiting.bpmn" })
        {
            var deployed = await rig.Get<Deployments>().Deploy(model, Text(model), new Dictionary<string, string>(), Actor.System("bench"), CancellationToken.None);
            if (deployed.Problems.Count > 0)
                throw new InvalidOperationException(deployed.Problems[0].Message);
        }

        return rig;
    }

    /// <summary>Seconds of processor time that the database server used so far; 0 where there is none beside us.</summary>
    public double ServerCpu()
    {
        if (serverProcess is not { } postmaster)
            return 0;
        // Of its children that ended it keeps the time itself.
        return ProcessorTime.Of(postmaster, withEnded: true) + ProcessorTime.ChildrenOf(postmaster).Sum(child => ProcessorTime.Of(child, withEnded: false));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Text(string model)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Signaalketen.Benchmarks." + model)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
