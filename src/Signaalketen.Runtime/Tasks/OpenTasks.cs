using System.Data.Common;
using System.Globalization;
using Signaalketen.Casework;
using Signaalketen.Casework.Access;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Tasks;

/// <summary>
/// The open tasks one person may see, as the database can find them. Each reason to see a task is a branch of its own that an index answers in order, so that
/// the first tasks of a million are read without reading the others; no task is in two branches, so that counting ends with the branch that has enough.
/// It says the same as <see cref="TaskAccess.MaySee"/>; Casework keeps the last word. Written as SQL: building questions of so many branches anew for every
/// page takes a node longer than the database takes to answer them.
/// </summary>
/// <param name="standsInFor">Accounts whose tasks are this person's now: their own, and of those they stand in for.</param>
internal sealed class OpenTasks(Dialect dialect, Person person, IReadOnlyList<string> standsInFor)
{
    // The filters of the indexes, in words the database knows again.
    private const string Open = "t.status = 'Open' AND NOT EXISTS (SELECT 1 FROM case_conflict x WHERE x.case_id = t.case_id AND x.account_id = @me)";
    private const string Untaken = Open + " AND t.assignee_id IS NULL";

    // A task for nobody has no role, and is not found by one.
    private const string ItsRole = "COALESCE(t.candidate_role, '')";

    private readonly string[] roles = [.. person.Roles.Order(StringComparer.Ordinal)];

    // Whose tasks are found by their role alone; those of a case owner also depend on the case.
    private IEnumerable<string> ByName => roles.Where(role => role != Roles.CaseOwner);

    // A role that only gets numbers is told that something is late, and brought in to nothing; of its own tasks it is a candidate.
    private IEnumerable<string> Told => roles.Where(role => !TaskAccess.SeesNumbersOnly(role));

    private string TakenByOthers => $"{Open} AND t.assignee_id IS NOT NULL AND t.assignee_id NOT IN ({Accounts})";

    private string NotMine => $"{Open} AND (t.assignee_id IS NULL OR t.assignee_id NOT IN ({Accounts}))";

    private string Accounts => string.Join(", ", Enumerable.Range(0, standsInFor.Count).Select(Account));

    // Of the owner of its case; while there is none, or the owner has a conflict of interest, of every case owner; and of the deputy.
    private string Owned =>
        "t.candidate_role = @owner AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = t.case_id AND (c.owner_id = @me OR c.deputy_id = @me"
        + (person.Has(Roles.DeputyOwner) ? " OR c.deputy_id IS NULL" : "")
        + (person.Has(Roles.CaseOwner)
            ? " OR c.owner_id IS NULL OR EXISTS (SELECT 1 FROM case_conflict y WHERE y.case_id = c.id AND y.account_id = c.owner_id)))" : "))");

    /// <summary>How many of this person's own there are, counted no further than needed.</summary>
    public async Task<Tally> CountMine(CancellationToken ct) => (await Ask("SELECT " + Counted(Mine), row => Tally.Of(row.GetInt32(0)), ct))[0];

    /// <summary>How many of each there are, in one question.</summary>
    public async Task<TaskCounts> Count(CancellationToken ct)
    {
        // What two lists share is counted once.
        string[] parts = [Counted(Mine), Counted(ByRole(Untaken)), Counted(ByRole(TakenByOthers)), Counted([BroughtInToUntaken]), Counted([BroughtIn])];
        var counts = (await Ask("SELECT " + string.Join(", ", parts), row => parts.Select((_, place) => row.GetInt32(place)).ToArray(), ct))[0];
        var (mine, untaken, taken) = (counts[0], counts[1], counts[2]);
        return new(Tally.Of(mine), Tally.Of(untaken + counts[3]), Tally.Of(mine + untaken + taken + counts[4]));
    }

    /// <summary>The first ids in the order of their term, or newest first.</summary>
    public async Task<IReadOnlyList<string>> First(TaskListKind list, TaskSort sort, bool descending, int count, CancellationToken ct)
    {
        if (sort == TaskSort.Newest)
            return await Top(Branches(list), "opened_at", descending: true, count, ct);
        // Databases disagree on where an absent date belongs, so that absent ones are a list of their own.
        Task<IReadOnlyList<string>> Dated(int most) => Top(Branches(list).Select(branch => branch + " AND t.due_at IS NOT NULL"), "due_at", descending, most, ct);
        Task<IReadOnlyList<string>> Undated(int most) => Top(Branches(list).Select(branch => branch + " AND t.due_at IS NULL"), "due_at", descending, most, ct);
        var first = await (descending ? Undated(count) : Dated(count));
        return first.Count == count ? first : [.. first, .. await (descending ? Dated(count - first.Count) : Undated(count - first.Count))];
    }

    /// <summary>Of each task what a list can be sorted by.</summary>
    public Task<IReadOnlyList<SortedBy>> Short(TaskListKind list, CancellationToken ct) => Ask(
        string.Join(" UNION ALL ", Branches(list).Select(branch =>
            $"SELECT t.id, t.name, f.reference, t.candidate_role, t.assignee_id, t.due_at FROM user_task t JOIN case_file f ON f.id = t.case_id WHERE {branch}")),
        row => new SortedBy(row.GetString(0), row.GetString(1), row.GetString(2), row.GetText(3), row.GetText(4), row.IsDBNull(5) ? null : UtcTicks.Instant(row.GetInt64(5))), ct);

    // Each branch gives its first; the first of all are among them.
    private Task<IReadOnlyList<string>> Top(IEnumerable<string> branches, string by, bool descending, int count, CancellationToken ct)
    {
        var turn = descending ? " DESC" : "";
        var firsts = branches.Select((branch, place) =>
            $"SELECT b{place}.id, b{place}.placed FROM ({dialect.First($"SELECT t.id, t.{by} AS placed FROM user_task t WHERE {branch} ORDER BY t.{by}{turn}, t.id{turn}", count)}) b{place}");
        return Ask(dialect.First($"SELECT a.id FROM ({string.Join(" UNION ALL ", firsts)}) a ORDER BY a.placed{turn}, a.id{turn}", count), row => row.GetString(0), ct);
    }

    private string Counted(IEnumerable<string> branches)
    {
        var tasks = branches.Select(branch => $"SELECT t.id FROM user_task t WHERE {branch}");
        return $"(SELECT COUNT(*) FROM ({dialect.First($"SELECT a.id FROM ({string.Join(" UNION ALL ", tasks)}) a", Tally.Most + 1)}) counted)";
    }

    private IEnumerable<string> Branches(TaskListKind list) => list switch
    {
        TaskListKind.Mine => Mine,
        TaskListKind.Team => [.. ByRole(Untaken), BroughtInToUntaken],
        _ => [.. Mine, .. ByRole(Untaken), .. ByRole(TakenByOthers), BroughtIn],
    };

    private string BroughtIn => BroughtInBeside("");

    private string BroughtInToUntaken => BroughtInBeside("t.assignee_id IS NULL AND ");

    private IEnumerable<string> Mine => standsInFor.Select((_, place) => $"{Open} AND t.assignee_id = {Account(place)}");

    private IEnumerable<string> ByRole(string tasks) => ByName.Select(role => $"{tasks} AND t.candidate_role = {Role(role)}").Append($"{tasks} AND {Owned}");

    // Not mine, and not found by its role among these already.
    private string BroughtInBeside(string these) =>
        $"{NotMine} AND t.id IN (SELECT e.task_id FROM task_candidate e WHERE e.account_id = @me OR {In("e.role_id", Told)})"
        + $" AND NOT ({these}({In(ItsRole, ByName)} OR ({ItsRole} = @owner AND {Owned})))";

    private string In(string column, IEnumerable<string> some) =>
        some.Any() ? $"{column} IN ({string.Join(", ", some.Select(Role))})" : "1 = 0";

    private static string Account(int place) => "@account" + place.ToString(CultureInfo.InvariantCulture);

    private string Role(string role) => "@role" + Array.IndexOf(roles, role).ToString(CultureInfo.InvariantCulture);

    private Task<IReadOnlyList<T>> Ask<T>(string question, Func<DbDataReader, T> row, CancellationToken ct) => dialect.Read(
        RowWrite.Of(question,
        [
            ("me", person.AccountId), ("owner", Roles.CaseOwner), .. standsInFor.Select((account, place) => (Account(place)[1..], (object?)account)),
            .. roles.Select(role => (Role(role)[1..], (object?)role)),
        ]), row, ct);

    internal sealed record SortedBy(string Id, string Name, string Reference, string? Role, string? AssigneeId, DateTimeOffset? DueAt);
}
