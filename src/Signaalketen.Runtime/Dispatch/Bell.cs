namespace Signaalketen.Runtime.Dispatch;

/// <summary>Wakes the loops of a node when a step left work. Only a hint: who misses it finds the work at the next look (rule R10).</summary>
public sealed class Bell
{
    private TaskCompletionSource rung = New();

    /// <summary>What the next ring completes. Taken before a loop looks for work, so that a ring while it looks is not missed.</summary>
    public Task Next => Volatile.Read(ref rung).Task;

    public void Ring() => Interlocked.Exchange(ref rung, New()).TrySetResult();

    /// <summary>Waits for a ring or for the interval, whichever comes first.</summary>
    /// <param name="ring"><see cref="Next"/>, as taken before the last look.</param>
    public static async Task Wait(Task ring, TimeSpan interval, TimeProvider clock, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(ring, Task.Delay(interval, clock, both.Token));
        await both.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
