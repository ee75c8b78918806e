using Npgsql;
using Signaalketen.Chaos.Nodes;
using Signaalketen.Engine.Events;

namespace Signaalketen.Chaos.Audit;

/// <summary>Everything that tells what happened: the tables, what the server itself witnessed, and the journals of all processes.</summary>
internal sealed class Ledger
{
    public required IReadOnlyList<InstanceEntry> Instances { get; init; }

    public required ILookup<string, StepEntry> Steps { get; init; }

    public required IReadOnlyList<TaskEntry> Tasks { get; init; }

    public required IReadOnlyList<(string Instance, long Key, string Element, long DueAt)> Timers { get; init; }

    public required IReadOnlyList<(string Instance, long Key, string Element, string Name)> Subscriptions { get; init; }

    public required IReadOnlyList<(string Id, string Instance, long? Key, string Status)> Jobs { get; init; }

    public required IReadOnlyList<(string? Instance, long? Key, string Code)> OpenIncidents { get; init; }

    public required IReadOnlyList<(string Id, string Reference, string? Form)> Cases { get; init; }

    public required IReadOnlyList<MailEntry> Mails { get; init; }

    /// <summary>When the server wrote a step, by its own clock.</summary>
    public required ILookup<(string Instance, long Sequence), long> WrittenAt { get; init; }

    public required ILookup<string, (long Token, long At, long? OldUntil)> Leases { get; init; }

    public required IReadOnlyList<WitnessedJob> WitnessedJobs { get; init; }

    public required ILookup<(string Instance, long Key), (string Element, long DueAt, long At, bool Gone)> WitnessedTimers { get; init; }

    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>Rows that belong to a row that is not there.</summary>
    public required IReadOnlyList<string> Orphans { get; init; }

    public required IReadOnlyList<string[]> Journal { get; init; }

    /// <param name="connectionString">Of the database as the storm left it, or of a copy that somebody tampered with.</param>
    public static async Task<Ledger> Read(string connectionString, string folder)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return new()
        {
            Instances = await Rows(connection, "SELECT id, process_id, case_id, status, state_text, history_count, version FROM process_instance",
                row => new InstanceEntry(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6))),
            Steps = (await Rows(connection, "SELECT instance_id, sequence, happened_at, actor_id, events FROM history ORDER BY instance_id, sequence",
                row => new StepEntry(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), EventText.ReadAll(row.GetString(4))))).ToLookup(step => step.Instance),
            Tasks = await Rows(connection, "SELECT id, instance_id, task_key, element_id, status, performed_by_id, reference FROM user_task",
                row => new TaskEntry(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6))),
            Timers = await Rows(connection, "SELECT instance_id, timer_key, element_id, due_at FROM timer", row => (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3))),
            Subscriptions = await Rows(connection, "SELECT instance_id, subscription_key, element_id, name FROM subscription", row => (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3))),
            Jobs = await Rows(connection, "SELECT id, instance_id, job_key, status FROM job", row => (row.GetString(0), row.GetString(1), row.IsDBNull(2) ? (long?)null : row.GetInt64(2), row.GetString(3))),
            OpenIncidents = await Rows(connection, "SELECT instance_id, incident_key, code FROM incident WHERE cleared_at IS NULL",
                row => (row.IsDBNull(0) ? null : row.GetString(0), row.IsDBNull(1) ? (long?)null : row.GetInt64(1), row.GetString(2))),
            Cases = await Rows(connection, "SELECT id, reference, submission_key FROM case_file", row => (row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2))),
            Mails = await Rows(connection, "SELECT m.id, m.business_key, m.status, m.reference, m.mail_kind, a.email, m.task_id FROM outbox_mail m LEFT JOIN account a ON a.id = m.recipient_id",
                row => new MailEntry(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6))),
            WrittenAt = (await Rows(connection, "SELECT instance_id, sequence, at FROM witness.step", row => (Key: (row.GetString(0), row.GetInt64(1)), At: row.GetInt64(2)))).ToLookup(row => row.Key, row => row.At),
            Leases = (await Rows(connection, "SELECT job_id, token, at, old_until FROM witness.lease ORDER BY at",
                row => (Job: row.GetString(0), Lease: (row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? (long?)null : row.GetInt64(3))))).ToLookup(row => row.Job, row => row.Lease),
            WitnessedJobs = await Rows(connection, "SELECT id, instance_id, job_key, job_type, gone FROM witness.job",
                row => new WitnessedJob(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetString(3), row.GetBoolean(4))),
            WitnessedTimers = (await Rows(connection, "SELECT instance_id, timer_key, element_id, due_at, at, gone FROM witness.timer",
                row => (Key: (row.GetString(0), row.GetInt64(1)), Row: (row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetBoolean(5))))).ToLookup(row => row.Key, row => row.Row),
            Accounts = await Rows(connection, "SELECT email FROM account", row => row.GetString(0)),
            Orphans = await Rows(connection, OrphanRows, row => $"{row.GetString(0)} {row.GetString(1)} belongs to nothing"),
            Journal = [.. Nodes.Journal.ReadAll(folder)],
        };
    }

    private const string OrphanRows =
        """
        SELECT 'task', t.id FROM user_task t LEFT JOIN process_instance p ON p.id = t.instance_id WHERE p.id IS NULL
        UNION ALL SELECT 'timer', t.instance_id FROM timer t LEFT JOIN process_instance p ON p.id = t.instance_id WHERE p.id IS NULL
        UNION ALL SELECT 'job', t.id FROM job t LEFT JOIN process_instance p ON p.id = t.instance_id WHERE p.id IS NULL
        UNION ALL SELECT 'subscription', t.instance_id FROM subscription t LEFT JOIN process_instance p ON p.id = t.instance_id WHERE p.id IS NULL
        UNION ALL SELECT 'history', t.instance_id FROM history t LEFT JOIN process_instance p ON p.id = t.instance_id WHERE p.id IS NULL
        UNION ALL SELECT 'mail', m.id FROM outbox_mail m LEFT JOIN user_task t ON t.id = m.task_id WHERE m.task_id IS NOT NULL AND t.id IS NULL
        UNION ALL SELECT 'case without process', c.id FROM case_file c LEFT JOIN process_instance p ON p.case_id = c.id WHERE p.id IS NULL
        UNION ALL SELECT 'case without key', c.id FROM case_file c LEFT JOIN case_key k ON k.case_id = c.id WHERE k.case_id IS NULL
        UNION ALL SELECT 'process without case', p.id FROM process_instance p LEFT JOIN case_file c ON c.id = p.case_id WHERE c.id IS NULL
        UNION ALL SELECT 'key without case', k.case_id FROM case_key k LEFT JOIN case_file c ON c.id = k.case_id WHERE c.id IS NULL
        UNION ALL SELECT 'count of running processes', c.id FROM case_file c
            WHERE c.running <> (SELECT COUNT(*) FROM process_instance p WHERE p.case_id = c.id AND p.ended_at IS NULL) OR (c.running = 0) <> (c.closed_at IS NOT NULL)
        """;

    private static async Task<IReadOnlyList<T>> Rows<T>(NpgsqlConnection connection, string query, Func<NpgsqlDataReader, T> row)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(row(reader));
        return rows;
    }
}

internal sealed record InstanceEntry(string Id, string Process, string Case, string Status, string StateText, long HistoryCount, long Version);

internal sealed record StepEntry(string Instance, long Sequence, long HappenedAt, string Actor, IReadOnlyList<Event> Events);

internal sealed record TaskEntry(string Id, string Instance, long Key, string Element, string Status, string? Performer, string Reference);

internal sealed record MailEntry(string Id, string BusinessKey, string Status, string Reference, string Kind, string? Address, string? Task);

internal sealed record WitnessedJob(string Id, string Instance, long? Key, string Type, bool Gone);
