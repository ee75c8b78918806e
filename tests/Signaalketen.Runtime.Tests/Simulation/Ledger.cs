using Signaalketen.Casework;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>Sees everything from outside, as no node can: who leased what, what was committed when, what left the house. Says at once what may never be.</summary>
public sealed class Ledger(World world)
{
    public sealed record Turn(SimulatedNode Node, string JobId, Leased Lease, bool InTime);

    public sealed record Leased(SimulatedNode Node, long Token, DateTimeOffset At, int Pauses);

    private readonly Dictionary<string, Leased> leases = [];
    private readonly Dictionary<(object?, object?), DateTimeOffset> due = [];
    private readonly HashSet<(object?, object?)> fired = [];
    private readonly List<Turn> working = [];

    public TimeSpan Length { get; } = TimeSpan.FromSeconds(60);

    public bool WorkInHand => working.Exists(turn => !turn.Node.Dead);

    /// <summary>Mails that the mail server took, by the id of their row.</summary>
    public Dictionary<string, int> Mails { get; } = [];

    public Dictionary<string, int> Visits { get; } = [];

    public void Accepted(string messageId, string to)
    {
        var id = messageId[1..messageId.IndexOf('@', StringComparison.Ordinal)];
        Mails[id] = Mails.GetValueOrDefault(id) + 1;
        if (to.Length == 0)
            world.Wrong("a mail left without an address");
    }

    public void Visited(string jobId) => Visits[jobId] = Visits.GetValueOrDefault(jobId) + 1;

    /// <summary>Whoever looked just now, leased what has a newer token than before.</summary>
    public void NoteLeases(SimulatedNode node)
    {
        foreach (var (id, token) in world.Stage.Query("SELECT id, lease_token FROM job UNION ALL SELECT id, lease_token FROM outbox_mail WHERE lease_until IS NOT NULL", row => (row.GetString(0), row.GetInt64(1))))
        {
            if (token > 0 && (!leases.TryGetValue(id, out var known) || known.Token < token))
                leases[id] = new(node, token, world.Clock.Now, node.Pauses);
        }
    }

    public Turn WorkBegins(SimulatedNode node, string jobId)
    {
        var lease = leases[jobId];
        foreach (var other in working.Where(turn => turn.JobId == jobId && turn.InTime && !turn.Node.Dead && turn.Node.Pauses == turn.Lease.Pauses))
            world.Wrong($"job {jobId} was taken from node {other.Node.Number}, which was alive and at work on it");
        var begun = new Turn(node, jobId, lease, lease.Node == node && node.Pauses == lease.Pauses && world.Clock.Now - lease.At < Length / 4);
        working.Add(begun);
        return begun;
    }

    public void WorkEnds(Turn turn) => working.Remove(turn);

    /// <param name="alone">Whether the rows are now as this very step left them: no other step went in the same transaction.</param>
    public void Committed(SimulatedNode node, IReadOnlyList<RowWrite> step, bool alone)
    {
        foreach (var write in step)
        {
            if (write.Sql.Contains("lease_token = @token", StringComparison.Ordinal) && write.WhenMissed == Missed.Lost)
                Answered(node, write);
            else if (Planting.Inserts(write, "timer"))
                due[Key(write, "instance_id", "timer_key")] = Instant(write, "due_at");
            else if (step.Count > 1 && write.WhenMissed == Missed.Lost && write.Sql.StartsWith("DELETE FROM timer", StringComparison.Ordinal))
                Fired(Key(write, "instance", "timer"));
            else if (write.Sql.Contains("start_trigger", StringComparison.Ordinal) && write.WhenMissed == Missed.Lost && Instant(write, "due") > world.Clock.Now)
                world.Wrong("a process was started before its time");
            else if (alone && Planting.Inserts(write, "user_task") && Planting.Value(write, "candidate_role") is Roles.CaseOwner)
                Told(step, write);
        }
    }

    private void Answered(SimulatedNode node, RowWrite write)
    {
        var id = (string)Planting.Value(write, "id")!;
        if (leases.TryGetValue(id, out var lease) && (lease.Node != node || lease.Token != (long)Planting.Value(write, "token")!))
            world.Wrong($"node {node.Number} answered for {id}, which node {lease.Node.Number} has: {write.Sql}");
    }

    private void Fired((object?, object?) timer)
    {
        if (due.TryGetValue(timer, out var at) && at > world.Clock.Now)
            world.Wrong($"timer {timer} fired at {world.Clock.Now:O}, but is due at {at:O}");
        if (!fired.Add(timer))
            world.Wrong($"timer {timer} fired twice");
    }

    // Whoever owns the case at the moment of the commit is told about its tasks, and nobody else.
    private void Told(IReadOnlyList<RowWrite> step, RowWrite task)
    {
        var told = step.Where(write => Planting.Inserts(write, "outbox_mail") && Equals(Planting.Value(write, "task_id"), Planting.Value(task, "id")))
            .Select(write => (string)Planting.Value(write, "recipient_id")!).Order(StringComparer.Ordinal).ToList();
        var owner = world.Stage.Query($"SELECT owner_id FROM case_file WHERE id = '{Planting.Value(task, "case_id")}'", row => row.IsDBNull(0) ? null : row.GetString(0), again: false)[0];
        var expected = owner is null ? world.Stage.People.Where(person => person.Has(Roles.CaseOwner)).Select(person => person.AccountId).Order(StringComparer.Ordinal).ToList() : [owner];
        if (!told.SequenceEqual(expected))
            world.Wrong($"{string.Join(", ", told)} heard of a task of a case of {owner ?? "nobody"}");
    }

    private static (object?, object?) Key(RowWrite write, string instance, string timer) => (Planting.Value(write, instance), Planting.Value(write, timer));

    private static DateTimeOffset Instant(RowWrite write, string name) => UtcTicks.Instant((long)Planting.Value(write, name)!);
}
