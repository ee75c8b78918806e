namespace Signaalketen.Runtime.Tasks;

/// <summary>Which open tasks a list holds.</summary>
public enum TaskListKind
{
    /// <summary>Tasks this person took, or stands in for.</summary>
    Mine,

    /// <summary>Tasks that nobody took yet and this person may take, and those to which the ladder brought this person in.</summary>
    Team,

    /// <summary>Every open task this person may see, also those of colleagues.</summary>
    All,
}

/// <summary>What a list is sorted by.</summary>
public enum TaskSort
{
    /// <summary>By term, the first that is due first; what has no term comes last.</summary>
    Due,

    /// <summary>What opened last first.</summary>
    Newest,

    /// <summary>From here on only for lists of at most <see cref="Tally.Most"/> tasks; longer ones stay in the order of their term.</summary>
    Name,

    Reference,

    Role,

    Assignee,
}

/// <summary>So many, or more than so many: counting a million takes longer than a person waits, and tells nobody more than "more than a thousand".</summary>
public readonly record struct Tally(int Number, bool More)
{
    /// <summary>Up to here every number is exact.</summary>
    public const int Most = 1000;

    public static Tally Of(int counted) => counted > Most ? new(Most, true) : new(counted, false);
}

/// <summary>One page of a list.</summary>
/// <param name="Counts">How many tasks each list holds.</param>
/// <param name="All">How many this one holds.</param>
/// <param name="Number">1-based; a page after the last becomes the last.</param>
/// <param name="Pages">At least one. A list of more than <see cref="Tally.Most"/> tasks shows its first pages only.</param>
/// <param name="Sort">What it is sorted by in the end.</param>
public sealed record TaskPage(IReadOnlyList<TaskSummary> Tasks, TaskCounts Counts, Tally All, int Number, int Pages, TaskSort Sort)
{
    public const int Size = 25;

    /// <summary>Place in the list of the first task on this page, from 1.</summary>
    public int First => (Number - 1) * Size + 1;
}

/// <summary>How many tasks each list holds.</summary>
public sealed record TaskCounts(Tally Mine, Tally Team, Tally All);
