namespace Signaalketen.Persistence.Steps;

/// <summary>A connection of its own over which steps are written, one group at a time.</summary>
public abstract class StepLane : IAsyncDisposable
{
    /// <summary>Writes a group of steps in one transaction. A step that misses or repeats writes nothing; the others are written all the same.</summary>
    /// <returns>One outcome per step. When this throws, nothing is known to be written.</returns>
    public abstract Task<CommitOutcome[]> Write(IReadOnlyList<IReadOnlyList<RowWrite>> steps);

    public abstract ValueTask DisposeAsync();
}
