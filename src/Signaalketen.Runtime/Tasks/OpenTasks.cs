using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Casework.Access;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Runtime.Tasks;

/// <summary>
/// The open tasks one person may see, as the database can find them. Each reason to see a task is a branch of its own that an index answers in order, so that
/// the first tasks of a million are read without reading the others; no task is in two branches, so that counting ends with the branch that has enough.
/// It says the same as <see cref="TaskAccess.MaySee"/>; Casework keeps the last word.
/// </summary>
/// <param name="standsInFor">Accounts whose tasks are this person's now: their own, and of those they stand in for.</param>
internal sealed class OpenTasks(SignaalketenDb db, Person person, IReadOnlyList<string> standsInFor)
{
    private readonly string me = person.AccountId;

    // Whose tasks are found by their role alone; those of a case owner also depend on the case.
    private readonly List<string> roles = [.. person.Roles.Where(role => role != Roles.CaseOwner).Order(StringComparer.Ordinal)];

    // The filters of the indexes, in words the database knows again.
    private IQueryable<UserTaskRow> Open => db.UserTasks.AsNoTracking().Where(task => task.Status == UserTaskStatus.Open)
        .Where(task => !db.CaseConflicts.Any(conflict => conflict.CaseId == task.CaseId && conflict.AccountId == me));

    private IQueryable<UserTaskRow> Untaken => Open.Where(task => task.AssigneeId == null);

    private IQueryable<UserTaskRow> TakenByOthers => Open.Where(task => task.AssigneeId != null && !standsInFor.Contains(task.AssigneeId));

    /// <summary>How many of this person's own there are, counted no further than needed.</summary>
    public async Task<Tally> CountMine(CancellationToken ct) => Tally.Of(await Counted(TaskListKind.Mine).CountAsync(ct));

    /// <summary>How many of each there are, in one question.</summary>
    public async Task<TaskCounts> Count(CancellationToken ct)
    {
        var (mine, team, all) = (Counted(TaskListKind.Mine), Counted(TaskListKind.Team), Counted(TaskListKind.All));
        // The account is only there to give one row.
        var counts = await db.Users.Where(account => account.Id == me).Select(_ => new { Mine = mine.Count(), Team = team.Count(), All = all.Count() }).SingleOrDefaultAsync(ct);
        return counts is null ? new(default, default, default) : new(Tally.Of(counts.Mine), Tally.Of(counts.Team), Tally.Of(counts.All));
    }

    /// <summary>The first ids in the order of their term, or newest first.</summary>
    public async Task<IReadOnlyList<string>> First(TaskListKind list, TaskSort sort, bool descending, int count, CancellationToken ct)
    {
        if (sort == TaskSort.Newest)
            return await Top(Branches(list).Select(branch => branch.OrderByDescending(task => task.OpenedAt).ThenByDescending(task => task.Id).Take(count)
                .Select(task => new Placed { Id = task.Id, At = task.OpenedAt })), descending: true, count, ct);
        // Databases disagree on where an absent date belongs, so that absent ones are a list of their own.
        Task<IReadOnlyList<string>> Dated(int most) => ByTerm(list, task => task.DueAt != null, descending, most, ct);
        Task<IReadOnlyList<string>> Undated(int most) => ByTerm(list, task => task.DueAt == null, descending, most, ct);
        var first = await (descending ? Undated(count) : Dated(count));
        return first.Count == count ? first : [.. first, .. await (descending ? Dated(count - first.Count) : Undated(count - first.Count))];
    }

    /// <summary>Of each task what a list can be sorted by.</summary>
    public async Task<IReadOnlyList<SortedBy>> Short(TaskListKind list, CancellationToken ct)
    {
        var branches = Branches(list).Select(branch => branch.Select(task => new SortedBy
        {
            Id = task.Id,
            Name = task.Name,
            Role = task.CandidateRole,
            AssigneeId = task.AssigneeId,
            DueAt = task.DueAt,
            Reference = db.Cases.Where(one => one.Id == task.CaseId).Select(one => one.Reference).First(),
        }));
        return await branches.Aggregate(Queryable.Concat).ToListAsync(ct);
    }

    private Task<IReadOnlyList<string>> ByTerm(TaskListKind list, Expression<Func<UserTaskRow, bool>> which, bool descending, int count, CancellationToken ct) =>
        Top(Branches(list).Select(branch => branch.Where(which)).Select(rows => (descending
            ? rows.OrderByDescending(task => task.DueAt).ThenByDescending(task => task.Id)
            : rows.OrderBy(task => task.DueAt).ThenBy(task => task.Id)).Take(count).Select(task => new Placed { Id = task.Id, At = task.DueAt })), descending, count, ct);

    // Each branch gave its first; the first of all are among them.
    private static async Task<IReadOnlyList<string>> Top(IEnumerable<IQueryable<Placed>> firsts, bool descending, int count, CancellationToken ct)
    {
        var rows = await firsts.Aggregate(Queryable.Concat).ToListAsync(ct);
        var merged = descending
            ? rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id, StringComparer.Ordinal)
            : rows.OrderBy(row => row.At).ThenBy(row => row.Id, StringComparer.Ordinal);
        return [.. merged.Take(count).Select(row => row.Id)];
    }

    private IQueryable<string> Counted(TaskListKind list)
    {
        const int enough = Tally.Most + 1;
        return Branches(list).Select(branch => branch.OrderBy(task => task.DueAt).Select(task => task.Id).Take(enough)).Aggregate(Queryable.Concat).Take(enough);
    }

    private List<IQueryable<UserTaskRow>> Branches(TaskListKind list) => list switch
    {
        TaskListKind.Mine => [.. Mine],
        TaskListKind.Team => [.. ByRole(Untaken), BroughtIn(Untaken)],
        _ => [.. Mine, .. ByRole(Untaken), .. ByRole(TakenByOthers), BroughtIn(Open)],
    };

    private IEnumerable<IQueryable<UserTaskRow>> Mine => standsInFor.Select(account => Open.Where(task => task.AssigneeId == account));

    private IEnumerable<IQueryable<UserTaskRow>> ByRole(IQueryable<UserTaskRow> tasks) =>
        roles.Select(role => tasks.Where(task => task.CandidateRole == role)).Append(OfOwner(tasks));

    // Of the owner of its case; while there is none, or the owner has a conflict of interest, of every case owner; and of the deputy.
    private IQueryable<UserTaskRow> OfOwner(IQueryable<UserTaskRow> tasks)
    {
        var (owns, deputises) = (person.Has(Roles.CaseOwner), person.Has(Roles.DeputyOwner));
        return tasks.Where(task => task.CandidateRole == Roles.CaseOwner && db.Cases.Any(one => one.Id == task.CaseId
            && (one.OwnerId == me || one.DeputyId == me || (deputises && one.DeputyId == null)
                || (owns && (one.OwnerId == null || db.CaseConflicts.Any(conflict => conflict.CaseId == one.Id && conflict.AccountId == one.OwnerId))))));
    }

    // Not mine, and not found by its role among these already. A role that only gets numbers is told that something is late, and brought in to nothing; of its
    // own tasks it is a candidate.
    private IQueryable<UserTaskRow> BroughtIn(IQueryable<UserTaskRow> byRole)
    {
        var told = person.Roles.Where(role => !TaskAccess.SeesNumbersOnly(role)).ToList();
        var found = byRole.Where(task => roles.Contains(task.CandidateRole!)).Select(task => task.Id);
        var owned = OfOwner(byRole).Select(task => task.Id);
        return Open.Where(task => task.AssigneeId == null || !standsInFor.Contains(task.AssigneeId))
            .Where(task => db.TaskCandidates.Any(extra => extra.TaskId == task.Id && (extra.AccountId == me || told.Contains(extra.RoleId!))))
            .Where(task => !found.Contains(task.Id) && !owned.Contains(task.Id));
    }

    internal sealed record SortedBy
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Reference { get; init; }

        public string? Role { get; init; }

        public string? AssigneeId { get; init; }

        public DateTimeOffset? DueAt { get; init; }
    }

    private sealed record Placed
    {
        public required string Id { get; init; }

        public DateTimeOffset? At { get; init; }
    }
}
