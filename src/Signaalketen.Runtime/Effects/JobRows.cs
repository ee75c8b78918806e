using Signaalketen.Engine.Effects;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;

namespace Signaalketen.Runtime.Effects;

/// <summary>Work for the pump.</summary>
internal static class JobRows
{
    public static void Enqueue(StepPlan plan, EnqueueJob effect)
    {
        // A send task without a handler of its own does just that: send its message.
        var type = effect.Message is not null && !plan.Jobs.Knows(effect.JobType) ? JobTypes.SendMessage : effect.JobType;
        var message = effect.Message is { } sent ? new MessageInput(sent.Name, sent.CorrelationKey, KeepUntil: sent.KeepUntil) : null;
        plan.Insert(new JobRow
        {
            Id = plan.NewId(),
            InstanceId = plan.InstanceId,
            JobKey = effect.JobKey,
            CaseId = plan.Case.Id,
            ElementId = effect.ElementId,
            JobType = type,
            InputJson = JobInput.Write(new(effect.Input, message)),
            CreatedAt = plan.Now,
            AvailableAt = plan.Now,
            TurnAt = plan.NextTurn(),
            Status = JobStatus.Open,
        });
    }

    public static void Retarget(StepPlan plan, RetargetJob effect)
    {
        plan.Writes.Add(IncidentWrites.RetargetOfJob(plan.InstanceId, effect.JobKey, effect.ElementId));
        plan.Writes.Add(QueueWrites.RetargetJob(plan.InstanceId, effect.JobKey, effect.ElementId));
    }

    public static void Cancel(StepPlan plan, CancelJob effect)
    {
        plan.Writes.Add(IncidentWrites.ClearOfJob(plan.InstanceId, effect.JobKey, plan.Actor.Id, plan.Now));
        plan.Writes.Add(QueueWrites.CancelJob(plan.InstanceId, effect.JobKey));
    }
}
