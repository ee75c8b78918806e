using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Casework.Access;
using Signaalketen.Engine.Model;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.People;

namespace Signaalketen.Runtime.Tasks;

/// <summary>Gathers what Casework needs to judge access, for one task or a list of them.</summary>
public sealed class TaskFactsReader(Dialect dialect, DefinitionCache definitions, PeopleReader people)
{
    // A list is what people open most.
    private static readonly CompiledQuery<Func<SignaalketenDb, IReadOnlyList<string>, IAsyncEnumerable<ListedTask>>> Listed = new(() => EF.CompileAsyncQuery(
        (SignaalketenDb db, IReadOnlyList<string> taskIds) =>
            from task in db.UserTasks.AsNoTracking()
            join one in db.Cases.AsNoTracking() on task.CaseId equals one.Id
            where taskIds.Contains(task.Id)
            select new ListedTask(
                task, one, db.TaskCandidates.Where(row => row.TaskId == task.Id).ToList(),
                db.CaseConflicts.Where(row => row.CaseId == task.CaseId).Select(row => row.AccountId).ToList())));

    internal async Task<IReadOnlyList<KnownTask>> Read(IReadOnlyList<UserTaskRow> tasks, DateTimeOffset now, CancellationToken ct)
    {
        if (tasks.Count == 0)
            return [];
        await using var db = dialect.CreateDb();
        var known = await definitions.Newest(ct);
        var colleagues = await people.Read(now, ct);
        var taskIds = tasks.Select(task => task.Id).ToList();
        var extra = (await db.TaskCandidates.AsNoTracking().Where(row => taskIds.Contains(row.TaskId)).ToListAsync(ct)).ToLookup(row => row.TaskId, StringComparer.Ordinal);
        var caseIds = tasks.Select(task => task.CaseId).Distinct().ToList();
        var cases = await CaseFactsReader.Read(db, caseIds, ct);
        var performers = await Performers(db, tasks, known, ct);
        return
        [
            .. tasks.Select(task => new KnownTask(task, cases[task.CaseId].Row, Facts(task, extra[task.Id], performers, known, colleagues), cases[task.CaseId].Facts)),
        ];
    }

    /// <summary>What decides whether somebody may see these tasks, and no more: taking and finishing are judged by <see cref="Read"/>.</summary>
    internal static async Task<IReadOnlyList<KnownTask>> ReadForList(SignaalketenDb db, IReadOnlyList<string> taskIds, People.People colleagues, CancellationToken ct)
    {
        if (taskIds.Count == 0)
            return [];
        var rows = await Listed.On(db)(db, taskIds).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new KnownTask(row.Task, row.Case, Seen(row.Task, row.Extra, colleagues), new()
            {
                OwnerId = row.Case.OwnerId,
                DeputyId = row.Case.DeputyId,
                Frozen = row.Case.FrozenAt is not null,
                ConflictedPersons = row.Conflicts.ToFrozenSet(StringComparer.Ordinal),
            })),
        ];
    }

    private static TaskFacts Seen(UserTaskRow task, List<TaskCandidateRow> broughtIn, People.People colleagues) => new()
    {
        CandidateRole = task.CandidateRole,
        ExtraRoles = broughtIn.Select(row => row.RoleId).OfType<string>().ToFrozenSet(StringComparer.Ordinal),
        ExtraPersons = broughtIn.Select(row => row.AccountId).OfType<string>().ToFrozenSet(StringComparer.Ordinal),
        AssigneeId = task.AssigneeId,
        StandInId = task.AssigneeId is { } assignee ? colleagues.StandInFor(assignee)?.AccountId : null,
    };

    private static TaskFacts Facts(
        UserTaskRow task, IEnumerable<TaskCandidateRow> extra, ILookup<(string, string), string> performers, DefinitionSnapshot known, People.People colleagues)
    {
        var element = known.Set.Find(task.DefinitionKey)?.UserTask(task.ElementId);
        var other = element?.FourEyesWith;
        return Seen(task, extra.ToList(), colleagues) with
        {
            EndsFreezing = element?.Ladder?.Rungs.Any(rung => rung.Action == RungAction.Freeze) ?? false,
            FourEyesPerformers = other is null ? FrozenSet<string>.Empty : performers[(task.InstanceId, other)].ToFrozenSet(StringComparer.Ordinal),
        };
    }

    // Who did the other step in this very instance; every round of a loop counts.
    private static async Task<ILookup<(string, string), string>> Performers(
        SignaalketenDb db, IReadOnlyList<UserTaskRow> tasks, DefinitionSnapshot known, CancellationToken ct)
    {
        var instances = tasks.Where(task => FourEyesWith(task, known) is not null).Select(task => task.InstanceId).Distinct().ToList();
        var done = instances.Count == 0
            ? []
            : await db.UserTasks.AsNoTracking().Where(row => instances.Contains(row.InstanceId) && row.PerformedById != null)
                .Select(row => new { row.InstanceId, row.ElementId, row.PerformedById }).ToListAsync(ct);
        return done.ToLookup(row => (row.InstanceId, row.ElementId), row => row.PerformedById!);
    }

    private sealed record ListedTask(UserTaskRow Task, CaseRow Case, List<TaskCandidateRow> Extra, List<string> Conflicts);

    private static string? FourEyesWith(UserTaskRow task, DefinitionSnapshot known) =>
        known.Set.Find(task.DefinitionKey)?.UserTask(task.ElementId)?.FourEyesWith;
}

/// <summary>A task with what decides who may do it.</summary>
internal sealed record KnownTask(UserTaskRow Row, CaseRow Case, TaskFacts Facts, CaseFacts CaseFacts)
{
    public AccessDecision MaySee(Person person) => TaskAccess.MaySee(person, Facts, CaseFacts);

    public AccessDecision MayClaim(Person person) => TaskAccess.MayClaim(person, Facts, CaseFacts);

    public AccessDecision MayComplete(Person person) => TaskAccess.MayComplete(person, Facts, CaseFacts);
}
