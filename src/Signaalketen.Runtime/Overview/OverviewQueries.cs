using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Overview;

/// <summary>Numbers for whoever steers the chain. No case can be reached from them.</summary>
public sealed class OverviewQueries(Dialect dialect, DefinitionCache definitions, TimeProvider clock)
{
    public async Task<ChainOverview> Read(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = dialect.CreateDb();
        var known = await definitions.Newest(ct);
        var open = await db.UserTasks.Where(task => task.Status == UserTaskStatus.Open)
            .GroupBy(task => new { task.DefinitionKey, task.ElementId, task.Name, task.CandidateRole })
            .Select(group => new { group.Key, Open = group.Count(), Late = group.Count(task => task.DueAt != null && task.DueAt < now), Oldest = group.Min(task => task.OpenedAt) })
            .ToListAsync(ct);
        var steps = open
            .Select(row => new StepCount(
                row.Key.DefinitionKey, known.Set.Find(row.Key.DefinitionKey)?.Name ?? row.Key.DefinitionKey, row.Key.ElementId, row.Key.Name, row.Key.CandidateRole,
                row.Open, row.Late, row.Oldest))
            .OrderByDescending(row => row.Late).ThenByDescending(row => row.Open).ThenBy(row => row.Name, StringComparer.Ordinal).ToList();
        return new(
            steps,
            new(
                await db.Cases.CountAsync(row => row.ClosedAt == null && row.ErasedAt == null, ct),
                await db.Cases.CountAsync(row => row.FrozenAt != null && row.ErasedAt == null, ct),
                await db.Cases.CountAsync(row => row.ClosedAt != null, ct),
                await db.Cases.CountAsync(row => row.ErasedAt != null, ct)),
            new(
                await db.OutboxMails.CountAsync(row => row.Status == MailStatus.Open, ct),
                await db.OutboxMails.CountAsync(row => row.Status == MailStatus.Failed || row.Status == MailStatus.Bounced, ct),
                await db.Jobs.CountAsync(row => row.Status == JobStatus.Open, ct),
                await db.Jobs.CountAsync(row => row.Status == JobStatus.Parked, ct),
                await db.Timers.CountAsync(row => row.DueAt <= now, ct)),
            await db.Incidents.CountAsync(row => row.ClearedAt == null, ct));
    }
}

/// <summary>The chain in numbers.</summary>
public sealed record ChainOverview(IReadOnlyList<StepCount> Steps, CaseCounts Cases, QueueCounts Queues, int OpenIncidents)
{
    public int OpenTasks => Steps.Sum(step => step.Open);

    public int LateTasks => Steps.Sum(step => step.Late);
}

/// <summary>How many tasks wait at one step of one version of a process.</summary>
public sealed record StepCount(
    string DefinitionKey, string ProcessName, string ElementId, string Name, string? CandidateRole, int Open, int Late, DateTimeOffset OldestOpenedAt);

public sealed record CaseCounts(int Open, int Frozen, int Closed, int Erased);

/// <param name="MailWaiting">Mails to send, tried or not.</param>
/// <param name="TimersDue">Timers past their time: more than a few means that the heartbeat stands still.</param>
public sealed record QueueCounts(int MailWaiting, int MailFailed, int JobsWaiting, int JobsParked, int TimersDue);
