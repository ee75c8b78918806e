namespace Signaalketen.Persistence.Steps;

/// <summary>What a step needs to know of an instance, read in one go.</summary>
/// <param name="DefinitionSerial">Highest serial of all published definitions: tells whether a cached set is still complete.</param>
public sealed record StoredInstance(
    string Id, string StateText, long Version, long HistoryCount, string CaseId, string CaseReference, string? OwnerId, string? DeputyId, long DefinitionSerial);
