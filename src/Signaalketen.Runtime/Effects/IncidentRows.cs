using Signaalketen.Engine.Effects;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Effects;

/// <summary>The engine stops somewhere, or goes on.</summary>
internal static class IncidentRows
{
    public static void Raise(StepPlan plan, RaiseIncident effect) => plan.Insert(new IncidentRow
    {
        Id = plan.NewId(),
        InstanceId = plan.InstanceId,
        IncidentKey = effect.IncidentKey,
        ElementId = effect.ElementId,
        Code = effect.Code,
        Message = effect.Message,
        RaisedAt = plan.Now,
    });

    public static void Retarget(StepPlan plan, RetargetIncident effect) =>
        plan.Writes.Add(IncidentWrites.Retarget(plan.InstanceId, effect.IncidentKey, effect.ElementId));

    public static void Clear(StepPlan plan, ClearIncident effect) =>
        plan.Writes.Add(IncidentWrites.Clear(plan.InstanceId, effect.IncidentKey, plan.Actor.Id, plan.Now));

    /// <summary>What still stood open ends with the instance.</summary>
    public static void ClearAll(StepPlan plan)
    {
        if (plan.HadIncidents)
            plan.Writes.Add(IncidentWrites.ClearAllOf(plan.InstanceId, plan.Actor.Id, plan.Now));
    }
}
