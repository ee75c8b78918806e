namespace Signaalketen.Web.Pages.Cases;

/// <summary>Work that is open in a case.</summary>
public sealed record OpenWork(string Name, string RoleName, string? Who, DateTimeOffset? DueAt);

/// <summary>All that the page of a case shows: where it is and how it came there. No answers of forms; those belong to a step.</summary>
public sealed record CaseView(
    string Reference,
    DateTimeOffset ReceivedAt,
    string? OwnerName,
    string? DeputyName,
    bool IsFrozen,
    bool IsClosed,
    string Status,
    IReadOnlyList<string> Undelivered,
    IReadOnlyList<OpenWork> OpenTasks,
    Progress Progress,
    IReadOnlyList<OutlineStep> Outline,
    IReadOnlyList<StoryLine> Story)
{
    public static readonly CaseView None = new("", default, null, null, false, false, "", [], [], new Progress([], []), [], []);

    public string StatusStyle => IsFrozen ? "sk-tag--late" : IsClosed ? "sk-tag--good" : "sk-tag--plain";
}
