using Signaalketen.Casework;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Runtime.Cases;

/// <summary>A case in a list.</summary>
public sealed record CaseSummary(
    string Id, string Reference, string? OwnerId, string? OwnerName, string? DeputyId, string? DeputyName,
    DateTimeOffset ReceivedAt, DateTimeOffset? FrozenAt, DateTimeOffset? ClosedAt, DateTimeOffset? ErasedAt);

/// <summary>A case as its page needs it: shell, processes with where they stand, and names of what is stored. No content.</summary>
public sealed record CaseView(CaseSummary Summary, IReadOnlyList<CaseProcess> Processes, IReadOnlyList<StoredField> Fields);

/// <summary>One process of a case.</summary>
/// <param name="ActiveElements">Where it stands now, for the drawing.</param>
/// <param name="VisitedElements">Where it has been.</param>
public sealed record CaseProcess(
    string InstanceId, string DefinitionKey, string ProcessName, InstanceRowStatus Status, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    IReadOnlyList<string> ActiveElements, IReadOnlyList<string> VisitedElements);

/// <summary>That something is stored, not what.</summary>
/// <param name="Current">False for an answer that a later one to the same question replaced.</param>
public sealed record StoredField(string Name, DataClass Class, string? ElementId, string WrittenBy, DateTimeOffset WrittenAt, bool Current);

/// <summary>A field that was opened, and logged.</summary>
/// <param name="Value">Null when its seal is broken: then nothing of it is shown and an incident was raised.</param>
public sealed record OpenedField(StoredField Field, string? Value);
