using Microsoft.Data.Sqlite;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Acceptance;

/// <summary>An independent look into the tables after the fact.</summary>
internal sealed class Books : IDisposable
{
    private readonly SqliteConnection connection;

    public Books(string folder)
    {
        connection = new($"Data Source={Path.Combine(folder, "signaalketen.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
    }

    /// <summary>Everything that contradicts "nothing lost, nothing twice".</summary>
    public IEnumerable<string> Contradictions()
    {
        foreach (var row in Rows("PRAGMA integrity_check"))
        {
            if (row[0] is not "ok")
                yield return $"integrity: {row[0]}";
        }

        foreach (var row in Rows("SELECT c.reference FROM case_file c LEFT JOIN process_instance p ON p.case_id = c.id WHERE p.id IS NULL"))
            yield return $"case {row[0]} has no process";
        foreach (var row in Rows("SELECT reference, running FROM case_file c WHERE running <> (SELECT COUNT(*) FROM process_instance p WHERE p.case_id = c.id AND p.ended_at IS NULL) OR (running = 0) <> (closed_at IS NOT NULL)"))
            yield return $"case {row[0]} counts {row[1]} processes that run";
        foreach (var row in Rows("SELECT reference, COUNT(*) FROM case_file GROUP BY reference HAVING COUNT(*) > 1"))
            yield return $"reference {row[0]} was given {row[1]} times";
        foreach (var row in Rows("SELECT instance_id, task_key, COUNT(*) FROM user_task GROUP BY instance_id, task_key HAVING COUNT(*) > 1"))
            yield return $"task {row[1]} of {row[0]} stands {row[2]} times";
        foreach (var row in Rows("SELECT business_key, COUNT(*) FROM outbox_mail GROUP BY business_key HAVING COUNT(*) > 1"))
            yield return $"mail {row[0]} stands {row[1]} times";
        foreach (var row in Rows("SELECT id, state_text, history_count FROM process_instance"))
        {
            foreach (var wrong in InInstance((string)row[0], (string)row[1], (long)row[2]))
                yield return wrong;
        }
    }

    public HashSet<string> References() => [.. Rows("SELECT reference FROM case_file").Select(row => (string)row[0])];

    /// <summary>The roles that have an open task for a case, in order of opening.</summary>
    public IReadOnlyList<string> RolesWithTasks(string reference) =>
    [
        .. Rows(
            "SELECT t.candidate_role FROM user_task t JOIN case_file c ON c.id = t.case_id WHERE c.reference = @reference AND t.closed_at IS NULL ORDER BY t.opened_at, t.task_key",
            ("@reference", reference)).Select(row => (string)row[0]).Distinct(),
    ];

    /// <summary>How many cases each form led to.</summary>
    public Dictionary<string, long> CasesPerForm() =>
        Rows("SELECT submission_key, COUNT(*) FROM case_file WHERE submission_key IS NOT NULL GROUP BY submission_key").ToDictionary(row => (string)row[0], row => (long)row[1]);

    public void Dispose() => connection.Dispose();

    private IEnumerable<string> InInstance(string id, string stateText, long count)
    {
        var steps = Rows("SELECT events FROM history WHERE instance_id = @id ORDER BY sequence", ("@id", id)).Select(row => EventText.ReadAll((string)row[0])).ToArray();
        if (steps.Length != count)
            yield return $"{id} has {steps.Length} steps, but counts {count}";
        if (StateText.Write(Evolve.Replay(steps.SelectMany(step => step))) != stateText)
            yield return $"the history of {id} does not replay to its state";
        var state = StateText.Read(stateText);
        var open = state.Elements.Where(entry => entry.Value.Pending == Pending.UserTask).Select(entry => entry.Key).ToHashSet();
        var rows = Rows("SELECT task_key FROM user_task WHERE instance_id = @id AND closed_at IS NULL", ("@id", id)).Select(row => (long)row[0]).ToHashSet();
        if (!open.SetEquals(rows))
            yield return $"{id} has other open tasks in its state than in the table";
        var waits = state.Waits.Where(entry => entry.Value.Kind is WaitKind.Timer or WaitKind.Rung).Select(entry => entry.Key).ToHashSet();
        var timers = Rows("SELECT timer_key FROM timer WHERE instance_id = @id", ("@id", id)).Select(row => (long)row[0]).ToHashSet();
        if (!waits.SetEquals(timers))
            yield return $"{id} has other timers in its state than in the table";
    }

    private List<object[]> Rows(string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
