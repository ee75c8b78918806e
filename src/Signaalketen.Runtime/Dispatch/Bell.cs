namespace Signaalketen.Runtime.Dispatch;

/// <summary>The loops of a node that look for work.</summary>
[Flags]
public enum Loops
{
    None = 0,
    Timers = 1,
    Jobs = 2,
    Mail = 4,
}

/// <summary>
/// Wakes a loop of a node when a step left work for it, and no other: each look is a question to the database. Only a hint: who misses it finds the work at the
/// next look (rule R10).
/// </summary>
public sealed class Bell
{
    private static readonly Loops[] Each = [Loops.Timers, Loops.Jobs, Loops.Mail];

    private readonly TaskCompletionSource[] rung = [New(), New(), New()];
    private readonly Lock gate = new();

    /// <summary>What the next ring for a loop completes. Taken before it looks for work, so that a ring while it looks is not missed.</summary>
    public Task Next(Loops loop)
    {
        lock (gate)
            return rung[Array.IndexOf(Each, loop)].Task;
    }

    public void Ring(Loops loops)
    {
        lock (gate)
        {
            for (var place = 0; place < Each.Length; place++)
            {
                if ((loops & Each[place]) == 0)
                    continue;
                rung[place].SetResult();
                rung[place] = New();
            }
        }
    }

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
