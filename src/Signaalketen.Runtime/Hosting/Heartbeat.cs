using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.Timers;

namespace Signaalketen.Runtime.Hosting;

/// <summary>
/// The loops of a node: timers, jobs, mail, and what must be tended now and then. Stopping finishes what is in hand; a node that is killed instead loses nothing,
/// because leases run out and rows stay until their step is committed.
/// </summary>
public sealed class Heartbeat(
    TimerSweep timers, JobPump jobs, MailPump mail, Housekeeping housekeeping, Bell bell, RestoreWatch restores, RuntimeOptions options, TimeProvider clock, DatabaseClock database,
    ILogger<Heartbeat> log) : BackgroundService
{
    // Rule R9: from here on it is worth a word, though nothing depends on the machine's own clock.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    // What is tended can wait a little when nothing is the matter; together it costs more than the looks for work.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    // Parts that failed at their last turn, and of what.
    private readonly ConcurrentDictionary<string, string> failing = new(StringComparer.Ordinal);

    private static readonly Task Never = new TaskCompletionSource().Task;

    /// <summary>When the last full round ended: a site that is not ready says so from this.</summary>
    public DateTimeOffset? LastBeatAt { get; private set; }

    // Loops of their own, so that a mail server that hangs keeps no timer from firing.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Loop("timers", Loops.Timers, Timers, stoppingToken), Loop("jobs", Loops.Jobs, Jobs, stoppingToken), Loop("mail", Loops.Mail, Mail, stoppingToken), Tend(stoppingToken));

    private async Task<int> Timers(DateTimeOffset now, CancellationToken ct) => await restores.MayWork(now, ct) ? await timers.RunOnce(now, ct) : 0;

    private async Task<int> Jobs(DateTimeOffset now, CancellationToken ct) => await restores.MayWork(now, ct) ? await jobs.RunOnce(now, ct) : 0;

    private async Task<int> Mail(DateTimeOffset now, CancellationToken ct) => await restores.MayWork(now, ct) ? await mail.RunOnce(now, ct) : 0;

    private async Task Loop(string part, Loops own, Func<DateTimeOffset, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var ring = bell.Next(own);
            // Work begets work: as long as a look finds some, the next one follows at once.
            if (await Guarded(part, run, ct) == 0)
                await Rest(ring, ct);
        }
    }

    private async Task Tend(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Guarded("clock", LookAtClock, ct);
            var went = await Guarded("housekeeping", housekeeping.RunOnce, ct);
            LastBeatAt = clock.GetUtcNow();
            await Rest(Never, ct, went == 0 && failing.IsEmpty && !housekeeping.InTrouble ? Calm : TimeSpan.Zero);
        }
    }

    private async Task Rest(Task ring, CancellationToken ct, TimeSpan atLeast = default)
    {
        try
        {
            var interval = TimeSpan.FromSeconds(options.Pumps.IntervalSeconds);
            await Bell.Wait(ring, interval > atLeast ? interval : atLeast, clock, ct);
        }
        catch (OperationCanceledException)
        {
            // The node stops; the loop sees it.
        }
    }

    /// <summary>All there is to do now, one part after the other, for a tool or a test that turns the loops by hand.</summary>
    public async Task<int> Beat(CancellationToken ct)
    {
        var all = 0;
        int handled;
        await Guarded("clock", LookAtClock, ct);
        do
        {
            handled = await Guarded("timers", Timers, ct) + await Guarded("jobs", Jobs, ct) + await Guarded("mail", Mail, ct);
            all += handled;
        }
        while (handled > 0 && !ct.IsCancellationRequested);
        all += await Guarded("housekeeping", housekeeping.RunOnce, ct);
        LastBeatAt = clock.GetUtcNow();
        return all;
    }

    private async Task<int> LookAtClock(DateTimeOffset now, CancellationToken ct)
    {
        await database.Read(ct);
        if (database.Skew.Duration() > ClockTolerance)
            log.LogWarning("This machine's clock differs {Skew} from the clock of the database, which counts: look at its time service", database.Skew);
        return 0;
    }

    // A database that is away for a while must not end the loop for ever.
    private async Task<int> Guarded(string part, Func<DateTimeOffset, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
            return 0;
        try
        {
            var handled = await run(clock.GetUtcNow(), ct);
            if (failing.TryRemove(part, out var before))
                log.LogWarning("The heartbeat's {Part} goes on again after {Fault}", part, before);
            return handled;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // Once while it lasts, not at every beat.
            var fault = exception.GetType().Name;
            if (!failing.TryGetValue(part, out var known) || known != fault)
                log.LogError("The heartbeat's {Part} stopped with {Fault} at {Trace}; it is tried at every beat", part, fault, exception.StackTrace);
            failing[part] = fault;
            restores.Doubt();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }
}
