using System.Collections.Frozen;

namespace Signaalketen.Persistence.Steps;

/// <summary>What a step needs to know of an instance, read in one go.</summary>
/// <param name="DefinitionSerial">Highest serial of all published definitions: tells whether a cached set is still complete.</param>
public sealed record StoredInstance(string Id, string StateText, long Version, long HistoryCount, long DefinitionSerial, StoredCase Case);

/// <summary>The case of an instance: who is told about its tasks.</summary>
/// <param name="Version">Grows with everything that stands here; a step that knew another number loads and steps again.</param>
/// <param name="Conflicted">Accounts for whom the case does not exist.</param>
public sealed record StoredCase(
    string Id, string Reference, string? OwnerId, string? DeputyId, bool Frozen, long Version, IReadOnlySet<string> Conflicted)
{
    /// <summary>The case that a step opens, or that it finds by its row.</summary>
    public static StoredCase Of(Model.CaseRow row) =>
        new(row.Id, row.Reference, row.OwnerId, row.DeputyId, row.FrozenAt is not null, row.Version, FrozenSet<string>.Empty);
}
