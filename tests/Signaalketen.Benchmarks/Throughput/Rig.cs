using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Runtime.Hosting;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>A node without its loops, over an empty database of its own, with the benchmark chain published.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signaalketen-bench-").FullName;
    private readonly ServiceProvider services;

    private Rig(string database, string? connectionString)
    {
        Dialect = database switch
        {
            "sqlite" => new SqliteDialect(Path.Combine(folder, "bench.db")),
            "postgres" => new PostgresDialect(connectionString ?? throw new ArgumentException("Name a PostgreSQL server with --connection.")),
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
        await rig.Get<StartUp>().Prepare(CancellationToken.None);
        var deployed = await rig.Get<Deployments>().Deploy("chain.bpmn", Chain(), new Dictionary<string, string>(), Actor.System("bench"), CancellationToken.None);
        return deployed.Problems.Count == 0 ? rig : throw new InvalidOperationException(deployed.Problems[0].Message);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string Chain()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Signaalketen.Benchmarks.chain.bpmn")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
