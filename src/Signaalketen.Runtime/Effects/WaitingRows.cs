using Signaalketen.Engine.Effects;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Effects;

/// <summary>Timers and subscriptions come and go.</summary>
internal static class WaitingRows
{
    public static void Schedule(StepPlan plan, ScheduleTimer effect)
    {
        plan.HasDueTimer |= effect.DueAt <= plan.Now;
        plan.Insert(new TimerRow
        {
            InstanceId = plan.InstanceId,
            TimerKey = effect.TimerKey,
            ElementId = effect.ElementId,
            DueAt = effect.DueAt,
            TryAt = effect.DueAt,
        });
    }

    public static void Cancel(StepPlan plan, CancelTimer effect) =>
        plan.Writes.Add(WaitingWrites.CancelTimer(plan.InstanceId, effect.TimerKey));

    public static void Open(StepPlan plan, OpenSubscription effect) => plan.Insert(new SubscriptionRow
    {
        InstanceId = plan.InstanceId,
        SubscriptionKey = effect.SubscriptionKey,
        CaseId = plan.Case.Id,
        ElementId = effect.ElementId,
        SubscriptionKind = effect.Kind == SubscriptionKind.Message ? SubscriptionRowKind.Message : SubscriptionRowKind.Signal,
        Name = effect.Name,
        CorrelationKey = effect.CorrelationKey,
    });

    public static void Close(StepPlan plan, CloseSubscription effect) =>
        plan.Writes.Add(WaitingWrites.CloseSubscription(plan.InstanceId, effect.SubscriptionKey));
}
