using Signaalketen.Casework.Forms;

namespace Signaalketen.Runtime.Tasks;

/// <summary>A task in a list.</summary>
/// <param name="CaseReference">Number of the case.</param>
/// <param name="Mine">The person who asks has taken it, or stands in for whoever did.</param>
/// <param name="BroughtIn">The person who asks was brought in by the escalation ladder.</param>
public sealed record TaskSummary(
    string Id, string CaseId, string CaseReference, string ElementId, string Name, string? CandidateRole, string? AssigneeId, string? AssigneeName,
    DateTimeOffset OpenedAt, DateTimeOffset? DueAt, bool Late, bool Frozen, bool Mine, bool BroughtIn);

/// <summary>One task as its page needs it.</summary>
/// <param name="Form">The form to show; null when the step has none and only asks for confirmation.</param>
/// <param name="Shows">Patterns of the case fields that this step may show.</param>
/// <param name="Draft">What this person saved before, as posted; null when nothing.</param>
/// <param name="Refusal">Why this person may look but not finish it now; null when they may.</param>
/// <param name="MayClaim">Whether a button to take the task makes sense.</param>
/// <param name="ClosedAt">Set when the task is done or cancelled.</param>
public sealed record TaskDetail(
    TaskSummary Summary, string InstanceId, string DefinitionKey, string? FormKey, FormDefinition? Form, int? LoopCounter, IReadOnlyList<string> Shows,
    string? LegalBasis, string? Purpose, IReadOnlyDictionary<string, IReadOnlyList<string>>? Draft, Refusal? Refusal, bool MayClaim, DateTimeOffset? ClosedAt);
