using Signaalketen.Engine.Effects;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;

namespace Signaalketen.Runtime.Effects;

/// <summary>Messages and signals become jobs: the receiver steps in a transaction of its own, and nothing is lost in between.</summary>
internal static class DeliveryRows
{
    public static void Send(StepPlan plan, SendMessage effect) =>
        Add(plan, effect.ElementId, JobTypes.DeliverMessage, new(effect.Variables, new(effect.Name, effect.CorrelationKey, KeepUntil: effect.KeepUntil)));

    public static void Broadcast(StepPlan plan, BroadcastSignal effect) =>
        Add(plan, effect.ElementId, JobTypes.BroadcastSignal, new(effect.Variables, new(effect.Name, null, At: effect.At)));

    private static void Add(StepPlan plan, string elementId, string type, JobInput input) => plan.Insert(new JobRow
    {
        Id = plan.NewId(),
        InstanceId = plan.InstanceId,
        CaseId = plan.Case.Id,
        ElementId = elementId,
        JobType = type,
        InputJson = JobInput.Write(input),
        CreatedAt = plan.Now,
        AvailableAt = plan.Now,
        TurnAt = plan.NextTurn(),
        Status = JobStatus.Open,
    });
}
