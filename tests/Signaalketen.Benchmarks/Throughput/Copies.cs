using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>Fills a database with copies of one real instance: the same rows that carrying out each would have written, but all at once.</summary>
internal static class Copies
{
    // In the order that foreign keys ask for.
    private static readonly string[] Tables = ["case_file", "case_key", "process_instance", "history", "timer", "user_task"];

    /// <summary>Copies of an instance that waits for its timer.</summary>
    public static async Task Make(Rig rig, int count)
    {
        var key = (await rig.Get<DefinitionCache>().Newest(CancellationToken.None)).Set.Latest("waiting")!.Key;
        await rig.Get<CaseOpening>().Open(new(key, null, Variables.Empty, null, Actor.System("bench")), DateTimeOffset.UtcNow, CancellationToken.None);
        await OfLast(rig, "00c", count);
    }

    /// <summary>Copies of the instance that began last.</summary>
    /// <param name="prefix">Begins all their ids: before any that are given out now, as older ones are.</param>
    /// <param name="changed">Expressions for columns (<c>table.column</c>) that differ between copies; <c>n.i</c> counts them, <c>t</c> is the original.</param>
    public static async Task OfLast(Rig rig, string prefix, int count, IReadOnlyDictionary<string, string>? changed = null)
    {
        await using var db = rig.Dialect.CreateDb();
        var original = await db.ProcessInstances.AsNoTracking().OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id).FirstAsync();
        var (numbers, hex) = rig.Dialect is PostgresDialect
            ? ("generate_series(1::bigint, @count) AS n(i)", "lpad(to_hex({0}), 29, '0')")
            : ("(WITH RECURSIVE up(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < @count) SELECT i FROM up) AS n", "printf('%029x', {0})");
        string Id(string number) => $"'{prefix}' || " + string.Format(System.Globalization.CultureInfo.InvariantCulture, hex, number);
        var columns = db.Model.GetEntityTypes().Where(type => Tables.Contains(type.GetTableName()))
            .ToDictionary(type => type.GetTableName()!, type => type.GetProperties().Select(property => property.GetColumnName()).ToList(), StringComparer.Ordinal);
        await using var connection = await rig.Dialect.Open(CancellationToken.None);
        var indexes = await DropIndexes(connection);
        foreach (var table in Tables)
        {
            string Value(string column) => changed?.GetValueOrDefault($"{table}.{column}") ?? (table, column) switch
            {
                ("user_task", "id" or "reference") => Id("n.i * 100 + t.task_key"),
                ("case_file", "id" or "reference") or ("process_instance", "id") or (_, "case_id" or "instance_id") => Id("n.i"),
                (_, "state_text" or "events") => $"replace(t.{column}, '{original.Id}', {Id("n.i")})",
                _ => "t." + column,
            };
            var (key, one) = table switch
            {
                "case_file" => ("id", original.CaseId),
                "case_key" => ("case_id", original.CaseId),
                "process_instance" => ("id", original.Id),
                _ => ("instance_id", original.Id),
            };
            await Run(
                connection,
                $"INSERT INTO {table} ({string.Join(", ", columns[table])}) SELECT {string.Join(", ", columns[table].Select(Value))} FROM {table} t CROSS JOIN {numbers} WHERE t.{key} = '{one}'",
                count);
        }

        foreach (var index in indexes)
            await Run(connection, index);
        await Run(connection, connection is NpgsqlConnection ? "VACUUM ANALYZE" : "ANALYZE");
        if (connection is NpgsqlConnection)
            await Run(connection, "CHECKPOINT");
    }

    // Making an index of what is there is far quicker than keeping it at every row. The rows are copies of good ones, so that nothing needs checking.
    private static async Task<IReadOnlyList<string>> DropIndexes(DbConnection connection)
    {
        if (connection is not NpgsqlConnection)
            return [];
        var made = new List<string>();
        var names = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ({string.Join(", ", Tables.Select(table => $"'{table}'"))}) AND indexname NOT IN (SELECT conname FROM pg_constraint)";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                names.Add(reader.GetString(0));
                made.Add(reader.GetString(1));
            }
        }

        foreach (var statement in names.Select(name => $"DROP INDEX \"{name}\"").Concat(["SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'"]))
            await Run(connection, statement);
        return made;
    }

    private static async Task Run(DbConnection connection, string statement, int? count = null)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (statement, 3600);
        if (count is { } copies)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@count", copies);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
