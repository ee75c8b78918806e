using Signaalketen.Casework;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Tasks;

/// <summary>One task in the list: a number and a kind of work, never a person of a case.</summary>
/// <param name="TargetAt">To aim for: a working day before the last moment, when a reminder would come.</param>
public sealed record TaskLine(
    string Id, string Name, string CaseReference, string RoleName, DateTimeOffset? TargetAt, DateTimeOffset? DueAt, string? Who, bool IsMine, bool IsFrozen, bool IsBroughtIn)
{
    public static TaskLine Of(TaskSummary task, DutchTime time) => new(
        task.Id, task.Name, task.CaseReference, Roles.Find(task.CandidateRole)?.DutchName ?? "", time.Target(task.OpenedAt, task.DueAt), task.DueAt,
        task.AssigneeName, task.Mine, task.Frozen, task is { BroughtIn: true, Mine: false });
}

/// <summary>The columns of the list and the order it stands in.</summary>
public static class TaskOrder
{
    public const string Due = "uiterlijk";

    /// <summary>Words in the address, and the heading of each column.</summary>
    public static IReadOnlyList<(string Key, string Heading)> Columns { get; } =
        [("taak", "Taak"), ("zaak", "Zaaknummer"), ("rol", "Rol"), ("streefdatum", "Streefdatum"), (Due, "Uiterlijk"), ("wie", "Wie")];

    /// <summary>Sorted; lines that are equal stay in the order of their term.</summary>
    public static IReadOnlyList<TaskLine> Sort(IEnumerable<TaskLine> lines, string? column, bool descending)
    {
        var byTerm = lines.OrderBy(line => line.DueAt ?? DateTimeOffset.MaxValue).ThenBy(line => line.CaseReference, StringComparer.Ordinal).ToList();
        return column switch
        {
            "taak" => By(byTerm, line => line.Name, descending),
            "zaak" => By(byTerm, line => line.CaseReference, descending),
            "rol" => By(byTerm, line => line.RoleName, descending),
            "wie" => By(byTerm, line => line.Who ?? "", descending),
            "streefdatum" => By(byTerm, line => line.TargetAt ?? DateTimeOffset.MaxValue, descending),
            _ => By(byTerm, line => line.DueAt ?? DateTimeOffset.MaxValue, descending),
        };
    }

    private static IReadOnlyList<TaskLine> By<T>(IEnumerable<TaskLine> lines, Func<TaskLine, T> key, bool descending) =>
        descending ? [.. lines.OrderByDescending(key)] : [.. lines.OrderBy(key)];
}
