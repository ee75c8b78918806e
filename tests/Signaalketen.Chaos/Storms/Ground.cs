using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Signaalketen.Casework;
using Signaalketen.Chaos.Nodes;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.People;
using Signaalketen.Testing;

namespace Signaalketen.Chaos.Storms;

/// <summary>What a storm rages over: a database server of its own, one database with the model and the people, a folder for journals.</summary>
internal sealed class Ground : IDisposable
{
    /// <summary>People at the nodes, one each.</summary>
    public static readonly string[] People = ["anna", "bram", "carla"];

    /// <summary>The database that the nodes use.</summary>
    public const string Database = "chaos";

    // The server's own word on what happened when. Nodes know nothing of it.
    private const string Witness =
        """
        CREATE SCHEMA witness;
        CREATE TABLE witness.step (instance_id text, sequence bigint, at bigint);
        CREATE TABLE witness.lease (job_id text, token bigint, at bigint, old_until bigint);
        CREATE TABLE witness.job (id text, instance_id text, job_key bigint, job_type text, at bigint, gone bool);
        CREATE TABLE witness.timer (instance_id text, timer_key bigint, element_id text, due_at bigint, at bigint, gone bool);
        CREATE FUNCTION witness.ticks() RETURNS bigint LANGUAGE sql AS $$ SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000 $$;
        CREATE FUNCTION witness.on_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO witness.step VALUES (NEW.instance_id, NEW.sequence, witness.ticks()); RETURN NULL; END $$;
        CREATE FUNCTION witness.on_lease() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO witness.lease VALUES (NEW.id, NEW.lease_token, witness.ticks(), OLD.lease_until); RETURN NULL; END $$;
        CREATE FUNCTION witness.on_job() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE r job%ROWTYPE; BEGIN r := COALESCE(NEW, OLD); INSERT INTO witness.job VALUES (r.id, r.instance_id, r.job_key, r.job_type, witness.ticks(), TG_OP = 'DELETE'); RETURN NULL; END $$;
        CREATE FUNCTION witness.on_timer() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE r timer%ROWTYPE; BEGIN r := COALESCE(NEW, OLD); INSERT INTO witness.timer VALUES (r.instance_id, r.timer_key, r.element_id, r.due_at, witness.ticks(), TG_OP = 'DELETE'); RETURN NULL; END $$;
        CREATE TRIGGER witness_step AFTER INSERT ON history FOR EACH ROW EXECUTE FUNCTION witness.on_step();
        CREATE TRIGGER witness_lease AFTER UPDATE ON job FOR EACH ROW WHEN (NEW.lease_token <> OLD.lease_token) EXECUTE FUNCTION witness.on_lease();
        CREATE TRIGGER witness_job AFTER INSERT OR DELETE ON job FOR EACH ROW EXECUTE FUNCTION witness.on_job();
        CREATE TRIGGER witness_timer AFTER INSERT OR DELETE ON timer FOR EACH ROW EXECUTE FUNCTION witness.on_timer();
        """;

    private readonly ServiceProvider services;

    private Ground(PostgresCluster cluster, ServiceProvider services, string folder)
    {
        Cluster = cluster;
        this.services = services;
        Folder = folder;
    }

    public PostgresCluster Cluster { get; }

    public string Folder { get; }

    public IServiceProvider Services => services;

    public static async Task<Ground> Lay(params string[] models)
    {
        var folder = Directory.CreateTempSubdirectory("signaalketen-").FullName;
        var cluster = PostgresCluster.Launch();
        await cluster.Run($"CREATE DATABASE {Database}");
        var collection = new ServiceCollection();
        collection.AddLogging();
        NodeProgram.AddRuntime(collection, Settings(cluster, folder, "ground", People[0], TimeSpan.Zero), heartbeat: false);
        var services = collection.BuildServiceProvider();
        var ground = new Ground(cluster, services, folder);
        await services.GetRequiredService<StartUp>().Prepare(CancellationToken.None);
        foreach (var name in People)
            await services.GetRequiredService<Accounts>().Create(new(name, $"Collega {name}", $"{name}@werk.example", [Roles.IntakeDesk]), CancellationToken.None);
        foreach (var model in models)
        {
            var deployed = await services.GetRequiredService<Deployments>().Deploy("chaos.bpmn", model, new Dictionary<string, string>(), Actor.System("test"), CancellationToken.None);
            Assert.True(deployed.Deployed, string.Join(Environment.NewLine, deployed.Problems.Select(problem => problem.Message)));
        }

        await cluster.Run(Witness, Database);
        return ground;
    }

    public NodeSettings Settings(string name, string account, TimeSpan clockOffset) => Settings(Cluster, Folder, name, account, clockOffset);

    /// <summary>One number from the database, asked over a connection that nothing else uses.</summary>
    public async Task<long> Number(string query)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Cluster.ConnectionString(Database)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Lets go of the database, so that it can be copied.</summary>
    public void LetGo() => NpgsqlConnection.ClearAllPools();

    public void Dispose()
    {
        services.Dispose();
        NpgsqlConnection.ClearAllPools();
        Cluster.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    // In a storm the innocent are begun often without an answer: only the test of poison counts those as the product does.
    private static NodeSettings Settings(PostgresCluster cluster, string folder, string name, string account, TimeSpan clockOffset) =>
        new(name, folder, cluster.ConnectionString(Database), account, TimeSpan.FromSeconds(2), clockOffset, Attempts: 100, Losses: 100, Users: true);
}
