namespace Signaalketen.Web.Pages.Tasks;

/// <summary>One task in the list: a number and a kind of work, never a person.</summary>
/// <param name="TargetAt">Aim: the last working day before <paramref name="DueAt"/>.</param>
public sealed record TaskLine(string Id, string Name, string CaseReference, string Kind, DateTimeOffset? TargetAt, DateTimeOffset? DueAt, string? Who, bool IsMine);

/// <summary>Which of the three lists.</summary>
public enum TaskTab
{
    Mine,
    Team,
    All,
}

/// <summary>The columns of the list and the order it stands in.</summary>
public static class TaskOrder
{
    public const string Due = "uiterlijk";

    /// <summary>Words in the address, and the heading of each column that sorts.</summary>
    public static IReadOnlyList<(string Key, string Heading)> Columns { get; } =
        [("taak", "Taak"), ("zaak", "Zaaknummer"), ("soort", "Soort"), ("streefdatum", "Streefdatum"), (Due, "Uiterlijk"), ("wie", "Wie")];

    /// <summary>Sorted; two lines that are equal stay in the order of their term.</summary>
    public static IReadOnlyList<TaskLine> Sort(IEnumerable<TaskLine> lines, string? column, bool descending)
    {
        var byTerm = lines.OrderBy(line => line.DueAt ?? DateTimeOffset.MaxValue).ThenBy(line => line.CaseReference, StringComparer.Ordinal);
        return (column, descending) switch
        {
            ("taak", false) => [.. byTerm.OrderBy(line => line.Name, StringComparer.CurrentCulture)],
            ("taak", true) => [.. byTerm.OrderByDescending(line => line.Name, StringComparer.CurrentCulture)],
            ("zaak", false) => [.. byTerm.OrderBy(line => line.CaseReference, StringComparer.Ordinal)],
            ("zaak", true) => [.. byTerm.OrderByDescending(line => line.CaseReference, StringComparer.Ordinal)],
            ("soort", false) => [.. byTerm.OrderBy(line => line.Kind, StringComparer.CurrentCulture)],
            ("soort", true) => [.. byTerm.OrderByDescending(line => line.Kind, StringComparer.CurrentCulture)],
            ("streefdatum", false) => [.. byTerm.OrderBy(line => line.TargetAt ?? DateTimeOffset.MaxValue)],
            ("streefdatum", true) => [.. byTerm.OrderByDescending(line => line.TargetAt ?? DateTimeOffset.MinValue)],
            ("wie", false) => [.. byTerm.OrderBy(line => line.Who ?? "", StringComparer.CurrentCulture)],
            ("wie", true) => [.. byTerm.OrderByDescending(line => line.Who ?? "", StringComparer.CurrentCulture)],
            (_, true) => [.. byTerm.Reverse()],
            _ => [.. byTerm],
        };
    }
}
