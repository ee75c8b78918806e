using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Steps;

/// <summary>Statements on timers, subscriptions and start triggers.</summary>
public static class WaitingWrites
{
    public static RowWrite CancelTimer(string instanceId, long timerKey) => RowWrite.ByKey(DeleteTimer, Missed.Fine, ("instance", instanceId), ("timer", timerKey));

    /// <summary>The right to fire: whoever removes the row, fires it. Rolled back with the step.</summary>
    public static RowWrite TakeTimer(string instanceId, long timerKey) =>
        RowWrite.ByKey(DeleteTimer, Missed.Lost, ("instance", instanceId), ("timer", timerKey));

    public static RowWrite PostponeTimer(string instanceId, long timerKey, DateTimeOffset tryAt) =>
        RowWrite.Of(
            "UPDATE timer SET attempts = attempts + 1, try_at = @try WHERE instance_id = @instance AND timer_key = @timer",
            ("try", tryAt), ("instance", instanceId), ("timer", timerKey));

    public static RowWrite CloseSubscription(string instanceId, long subscriptionKey) =>
        RowWrite.Of(
            "DELETE FROM subscription WHERE instance_id = @instance AND subscription_key = @subscription",
            ("instance", instanceId), ("subscription", subscriptionKey));

    public static RowWrite DropStartTriggers(string processId) =>
        RowWrite.Of("DELETE FROM start_trigger WHERE process_id = @process", ("process", processId));

    /// <summary>Moves a start timer on, or removes it after its last time; lost when another node did so.</summary>
    public static RowWrite MoveStartTimer(string triggerId, DateTimeOffset due, DateTimeOffset? next, int remaining) =>
        next is null
            ? RowWrite.Of("DELETE FROM start_trigger WHERE id = @id AND due_at = @due", Missed.Lost, ("id", triggerId), ("due", due))
            : RowWrite.Of(
                "UPDATE start_trigger SET due_at = @next, remaining = @remaining WHERE id = @id AND due_at = @due",
                Missed.Lost, ("next", next), ("remaining", remaining), ("id", triggerId), ("due", due));

    private const string DeleteTimer = "DELETE FROM timer WHERE instance_id = @instance AND timer_key = @timer";
}
