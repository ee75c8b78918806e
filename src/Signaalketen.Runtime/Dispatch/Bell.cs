namespace Signaalketen.Runtime.Dispatch;

/// <summary>Wakes the heartbeat when a step left work. Only a hint: who misses it finds the work at the next look (rule R10).</summary>
public sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Waits for the bell or for the interval, whichever comes first.</summary>
    public async Task Wait(TimeSpan interval, TimeProvider clock, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var time = Task.Delay(interval, clock, both.Token);
        var ring = rung.WaitAsync(both.Token);
        await Task.WhenAny(time, ring);
        await both.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    public void Dispose() => rung.Dispose();
}
