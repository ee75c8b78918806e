using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Steps;
using Signaalketen.Persistence.Vault;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>What every step needs, made once per node.</summary>
public sealed record StepParts(Engine.Engine Engine, Dialect Dialect, StepStore Store, RowInserts Inserts, CaseVault Vault, Identities Identities);
