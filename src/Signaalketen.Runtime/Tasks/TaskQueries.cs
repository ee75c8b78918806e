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
    /// <summary>The first page of what this person took, or stands in for.</summary>
    public Task<IReadOnlyList<TaskSummary>> Mine(Person person, CancellationToken ct) => FirstPage(TaskListKind.Mine, person, ct);

    /// <summary>The first page of what nobody took yet and this person may take.</summary>
    public Task<IReadOnlyList<TaskSummary>> Team(Person person, CancellationToken ct) => FirstPage(TaskListKind.Team, person, ct);

    /// <summary>The first page of every open task this person may see, also those of colleagues.</summary>
    public Task<IReadOnlyList<TaskSummary>> All(Person person, CancellationToken ct) => FirstPage(TaskListKind.All, person, ct);

    /// <param name="descending">Turns the order round; newest first stays so.</param>
    /// <param name="number">From 1.</param>
    public async Task<TaskPage> Page(TaskListKind list, Person person, TaskSort sort, bool descending, int number, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = parts.Dialect.CreateDb();
        var colleagues = await people.Read(now, ct);
        var open = new OpenTasks(parts.Dialect, person, StandsInFor(person, colleagues));
        var counts = await open.Count(ct);
        var all = list switch { TaskListKind.Mine => counts.Mine, TaskListKind.Team => counts.Team, _ => counts.All };
        var pages = Math.Max(1, (all.Number + TaskPage.Size - 1) / TaskPage.Size);
        var page = Math.Clamp(number, 1, pages);
        var ordered = all.More && sort is not TaskSort.Newest ? TaskSort.Due : sort;
        var ids = (ordered is TaskSort.Due or TaskSort.Newest
            ? await open.First(list, ordered, descending, page * TaskPage.Size, ct)
            : Sorted(await open.Short(list, ct), ordered, descending, colleagues)).Skip((page - 1) * TaskPage.Size).Take(TaskPage.Size).ToList();
        var tasks = (await TaskFactsReader.ReadForList(db, ids, colleagues, ct)).ToDictionary(task => task.Row.Id, StringComparer.Ordinal);
        return new(
            [
                // Closed or forbidden since its id was read: not on the list.
                .. ids.Where(id => tasks.TryGetValue(id, out var task) && task.Row.Status == UserTaskStatus.Open && task.MaySee(person).Allowed)
                    .Select(id => Summary(tasks[id], person, colleagues, now)),
            ],
            counts, all, page, pages, ordered);
    }

    public async Task<TaskCounts> Counts(Person person, CancellationToken ct) =>
        await new OpenTasks(parts.Dialect, person, StandsInFor(person, await people.Recent(clock.GetUtcNow(), ct))).Count(ct);

    /// <summary>How many tasks are this person's: what the menu of every page shows.</summary>
    public async Task<Tally> CountMine(Person person, CancellationToken ct) =>
        await new OpenTasks(parts.Dialect, person, StandsInFor(person, await people.Recent(clock.GetUtcNow(), ct))).CountMine(ct);

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

    private async Task<IReadOnlyList<TaskSummary>> FirstPage(TaskListKind list, Person person, CancellationToken ct) =>
        (await Page(list, person, TaskSort.Due, descending: false, 1, ct)).Tasks;

    private static List<string> StandsInFor(Person person, People.People colleagues) =>
        [.. colleagues.All.Where(one => colleagues.StandInFor(one.AccountId)?.AccountId == person.AccountId).Select(one => one.AccountId).Append(person.AccountId)];

    private static IEnumerable<string> Sorted(IReadOnlyList<OpenTasks.SortedBy> tasks, TaskSort sort, bool descending, People.People colleagues)
    {
        Func<OpenTasks.SortedBy, string> key = sort switch
        {
            TaskSort.Name => task => task.Name,
            TaskSort.Role => task => Roles.Find(task.Role)?.DutchName ?? "",
            TaskSort.Assignee => task => colleagues.Find(task.AssigneeId)?.DisplayName ?? "",
            _ => task => task.Reference,
        };
        // Tasks that are equal stay in the order of their term.
        var byTerm = tasks.OrderBy(task => task.DueAt ?? DateTimeOffset.MaxValue).ThenBy(task => task.Reference, StringComparer.Ordinal).ThenBy(task => task.Id, StringComparer.Ordinal).ToList();
        return (descending ? byTerm.OrderByDescending(key) : byTerm.OrderBy(key)).Select(task => task.Id);
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
