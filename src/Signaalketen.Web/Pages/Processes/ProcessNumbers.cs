using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Web.Pages.Processes;

/// <summary>Open work of one step.</summary>
public sealed record StepCount(string DefinitionKey, string ElementId, string Name, string? CandidateRole, int Open, int Late, int Unassigned, DateTimeOffset? EarliestDue);

/// <summary>Something that stopped and waits for a person.</summary>
public sealed record StuckPlace(string Id, string Code, string Message, string? ElementId, string? CaseReference, DateTimeOffset RaisedAt);

/// <summary>One published version of a process.</summary>
public sealed record PublishedVersion(string DefinitionKey, string ProcessId, int Version, string Name, DateTimeOffset DeployedAt, string DeployedBy, int Running);

/// <summary>Counts for whoever steers on numbers. No name, no field and no answer of a case passes through here.</summary>
public sealed class ProcessNumbers(SignaalketenDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<StepCount>> Steps(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tasks = await db.UserTasks.AsNoTracking()
            .Where(task => task.Status == UserTaskStatus.Open)
            .Select(task => new { task.DefinitionKey, task.ElementId, task.Name, task.CandidateRole, task.DueAt, task.AssigneeId })
            .ToListAsync(ct);
        return [.. tasks
            .GroupBy(task => (task.DefinitionKey, task.ElementId, task.Name, task.CandidateRole))
            .Select(step => new StepCount(
                step.Key.DefinitionKey, step.Key.ElementId, step.Key.Name, step.Key.CandidateRole,
                step.Count(), step.Count(task => task.DueAt < now), step.Count(task => task.AssigneeId is null), step.Min(task => task.DueAt)))
            .OrderByDescending(step => step.Late).ThenBy(step => step.EarliestDue ?? DateTimeOffset.MaxValue).ThenBy(step => step.Name, StringComparer.CurrentCulture)];
    }

    public async Task<IReadOnlyList<StuckPlace>> Stuck(CancellationToken ct) => await (
        from incident in db.Incidents.AsNoTracking()
        where incident.ClearedAt == null
        join instance in db.ProcessInstances.AsNoTracking() on incident.InstanceId equals instance.Id into instances
        from instance in instances.DefaultIfEmpty()
        join @case in db.Cases.AsNoTracking() on instance.CaseId equals @case.Id into cases
        from @case in cases.DefaultIfEmpty()
        orderby incident.RaisedAt
        select new StuckPlace(incident.Id, incident.Code, incident.Message, incident.ElementId, @case.Reference, incident.RaisedAt)).ToListAsync(ct);

    public async Task<IReadOnlyList<PublishedVersion>> Versions(CancellationToken ct)
    {
        var running = await db.ProcessInstances.AsNoTracking()
            .Where(instance => instance.Status == InstanceRowStatus.Active)
            .GroupBy(instance => instance.DefinitionKey)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(account => account.Id, account => account.DisplayName, ct);
        var rows = await db.ProcessDefinitions.AsNoTracking()
            .OrderByDescending(row => row.Serial)
            .Select(row => new { row.DefinitionKey, row.ProcessId, row.Version, row.Name, row.DeployedAt, row.DeployedBy })
            .ToListAsync(ct);
        return [.. rows.Select(row => new PublishedVersion(
            row.DefinitionKey, row.ProcessId, row.Version, row.Name, row.DeployedAt,
            names.GetValueOrDefault(row.DeployedBy, "het systeem"), running.GetValueOrDefault(row.DefinitionKey)))];
    }

    public async Task<(int Open, int Frozen)> Cases(CancellationToken ct) => (
        await db.Cases.CountAsync(row => row.ClosedAt == null, ct),
        await db.Cases.CountAsync(row => row.ClosedAt == null && row.FrozenAt != null, ct));
}
