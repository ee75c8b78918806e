using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Signaalketen.Persistence.Dialects;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>
/// The least that any engine must write for the chain, and nothing else: no engine, no reading, no case; each step one prepared batch and
/// one durable commit, in tables with no more than a key and the one index that its question needs.
/// </summary>
internal sealed class Limit : IAsyncDisposable
{
    private static readonly string[] Tables =
    [
        "DROP TABLE IF EXISTS limit_instance", "DROP TABLE IF EXISTS limit_history", "DROP TABLE IF EXISTS limit_task", "DROP TABLE IF EXISTS limit_timer",
        "CREATE TABLE limit_instance (id varchar(32) PRIMARY KEY, state text NOT NULL, version bigint NOT NULL, status varchar(10) NOT NULL)",
        "CREATE TABLE limit_history (instance_id varchar(32) NOT NULL, sequence bigint NOT NULL, happened_at bigint NOT NULL, actor varchar(40) NOT NULL, events text NOT NULL, PRIMARY KEY (instance_id, sequence))",
        "CREATE TABLE limit_task (instance_id varchar(32) NOT NULL, task_key bigint NOT NULL, element varchar(40) NOT NULL, role varchar(40) NOT NULL, status varchar(10) NOT NULL, opened_at bigint NOT NULL, closed_at bigint, PRIMARY KEY (instance_id, task_key))",
        "CREATE INDEX limit_task_open ON limit_task (role, opened_at) WHERE status = 'Open'",
        "CREATE TABLE limit_timer (instance_id varchar(32) NOT NULL, timer_key bigint NOT NULL, element varchar(40) NOT NULL, due_at bigint NOT NULL, PRIMARY KEY (instance_id, timer_key))",
        "CREATE INDEX limit_timer_due ON limit_timer (due_at)",
    ];

    private const string InsertInstance = "INSERT INTO limit_instance (id, state, version, status) VALUES (@id, @state, 1, 'Active')";
    private const string Advance = "UPDATE limit_instance SET state = @state, version = version + 1 WHERE id = @id AND version = @version";
    private const string History = "INSERT INTO limit_history (instance_id, sequence, happened_at, actor, events) VALUES (@id, @sequence, @now, 'bench', @events)";
    private const string OpenTask = "INSERT INTO limit_task (instance_id, task_key, element, role, status, opened_at) VALUES (@id, @task, @element, @role, 'Open', @now)";
    private const string CloseTask = "UPDATE limit_task SET status = 'Done', closed_at = @now WHERE instance_id = @id AND task_key = @task";
    private const string SetTimer = "INSERT INTO limit_timer (instance_id, timer_key, element, due_at) VALUES (@id, @timer, @element, @due)";
    private const string DropTimer = "DELETE FROM limit_timer WHERE instance_id = @id AND timer_key = @timer";

    private readonly Dialect dialect;
    private readonly List<DbConnection> connections = [];
    private readonly List<Dictionary<string, SqliteCommand>> prepared = [];

    // SQLite has one writer: clients wait for each other as they would for its lock.
    private readonly SemaphoreSlim writer = new(1, 1);
    private readonly IReadOnlyList<(string State, string Events)> texts;

    private Limit(Dialect dialect, IReadOnlyList<(string State, string Events)> texts)
    {
        this.dialect = dialect;
        this.texts = texts;
    }

    /// <param name="texts">State and events of the chain's steps as the engine really writes them.</param>
    public static async Task<Limit> Make(Dialect dialect, int clients, IReadOnlyList<(string State, string Events)> texts)
    {
        var limit = new Limit(dialect, texts);
        for (var client = 0; client < clients; client++)
        {
            limit.connections.Add(await dialect.Open(CancellationToken.None));
            limit.prepared.Add(new(StringComparer.Ordinal));
        }

        foreach (var statement in Tables)
        {
            await using var command = limit.connections[0].CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }

        return limit;
    }

    public async Task<int> Run(int client, Action<long> completed)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var due = DateTimeOffset.UtcNow.AddDays(3).UtcTicks;
        await Step(client, [(InsertInstance, [("id", id), ("state", texts[0].State)]), Happened(id, 1), Open(id, 1, "A", "meldpunt")]);
        await Timed(client, completed, [Moved(id, 1), Happened(id, 2), Close(id, 1), Open(id, 2, "B", "beoordelaar"), Timer(id, 1, "bt", due)]);
        await Timed(client, completed,
            [Moved(id, 2), Happened(id, 3), Close(id, 2), Drop(id, 1), Open(id, 3, "C1", "team1"), Open(id, 4, "C2", "team2"), Timer(id, 2, "e1", due), Timer(id, 3, "e2", due)]);
        await Timed(client, completed, [Moved(id, 3), Happened(id, 4), Close(id, 3), Drop(id, 2)]);
        await Timed(client, completed, [Moved(id, 4), Happened(id, 5), Close(id, 4), Drop(id, 3), Open(id, 5, "D", "meldpunt")]);
        await Timed(client, completed, [Moved(id, 5), Happened(id, 6), Close(id, 5)]);
        return ChainClient.Steps;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.SelectMany(one => one.Values))
            await command.DisposeAsync();
        foreach (var connection in connections)
            await connection.DisposeAsync();
        writer.Dispose();
    }

    private (string, (string, object)[]) Moved(string id, int version) => (Advance, [("state", texts[version].State), ("id", id), ("version", (long)version)]);

    private (string, (string, object)[]) Happened(string id, int sequence) =>
        (History, [("id", id), ("sequence", (long)sequence), ("now", DateTimeOffset.UtcNow.UtcTicks), ("events", texts[sequence - 1].Events)]);

    private static (string, (string, object)[]) Open(string id, long task, string element, string role) =>
        (OpenTask, [("id", id), ("task", task), ("element", element), ("role", role), ("now", DateTimeOffset.UtcNow.UtcTicks)]);

    private static (string, (string, object)[]) Close(string id, long task) => (CloseTask, [("now", DateTimeOffset.UtcNow.UtcTicks), ("id", id), ("task", task)]);

    private static (string, (string, object)[]) Timer(string id, long timer, string element, long due) =>
        (SetTimer, [("id", id), ("timer", timer), ("element", element), ("due", due)]);

    private static (string, (string, object)[]) Drop(string id, long timer) => (DropTimer, [("id", id), ("timer", timer)]);

    private async Task Timed(int client, Action<long> completed, (string Sql, (string Name, object Value)[] Values)[] writes)
    {
        var begun = Stopwatch.GetTimestamp();
        await Step(client, writes);
        completed(Stopwatch.GetTimestamp() - begun);
    }

    private Task Step(int client, (string Sql, (string Name, object Value)[] Values)[] writes) =>
        connections[client] is NpgsqlConnection server ? Batch(server, writes) : OneByOne(client, writes);

    private static async Task Batch(NpgsqlConnection connection, (string Sql, (string Name, object Value)[] Values)[] writes)
    {
        await using var batch = connection.CreateBatch();
        foreach (var (sql, values) in writes)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values)
                ((NpgsqlBatchCommand)command).Parameters.AddWithValue(name, value);
            batch.BatchCommands.Add((NpgsqlBatchCommand)command);
        }

        await batch.ExecuteNonQueryAsync();
    }

    private async Task OneByOne(int client, (string Sql, (string Name, object Value)[] Values)[] writes)
    {
        await writer.WaitAsync();
        try
        {
            Touch(client, "BEGIN IMMEDIATE", []);
            foreach (var (sql, values) in writes)
                Touch(client, sql, values);
            Touch(client, "COMMIT", []);
        }
        finally
        {
            writer.Release();
        }
    }

    private void Touch(int client, string sql, (string Name, object Value)[] values)
    {
        if (!prepared[client].TryGetValue(sql, out var command))
        {
            command = ((SqliteConnection)connections[client]).CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values)
                command.Parameters.AddWithValue("@" + name, value);
            prepared[client].Add(sql, command);
        }

        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index].Value;
        command.ExecuteNonQuery();
    }
}
