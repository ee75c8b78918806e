namespace Signaalketen.Persistence.Steps;

/// <summary>A step that waits for its turn to be written.</summary>
internal sealed class PendingStep(IReadOnlyList<RowWrite> writes, CancellationToken ct)
{
    private readonly TaskCompletionSource<CommitOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<RowWrite> Writes => writes;

    public Task<CommitOutcome> Outcome => outcome.Task;

    /// <summary>Whether its caller stopped waiting before it was begun. Once begun, nobody's wish to stop counts: half a commit does not exist.</summary>
    public bool GaveUp() => ct.IsCancellationRequested && outcome.TrySetCanceled(ct);

    public void End(CommitOutcome how) => outcome.TrySetResult(how);

    public void Fail(Exception exception) => outcome.TrySetException(exception);
}
