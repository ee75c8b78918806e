using System.Data.Common;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>Fills a database with copies of one real instance that waits for its timer: the same rows that starting each would have written, but all at once.</summary>
internal static class Copies
{
    public static async Task Make(Rig rig, int count)
    {
        var key = (await rig.Get<DefinitionCache>().Newest(CancellationToken.None)).Set.Latest("waiting")!.Key;
        var opened = await rig.Get<CaseOpening>().Open(new(key, null, Variables.Empty, null, Actor.System("bench")), DateTimeOffset.UtcNow, CancellationToken.None);
        var (numbers, id) = rig.Dialect is PostgresDialect
            ? ("generate_series(1, @count) AS n(i)", "lpad(to_hex(n.i), 32, '0')")
            : ("(WITH RECURSIVE up(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < @count) SELECT i FROM up) AS n", "printf('%032x', n.i)");
        await using var connection = await rig.Dialect.Open(CancellationToken.None);
        foreach (var (table, columns, changed) in new[]
        {
            ("case_file", "received_at, version", new[] { ("id", id), ("reference", id) }),
            ("process_instance", "definition_key, process_id, version, history_count, status, started_at",
                [("id", id), ("case_id", id), ("state_text", $"replace(t.state_text, '{opened.InstanceId}', {id})")]),
            ("history", "sequence, happened_at, actor_id", [("instance_id", id), ("events", $"replace(t.events, '{opened.InstanceId}', {id})")]),
            ("timer", "timer_key, element_id, due_at, try_at, attempts", [("instance_id", id)]),
        })
        {
            var one = table is "case_file" or "process_instance" ? "id" : "instance_id";
            var original = table == "case_file" ? opened.CaseId : opened.InstanceId;
            var select = string.Join(", ", columns.Split(", ").Select(column => "t." + column).Concat(changed.Select(pair => pair.Item2)));
            await Run(connection, $"INSERT INTO {table} ({columns}, {string.Join(", ", changed.Select(pair => pair.Item1))}) SELECT {select} FROM {table} t CROSS JOIN {numbers} WHERE t.{one} = '{original}'", count);
        }

        await Run(connection, "ANALYZE", null);
    }

    private static async Task Run(DbConnection connection, string statement, int? count)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (statement, 600);
        if (count is { } copies)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@count", copies);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
