using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Vault;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.People;

namespace Signaalketen.Runtime.Tasks;

/// <summary>What a person sees of the work. Every list holds only what Casework lets this person see, first what is due first.</summary>
public sealed class TaskQueries(StepParts parts, TaskFactsReader facts, DefinitionCache definitions, PeopleReader people, TimeProvider clock)
{
    /// <summary>Tasks this person took, or stands in for.</summary>
    public async Task<IReadOnlyList<TaskSummary>> Mine(Person person, CancellationToken ct) => [.. (await All(person, ct)).Where(task => task.Mine)];

    /// <summary>Tasks that nobody took yet and this person may take.</summary>
    public async Task<IReadOnlyList<TaskSummary>> Team(Person person, CancellationToken ct) =>
        [.. (await All(person, ct)).Where(task => task.AssigneeId is null || task is { BroughtIn: true, Mine: false })];

    /// <summary>Every open task this person may see, also those of colleagues.</summary>
    public async Task<IReadOnlyList<TaskSummary>> All(Person person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = parts.Dialect.CreateDb();
        var colleagues = await people.Read(now, ct);
        var tasks = await facts.Read(await Candidates(db, person, colleagues).AsNoTracking().ToListAsync(ct), now, ct);
        return
        [
            .. tasks.Where(task => task.MaySee(person).Allowed)
                .OrderBy(task => task.Row.DueAt ?? DateTimeOffset.MaxValue).ThenBy(task => task.Row.Id, StringComparer.Ordinal)
                .Select(task => Summary(task, person, colleagues, now)),
        ];
    }

    public async Task<TaskCounts> Counts(Person person, CancellationToken ct)
    {
        var all = await All(person, ct);
        return new(
            all.Count(task => task.Mine), all.Count(task => task.AssigneeId is null || task is { BroughtIn: true, Mine: false }), all.Count,
            all.Count(task => task is { Mine: true, Late: true }));
    }

    /// <summary>One task, open or closed; null when there is none for this person: answer as for an unknown address.</summary>
    public async Task<TaskDetail?> Get(string taskId, Person person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = parts.Dialect.CreateDb();
        if (await db.UserTasks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == taskId, ct) is not { } row)
            return null;
        var task = (await facts.Read([row], now, ct))[0];
        if (!task.MaySee(person).Allowed)
            return null;
        var known = await definitions.Newest(ct);
        var element = known.Set.Find(row.DefinitionKey)?.UserTask(row.ElementId);
        var complete = task.MayComplete(person);
        return new(
            Summary(task, person, await people.Read(now, ct), now), row.InstanceId, row.DefinitionKey, row.FormKey, known.Form(row.DefinitionKey, row.FormKey), row.LoopCounter,
            element?.Shows ?? [], element?.LegalBasis, element?.Purpose, await Draft(db, row, person, ct),
            row.Status != UserTaskStatus.Open ? Refusal.AlreadyClosed : complete.Allowed ? null : Refusal.Of(complete),
            row.Status == UserTaskStatus.Open && !(row.AssigneeId == person.AccountId) && task.MayClaim(person).Allowed, row.ClosedAt);
    }

    // Narrows in the database; Casework has the last word on each.
    private static IQueryable<UserTaskRow> Candidates(SignaalketenDb db, Person person, People.People colleagues)
    {
        var roles = person.Roles.ToList();
        // A deputy sees what case owners see when the owner of the case is away or has none.
        if (person.Has(Roles.DeputyOwner))
            roles.Add(Roles.CaseOwner);
        var me = person.AccountId;
        var standsInFor = colleagues.All.Where(one => colleagues.StandInFor(one.AccountId)?.AccountId == me).Select(one => one.AccountId).Append(me).ToList();
        return db.UserTasks.Where(task => task.Status == UserTaskStatus.Open
            && (roles.Contains(task.CandidateRole!)
                || standsInFor.Contains(task.AssigneeId!)
                || (task.CandidateRole == Roles.CaseOwner && db.Cases.Any(one => one.Id == task.CaseId && (one.OwnerId == me || one.DeputyId == me)))
                || db.TaskCandidates.Any(extra => extra.TaskId == task.Id && (extra.AccountId == me || roles.Contains(extra.RoleId!)))));
    }

    private static TaskSummary Summary(KnownTask task, Person person, People.People colleagues, DateTimeOffset now) => new(
        task.Row.Id, task.Row.CaseId, task.Case.Reference, task.Row.ElementId, task.Row.Name, task.Row.CandidateRole, task.Row.AssigneeId,
        colleagues.Find(task.Row.AssigneeId)?.DisplayName, task.Row.OpenedAt, task.Row.DueAt,
        task.Row.Status == UserTaskStatus.Open && task.Row.DueAt < now, task.CaseFacts.Frozen,
        task.Row.AssigneeId is not null && (task.Row.AssigneeId == person.AccountId || task.Facts.StandInId == person.AccountId),
        task.Facts.ExtraPersons.Contains(person.AccountId) || task.Facts.ExtraRoles.Any(person.Roles.Contains));

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>?> Draft(SignaalketenDb db, UserTaskRow task, Person person, CancellationToken ct)
    {
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(row => row.TaskId == task.Id && row.AccountId == person.AccountId, ct);
        if (draft is null || await db.CaseKeys.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == task.CaseId, ct) is not { } keyRow)
            return null;
        using var key = parts.Vault.Unwrap(keyRow);
        var saved = JsonSerializer.Deserialize<Dictionary<string, string[]>>(parts.Vault.OpenDraft(key, draft)) ?? [];
        return saved.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal);
    }
}
