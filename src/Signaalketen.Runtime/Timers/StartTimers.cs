using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Timers;

/// <summary>Starts instances at the times a model says. Each start moves its trigger on in the same transaction.</summary>
public sealed class StartTimers(StepParts parts, CaseOpening opening, WallClock local)
{
    internal async Task<bool> Fire(StartTriggerRow trigger, DateTimeOffset now, CancellationToken ct)
    {
        var due = trigger.DueAt!.Value;
        // The engine counts the next turn from the time this one was due, so that a late start does not shift all that follow.
        var next = new TimerPlan(due, trigger.Remaining, trigger.RepeatEvery).Next(local.Zone);
        var move = WaitingWrites.MoveStartTimer(trigger.Id, due, next?.DueAt, next?.Remaining ?? 0);
        try
        {
            var opened = await opening.Open(new(trigger.DefinitionKey, trigger.ElementId, Variables.Empty, null, Actor.Timers) { Guards = [move] }, now, ct);
            if (opened.Result is DispatchResult.Rejected rejected)
                await Skip(trigger, move, rejected.Rejection.Code.ToString(), now, ct);
            return opened.Result is DispatchResult.Accepted;
        }
        catch (StepFailedException exception)
        {
            await Skip(trigger, move, exception.InnerException!.GetType().Name, now, ct);
            return false;
        }
    }

    // A start that cannot work must not hold up the timers behind it; the incident says that it did not happen.
    private async Task Skip(StartTriggerRow trigger, RowWrite move, string fault, DateTimeOffset now, CancellationToken ct)
    {
        var incident = new IncidentRow
        {
            Id = parts.Identities.NewId(now),
            ElementId = trigger.ElementId,
            Code = "StartTimerFailed",
            Message = $"{trigger.DefinitionKey} was not started at {trigger.DueAt:u}: {fault}.",
            RaisedAt = now,
        };
        await parts.Store.Commit([move, parts.Inserts.Of(incident)], ct);
    }
}
