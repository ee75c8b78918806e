using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Casework;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>A real database file on which one world after the other plays. Schema, processes and people are made once and stay.</summary>
public sealed class Stage : IDisposable
{
    private static readonly Lazy<(byte[] File, IReadOnlyList<Person> People, DefinitionSnapshot Definitions)> Template = new(MakeTemplate);

    // What a play leaves behind, children before parents. Definitions and accounts stay; start triggers are put back.
    private static readonly string[] Played =
    [
        "draft", "notification", "task_candidate", "user_task", "timer", "job", "subscription", "outbox_mail", "incident", "history", "process_instance",
        "case_field", "case_key", "case_conflict", "access_log", "disclosure", "case_file", "start_trigger", "accepted_request", "settings",
    ];

    private readonly string folder;
    private readonly SqliteConnection observer;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    public Stage()
    {
        folder = MakeFolder();
        File.WriteAllBytes(Path.Combine(folder, Name), Template.Value.File);
        Text = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, Name), ForeignKeys = true, Pooling = true }.ToString();
        Options = new DbContextOptionsBuilder<SimulatedDb>().UseSqlite(Text).Options;
        Configuration = Settings(folder);
        observer = new(Text);
        observer.Open();
        Run("PRAGMA synchronous = OFF; CREATE TEMP TABLE first_triggers AS SELECT * FROM start_trigger");
    }

    private const string Name = "world.db";

    public string DatabaseFile => Path.Combine(folder, Name);

    /// <summary>How to connect.</summary>
    public string Text { get; }

    public DbContextOptions<SimulatedDb> Options { get; }

    public IConfiguration Configuration { get; }

    public IReadOnlyList<Person> People => Template.Value.People;

    /// <summary>The processes, read once for all worlds: they never change.</summary>
    public DefinitionSnapshot Definitions => Template.Value.Definitions;

    /// <summary>As if nothing had ever been played.</summary>
    public void Clear() =>
        Run("BEGIN IMMEDIATE;" + string.Concat(Played.Select(table => $"DELETE FROM {table};")) + "INSERT INTO start_trigger SELECT * FROM first_triggers; COMMIT");

    /// <param name="now">For <c>@now</c>, in ticks.</param>
    /// <param name="again">Whether the same is asked again and again: then it is prepared once. False for a question that names a row.</param>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, long now = 0, bool again = true)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = observer.CreateCommand();
            command.CommandText = sql;
            if (sql.Contains("@now", StringComparison.Ordinal))
                command.Parameters.AddWithValue("@now", now);
            if (again)
                prepared.Add(sql, command);
        }

        if (command.Parameters.Count > 0)
            command.Parameters[0].Value = now;
        using var once = again ? null : command;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>One number for every value of every row.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in Played)
        {
            foreach (var line in Query($"SELECT * FROM {table}", Line).Order(StringComparer.Ordinal))
                hash.AppendData(Encoding.UTF8.GetBytes($"{table} {line}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        observer.Dispose();
        using (var pooled = new SqliteConnection(Text))
            SqliteConnection.ClearPool(pooled);
        Directory.Delete(folder, recursive: true);
    }

    private static string Line(SqliteDataReader reader)
    {
        var line = new StringBuilder();
        for (var column = 0; column < reader.FieldCount; column++)
            line.Append(reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column)).Append('|');
        return line.ToString();
    }

    private void Run(string sql)
    {
        using var command = observer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // In memory where the machine has a file system there: nothing of a world needs to outlive it.
    private static string MakeFolder()
    {
        const string memory = "/dev/shm";
        return Directory.CreateDirectory(Path.Combine(Directory.Exists(memory) ? memory : Path.GetTempPath(), "signaalketen-world-" + Path.GetRandomFileName())).FullName;
    }

    private static IConfiguration Settings(string folder) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Signaalketen:Mode"] = "demo",
        ["Signaalketen:Database:Folder"] = folder,
        ["Signaalketen:Database:File"] = Name,
        ["Signaalketen:Vault:Key"] = Convert.ToBase64String(SHA256.HashData("simulated"u8)),
        ["Signaalketen:Pumps:SideBySide"] = "3",
        ["Signaalketen:Pumps:Batch"] = "8",
    }).Build();

    private static (byte[] File, IReadOnlyList<Person> People, DefinitionSnapshot Definitions) MakeTemplate()
    {
        var folder = MakeFolder();
        try
        {
            var collection = new ServiceCollection();
            collection.AddLogging();
            collection.AddSingleton<TimeProvider>(new MachineClock(new WorldClock(), TimeSpan.Zero));
            collection.AddSingleton<Identities>(new SimulatedIdentities(new Dice(0)));
            collection.AddSignaalketenRuntime(Settings(folder), heartbeat: false);
            using var services = collection.BuildServiceProvider();
            var people = Furnish(services).GetAwaiter().GetResult();
            var definitions = services.GetRequiredService<DefinitionCache>().Newest(CancellationToken.None).GetAwaiter().GetResult();
            services.GetRequiredService<Dialect>().ForgetErased(CancellationToken.None).GetAwaiter().GetResult();
            var file = Path.Combine(folder, Name);
            return (File.ReadAllBytes(file), people, definitions);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Person>> Furnish(ServiceProvider services)
    {
        await services.GetRequiredService<StartUp>().Prepare(CancellationToken.None);
        foreach (var (xml, forms) in WorldModels.All)
        {
            var deployed = await services.GetRequiredService<Deployments.Deployments>().Deploy("world", xml, forms, Actor.System("world"), CancellationToken.None);
            if (deployed.Problems.Count > 0)
                throw new InvalidOperationException(string.Join('\n', deployed.Problems.Select(problem => $"{problem.Rule} {problem.Element}: {problem.Message}")));
        }

        var people = new List<Person>();
        foreach (var (name, role) in WorldModels.People)
            people.Add(await services.GetRequiredService<Accounts>().Create(new(name, $"Collega {name}", $"{name}@werk.example", [role]), CancellationToken.None));
        return people;
    }
}

/// <summary>The schema, with a seam where a reading ends.</summary>
public sealed class SimulatedDb(DbContextOptions<SimulatedDb> options) : SignaalketenDb(options)
{
    public SimulatedNode? Node { get; init; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Node is { } node)
            await node.Pass("read");
    }
}
