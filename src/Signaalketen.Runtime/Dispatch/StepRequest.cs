using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Commands;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Persistence.Vault;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>One command with all that must be written together with it.</summary>
public sealed record StepRequest(string InstanceId, Command Command, Actor Actor)
{
    /// <summary>Case data to seal and store with the step.</summary>
    public CaseWrite? CaseWrite { get; init; }

    /// <summary>Set when the sender may send it twice.</summary>
    public RequestNumber? Number { get; init; }

    /// <summary>Written first: the right to this step. When one of them misses, nothing is written.</summary>
    public IReadOnlyList<RowWrite> Guards { get; init; } = [];

    /// <summary>Written last.</summary>
    public IReadOnlyList<RowWrite> More { get; init; } = [];

    /// <summary>The case of a new instance; only with <see cref="StartInstance"/>.</summary>
    public NewInstanceCase? NewCase { get; init; }
}

/// <summary>Case data that a form gave.</summary>
/// <param name="ElementId">The step that asked; null for the report itself.</param>
public sealed record CaseWrite(IReadOnlyList<CaseFieldValue> Fields, string? ElementId);

/// <summary>The case a new instance belongs to.</summary>
/// <param name="Row">As it stands, or as it is written by a guard of the same step.</param>
/// <param name="Key">The key, when the case is new too; else it is looked up.</param>
public sealed record NewInstanceCase(CaseRow Row, CaseKey? Key);
