using System.Globalization;
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

/// <summary>The orders of the list, as the address names them.</summary>
public static class TaskOrder
{
    public const string Due = "uiterlijk";
    public const string Newest = "nieuw";

    /// <summary>Words in the address, and the heading of each column. The date to aim for follows from the term, and so does its order.</summary>
    public static IReadOnlyList<(string Key, string Heading, TaskSort Sort)> Columns { get; } =
    [
        ("taak", "Taak", TaskSort.Name), ("zaak", "Zaaknummer", TaskSort.Reference), ("rol", "Rol", TaskSort.Role), ("streefdatum", "Streefdatum", TaskSort.Due),
        (Due, "Uiterlijk", TaskSort.Due), ("wie", "Wie", TaskSort.Assignee),
    ];

    public static TaskSort Of(string? key) => key == Newest ? TaskSort.Newest : Columns.Where(column => column.Key == key).Select(column => column.Sort).FirstOrDefault();
}

/// <summary>Links to the other pages of a list.</summary>
/// <param name="Words">Which part of the list this page shows.</param>
/// <param name="Note">Set when the list goes on after its last page.</param>
public sealed record PageLinks(string Words, string? Previous, string? Next, IReadOnlyList<(int Number, string Address, bool IsHere)> Pages, string? Note)
{
    // Around the page that is shown; the first and the last are always there.
    private const int Around = 2;

    public static PageLinks Of(TaskPage page, Func<int, string> address)
    {
        var numbers = Enumerable.Range(1, page.Pages).Where(number => number == 1 || number == page.Pages || Math.Abs(number - page.Number) <= Around);
        return new(
            $"Taak {page.First} tot en met {page.First + page.Tasks.Count - 1} van {TallyWords.Of(page.All)}",
            page.Number > 1 ? address(page.Number - 1) : null,
            page.Number < page.Pages ? address(page.Number + 1) : null,
            [.. numbers.Select(number => (number, address(number), number == page.Number))],
            page.All.More && page.Number == page.Pages ? $"Er zijn er meer. Wij laten de eerste {TallyWords.Number(Tally.Most)} zien. Kies een andere volgorde om de andere kant van de lijst te zien." : null);
    }
}

/// <summary>A count as people read it.</summary>
public static class TallyWords
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    public static string Of(Tally tally) => tally.More ? $"meer dan {Number(tally.Number)}" : Number(tally.Number);

    /// <summary>In a badge, where there is little room; a screen reader reads <see cref="Of"/>.</summary>
    public static string Badge(Tally tally) => tally.More ? Number(tally.Number) + "+" : Number(tally.Number);

    public static string Number(int number) => number.ToString("N0", Dutch);
}
