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
/// Fires due timers, one at a time in order of due time. The row goes in the transaction of its step: crash before, still due; after, done; twice, refused.
/// </summary>
public sealed class TimerSweep(StepParts parts, CommandDispatcher dispatcher, StartTimers startTimers, StepFaults faults, BackOff backOff, RuntimeOptions options, ILogger<TimerSweep> log)
{
    /// <returns>How many timers fired.</returns>
    public async Task<int> RunOnce(DateTimeOffset now, CancellationToken ct)
    {
        var fired = 0;
        for (var looked = 0; looked < options.Pumps.Batch && !ct.IsCancellationRequested; looked++)
        {
            await using var db = parts.Dialect.CreateDb();
            var timer = await db.Timers.AsNoTracking().Where(row => row.DueAt <= now && row.TryAt <= now)
                .OrderBy(row => row.DueAt).ThenBy(row => row.InstanceId).ThenBy(row => row.TimerKey).FirstOrDefaultAsync(ct);
            var start = await db.StartTriggers.AsNoTracking().Where(row => row.DueAt != null && row.DueAt <= now)
                .OrderBy(row => row.DueAt).ThenBy(row => row.Id).FirstOrDefaultAsync(ct);
            if (timer is null && start is null)
                break;
            var startFirst = start is not null && (timer is null || start.DueAt < timer.DueAt);
            if (startFirst ? await startTimers.Fire(start!, now, ct) : await Fire(timer!, now, ct))
                fired++;
        }

        return fired;
    }

    private async Task<bool> Fire(TimerRow timer, DateTimeOffset now, CancellationToken ct)
    {
        var take = WaitingWrites.TakeTimer(timer.InstanceId, timer.TimerKey);
        try
        {
            var request = new StepRequest(timer.InstanceId, new FireTimer(timer.TimerKey), Actor.Timers) { Guards = [take] };
            switch (await dispatcher.Run(request, now, ct))
            {
                case DispatchResult.Accepted:
                    return true;
                case DispatchResult.Overtaken:
                    // Another node fired it between our look and our step.
                    return false;
                case DispatchResult.Rejected { Rejection.Code: RejectionCode.NotFound or RejectionCode.NotActive }:
                    log.LogInformation("Timer {Timer} of instance {Instance} was no longer wanted", timer.TimerKey, timer.InstanceId);
                    await parts.Store.Commit([take], ct);
                    return false;
                case var result:
                    await Postpone(timer, result.GetType().Name, now, ct);
                    return false;
            }
        }
        catch (StepFailedException exception)
        {
            await Postpone(timer, exception.InnerException!.GetType().Name, now, ct);
            return false;
        }
    }

    // One timer that cannot fire must not hold up all that come after it.
    private async Task Postpone(TimerRow timer, string fault, DateTimeOffset now, CancellationToken ct)
    {
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
