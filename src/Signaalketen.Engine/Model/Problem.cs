namespace Signaalketen.Engine.Model;

/// <summary>Something in a model that cannot be executed, or deserves a look.</summary>
/// <param name="Rule">Stable id, such as <c>bpmn.unresolved-reference</c>.</param>
/// <param name="Element">Id of the element, or null when it has none.</param>
/// <param name="Message">English: what is wrong and how to mend it.</param>
/// <param name="MessageNl">The same in Dutch.</param>
public sealed record Problem(ProblemSeverity Severity, string Rule, string? Element, string Message, string MessageNl);

public enum ProblemSeverity
{
    Error,
    Warning,
}
