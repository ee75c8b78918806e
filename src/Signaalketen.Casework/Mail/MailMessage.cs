using Signaalketen.Casework.Words;

namespace Signaalketen.Casework.Mail;

/// <summary>
/// A mail with fixed neutral words. It can only be made from what stands in the constructor, so it cannot hold a person, a place or a reason:
/// whoever reads along in a mailbox learns that there is work, not what work.
/// </summary>
public sealed class MailMessage
{
    private const int LongestTaskKind = 80;

    // A model names its own tasks; these words must not reach a mailbox by that road.
    private static readonly string[] ForbiddenParts = ["radicali", "extremis", "terror", "jihad", "polaris"];

    /// <param name="reference">A <see cref="CaseReference"/>, drawn for this task.</param>
    /// <param name="taskKind">The name of the step in the model; replaced by "Taak" when it holds anything but plain neutral words.</param>
    /// <param name="term">The last day, or null when there is none.</param>
    /// <param name="link">Address of the task or page, without query or credentials.</param>
    /// <exception cref="ArgumentException">The reference or the link could carry something else than it should.</exception>
    public MailMessage(MailKind kind, string reference, string taskKind, DateOnly? term, Uri link)
    {
        if (!CaseReference.IsReference(reference))
            throw new ArgumentException("A mail names a case only by its random reference.", nameof(reference));
        if (!link.IsAbsoluteUri || link.Scheme is not ("https" or "http") || link.UserInfo.Length + link.Query.Length + link.Fragment.Length > 0)
            throw new ArgumentException("A mail links to a plain web address without query, fragment or credentials.", nameof(link));
        Kind = kind;
        Reference = reference;
        TaskKind = IsNeutral(taskKind) ? taskKind : "Taak";
        Term = term;
        Link = link;
    }

    public MailKind Kind { get; }

    public string Reference { get; }

    public string TaskKind { get; }

    public DateOnly? Term { get; }

    public Uri Link { get; }

    public string Subject => Fill(MailWords.Of(Kind).Subject);

    /// <summary>Plain text, lines ended by a line feed.</summary>
    public string Body => Fill(MailWords.Of(Kind).Body);

    private static bool IsNeutral(string taskKind) =>
        taskKind.Length is > 0 and <= LongestTaskKind
        && taskKind.All(letter => char.IsLetter(letter) || letter is ' ' or '-' or ',')
        && !ForbiddenParts.Any(part => taskKind.Contains(part, StringComparison.OrdinalIgnoreCase));

    private string Fill(string text) => text
        .Replace("{referentie}", Reference, StringComparison.Ordinal)
        .Replace("{taaksoort}", TaskKind, StringComparison.Ordinal)
        .Replace("{termijn}", Term is { } day ? DutchText.Date(day) : "geen vaste datum", StringComparison.Ordinal)
        .Replace("{link}", Link.AbsoluteUri, StringComparison.Ordinal);
}
