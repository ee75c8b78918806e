using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Parsing;

/// <summary>Collects what is wrong, in the order found, up to a limit.</summary>
public sealed class ProblemList(int limit)
{
    /// <summary>Characters of one message that are kept: it may repeat a text of the file.</summary>
    private const int MessageLength = 2_000;

    private readonly List<Problem> problems = [];

    public IReadOnlyList<Problem> All => problems;

    public bool HasErrors { get; private set; }

    public void Error(string rule, string? element, string message, string messageNl)
    {
        HasErrors = true;
        Add(new(ProblemSeverity.Error, rule, element, message, messageNl));
    }

    public void Warning(string rule, string? element, string message, string messageNl) =>
        Add(new(ProblemSeverity.Warning, rule, element, message, messageNl));

    private void Add(Problem problem)
    {
        if (problems.Count < limit)
            problems.Add(problem with { Message = Cut(problem.Message), MessageNl = Cut(problem.MessageNl) });
    }

    private static string Cut(string message) => message.Length <= MessageLength ? message : message[..MessageLength] + "…";
}
