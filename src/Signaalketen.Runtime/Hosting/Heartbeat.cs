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
/// The one loop of a node: timers, jobs, mail, and again. Stopping finishes what is in hand; a node that is killed instead loses nothing,
/// because leases run out and rows stay until their step is committed.
/// </summary>
public sealed class Heartbeat(
    TimerSweep timers, JobPump jobs, MailPump mail, Housekeeping housekeeping, Bell bell, RuntimeOptions options, TimeProvider clock, DatabaseClock database,
    ILogger<Heartbeat> log) : BackgroundService
{
    // Rule R9: from here on it is worth a word, though nothing depends on the machine's own clock.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>When the last full round ended: a site that is not ready says so from this.</summary>
    public DateTimeOffset? LastBeatAt { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = TimeSpan.FromSeconds(options.Pumps.IntervalSeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Beat(stoppingToken);
            try
            {
                await bell.Wait(interval, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>One round; goes on at once while a round found work to do, because work begets work.</summary>
    public async Task<int> Beat(CancellationToken ct)
    {
        var all = 0;
        int handled;
        await Guarded("clock", LookAtClock, ct);
        do
        {
            handled = await Guarded("timers", timers.RunOnce, ct) + await Guarded("jobs", jobs.RunOnce, ct) + await Guarded("mail", mail.RunOnce, ct);
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
            return await run(clock.GetUtcNow(), ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError("The heartbeat's {Part} stopped with {Fault} at {Trace}; it goes on at the next beat", part, exception.GetType().Name, exception.StackTrace);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }
}
