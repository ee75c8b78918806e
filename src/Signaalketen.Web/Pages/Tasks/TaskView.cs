namespace Signaalketen.Web.Pages.Tasks;

/// <summary>A stored answer with the question it answered.</summary>
public sealed record Fact(string Label, string Text);

/// <summary>All that the page of a task shows.</summary>
public sealed record TaskView
{
    public static readonly TaskView None = new() { Id = "", Name = "", CaseReference = "", RoleName = "", WhoWords = "" };

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string CaseReference { get; init; }

    public required string RoleName { get; init; }

    public bool MaySeeCase { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Assigned to whoever reads this.</summary>
    public bool IsMine { get; init; }

    public required string WhoWords { get; init; }

    public bool IsClosed { get; init; }

    public string ClosedWords { get; init; } = "";

    /// <summary>Why this person may not take it, or null when that is allowed.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Somebody else has it, and this person was brought in to take over.</summary>
    public bool MayTakeOver { get; init; }

    /// <summary>One sentence per mail about this task that did not arrive.</summary>
    public IReadOnlyList<string> Undelivered { get; init; } = [];

    public string Ask { get; init; } = "";

    public string Next { get; init; } = "";

    public bool ShowsFacts { get; init; }

    public IReadOnlyList<Fact> Facts { get; init; } = [];

    public string? Purpose { get; init; }

    public string? LegalBasis { get; init; }

    public string TermWords { get; init; } = "";

    /// <summary>One sentence per rung of the ladder.</summary>
    public IReadOnlyList<string> Ladder { get; init; } = [];
}
