using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Timers;

/// <summary>
/// Fires due timers: each instance's in order of due time, different instances side by side. The row goes in the transaction of its step:
/// crash before, still due; after, done; twice, refused.
/// </summary>
public sealed class TimerSweep(
    StepParts parts, CommandDispatcher dispatcher, InstanceLoader instances, StartTimers startTimers, StepFaults faults, BackOff backOff, RuntimeOptions options, ILogger<TimerSweep> log)
{
    // A timer is a step and nothing else: the more wait for each other, the more share a transaction.
    private const int SideBySide = 64;

    /// <returns>How many timers fired.</returns>
    public async Task<int> RunOnce(DateTimeOffset now, CancellationToken ct)
    {
        var fired = await FireStarts(now, ct);
        for (var looked = 0; looked < options.Pumps.Batch && !ct.IsCancellationRequested;)
        {
            // Taken rows are left alone by other nodes for as long as a lease; if this node dies they are due again after it.
            var taken = await parts.Store.TakeDueTimers(now, now.AddSeconds(options.Pumps.LeaseSeconds), options.Pumps.Batch, ct);
            if (taken.Count == 0)
                break;
            looked += taken.Count;
            await instances.Warm(taken.Select(timer => timer.InstanceId), ct);
            await Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, TaskScheduler = TaskScheduler.Current, CancellationToken = ct }, async (timer, token) =>
            {
                if (await Fire(timer.InstanceId, timer.TimerKey, now, token))
                    Interlocked.Increment(ref fired);
            });
        }

        return fired;
    }

    private async Task<int> FireStarts(DateTimeOffset now, CancellationToken ct)
    {
        var fired = 0;
        for (var looked = 0; looked < options.Pumps.Batch && !ct.IsCancellationRequested; looked++)
        {
            await using var db = parts.Dialect.CreateDb();
            var start = await db.StartTriggers.AsNoTracking().Where(row => row.DueAt != null && row.DueAt <= now)
                .OrderBy(row => row.DueAt).ThenBy(row => row.Id).FirstOrDefaultAsync(ct);
            if (start is null)
                break;
            if (await startTimers.Fire(start, now, ct))
                fired++;
        }

        return fired;
    }

    private async Task<bool> Fire(string instanceId, long timerKey, DateTimeOffset now, CancellationToken ct)
    {
        var take = WaitingWrites.TakeTimer(instanceId, timerKey);
        try
        {
            var request = new StepRequest(instanceId, new FireTimer(timerKey), Actor.Timers) { Guards = [take] };
            switch (await dispatcher.Run(request, now, ct))
            {
                case DispatchResult.Accepted:
                    return true;
                case DispatchResult.Overtaken:
                    // Another node fired it between our look and our step.
                    return false;
                case DispatchResult.Rejected { Rejection.Code: RejectionCode.NotFound or RejectionCode.NotActive }:
                    log.LogInformation("Timer {Timer} of instance {Instance} was no longer wanted", timerKey, instanceId);
                    await parts.Store.Commit([take], ct);
                    return false;
                case var result:
                    await Postpone(instanceId, timerKey, result.GetType().Name, now, ct);
                    return false;
            }
        }
        catch (StepFailedException exception)
        {
            await Postpone(instanceId, timerKey, exception.InnerException!.GetType().Name, now, ct);
            return false;
        }
    }

    // One timer that cannot fire must not hold up all that come after it.
    private async Task Postpone(string instanceId, long timerKey, string fault, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        if (await db.Timers.AsNoTracking().SingleOrDefaultAsync(row => row.InstanceId == instanceId && row.TimerKey == timerKey, ct) is not { } timer)
            return;
        var attempt = timer.Attempts + 1;
        var rowId = $"{timer.InstanceId} {timer.TimerKey}";
        await parts.Store.Commit([WaitingWrites.PostponeTimer(timer.InstanceId, timer.TimerKey, now.Add(backOff.After(rowId, attempt)))], ct);
        if (attempt < options.Pumps.Attempts)
            return;
        var incident = new IncidentRow
        {
            Id = $"{rowId} timer",
            InstanceId = timer.InstanceId,
            TimerKey = timer.TimerKey,
            ElementId = timer.ElementId,
            Code = "TimerFailed",
            Message = $"The timer could not fire {attempt} times, the last time with {fault}. It is tried again.",
            RaisedAt = now,
        };
        await faults.Record(incident, ct);
    }
}
