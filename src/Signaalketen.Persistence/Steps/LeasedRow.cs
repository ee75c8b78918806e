namespace Signaalketen.Persistence.Steps;

/// <summary>A row that is ours for now.</summary>
/// <param name="Token">The number of this very lease: whoever reads the row later with another number finds a lease of somebody else.</param>
public readonly record struct LeasedRow(string Id, long Token);
