using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>The first move of each command. A rejection means that nothing was emitted.</summary>
internal static class Handle
{
    public static Rejection? Command(StepContext step, Command command) => command switch
    {
        StartInstance start => Starting.Start(step, start),
        CompleteUserTask complete => Complete(step, complete),
        FireTimer fire => Fire(step, fire),
        CorrelateMessage message => Correlate(step, message),
        DeliverSignal signal => Deliver(step, signal),
        CompleteJob job => WithJob(step, job.JobKey, self => Finish(step, self, job.Variables)),
        FailJob job => WithJob(step, job.JobKey, self => step.Raise(self, IncidentCodes.Job, job.Message, IncidentStage.Working)),
        ThrowJobError job => WithJob(step, job.JobKey, self => step.ThrowError(self, job.ErrorCode, job.Message)),
        EscalateUserTask escalate => Escalate(step, escalate),
        ActivateAdHoc activate => Activate(step, activate),
        FinishAdHoc finish => Finish(step, finish),
        SetVariables set => Set(step, set),
        ResolveIncident resolve => Resolve(step, resolve),
        CancelInstance => Cancel(step),
        ModifyInstance modify => step.Modify(modify),
        MigrateInstance migrate => step.Migrate(migrate.Plan),
        _ => new(RejectionCode.Invalid, $"There is no rule for the command {command.GetType().Name}."),
    };

    private static Rejection? Complete(StepContext step, CompleteUserTask complete)
    {
        if (step.Find(complete.TaskKey) is not { Pending: Pending.UserTask or Pending.Task } self)
            return new(RejectionCode.NotActive, "This task is no longer open.");
        if (step.HasIncident(self.Key))
            return new(RejectionCode.NotActive, $"'{self.ElementId}' is stopped by an incident; resolve that first.", self.ElementId);
        Finish(step, self, complete.Variables);
        return null;
    }

    /// <summary>Keeps what an activity produced in its own scope, so that its output mappings and its loop can read it, and leaves.</summary>
    private static void Finish(StepContext step, ElementInstance self, Variables produced)
    {
        ((Activity)step.NodeOf(self)).Produced(step, self, produced);
        step.Leave(step.Get(self.Key));
    }

    private static Rejection? Fire(StepContext step, FireTimer fire)
    {
        if (!step.State.Waits.TryGet(fire.TimerKey, out var wait) || wait.Kind is not (WaitKind.Timer or WaitKind.Rung))
            return new(RejectionCode.NotActive, "This timer has fired or was cancelled.");
        if (wait.DueAt > step.Now)
            return new(RejectionCode.Invalid, "This timer is not due yet.", wait.ElementId);
        step.Meet(wait, Variables.Empty);
        return null;
    }

    private static Rejection? Correlate(StepContext step, CorrelateMessage message)
    {
        var waits = step.State.Waits.Select(entry => entry.Value).Where(wait => wait.Kind == WaitKind.Message
            && wait.Name == message.Name
            && (message.ElementId is null || wait.ElementId == message.ElementId));
        var candidates = Correlation.Select(waits, message.CorrelationKey, wait => wait.CorrelationKey);
        if (candidates.Count != 1)
            return candidates.Count == 0
                ? new(RejectionCode.NotCorrelated, $"Nothing waits for the message '{message.Name}'.", message.ElementId)
                : new(RejectionCode.Ambiguous, $"{candidates.Count} waits fit the message '{message.Name}': {string.Join(", ", candidates.Select(wait => wait.ElementId))}.", candidates[0].ElementId);
        step.Meet(candidates[0], message.Variables);
        return null;
    }

    private static Rejection? Deliver(StepContext step, DeliverSignal signal)
    {
        var waiting = step.State.Waits.Where(entry => entry.Value.Kind == WaitKind.Signal && entry.Value.Name == signal.Name && !(entry.Key >= signal.Before))
            .Select(entry => entry.Key).ToArray();
        if (waiting.Length == 0)
            return new(RejectionCode.NotCorrelated, $"Nothing waits for the signal '{signal.Name}'.");
        foreach (var key in waiting)
        {
            // One catch may have ended the scope of another.
            if (step.State.Waits.TryGet(key, out var wait))
                step.Meet(wait, signal.Variables);
        }

        return null;
    }

    private static Rejection? WithJob(StepContext step, long key, Action<ElementInstance> act)
    {
        if (step.Find(key) is not { Pending: Pending.Job } self || step.HasIncident(key))
            return new(RejectionCode.NotActive, "This job is no longer open.");
        act(self);
        return null;
    }

    private static Rejection? Escalate(StepContext step, EscalateUserTask escalate)
    {
        if (step.Find(escalate.TaskKey) is not { Pending: Pending.UserTask } self)
            return new(RejectionCode.NotActive, "This task is no longer open.");
        step.ThrowEscalation(self, escalate.EscalationCode);
        return null;
    }

    private static Rejection? Activate(StepContext step, ActivateAdHoc activate)
    {
        // Of several repetitions the first that can take it does.
        Rejection? refusal = null;
        foreach (var scope in OpenAdHoc(step))
        {
            if (step.NodeOf(scope) is not AdHocSubProcess adHoc || adHoc.Inside.Find(activate.ElementId) is not { } node)
                continue;
            refusal = adHoc.StartActivity(step, scope, node);
            if (refusal is null)
                return null;
        }

        return refusal ?? new(RejectionCode.NotActive, $"No open ad-hoc sub-process holds '{activate.ElementId}'.", activate.ElementId);
    }

    private static Rejection? Finish(StepContext step, FinishAdHoc finish)
    {
        if (OpenAdHoc(step).FirstOrDefault(scope => scope.ElementId == finish.ElementId) is not { } found)
            return new(RejectionCode.NotActive, $"'{finish.ElementId}' is not an open ad-hoc sub-process.", finish.ElementId);
        ((AdHocSubProcess)step.NodeOf(found)).Finish(step, found);
        return null;
    }

    private static IEnumerable<ElementInstance> OpenAdHoc(StepContext step) =>
        step.State.Elements.Select(entry => entry.Value).Where(element => element.Pending == Pending.AdHoc);

    private static Rejection? Set(StepContext step, SetVariables set)
    {
        // The repetitions of an activity see the variables of their body.
        ElementInstance[] scopes = set.ScopeElement is null
            ? [step.State.Elements.First().Value]
            : [.. step.State.Elements.Select(entry => entry.Value).Where(element => element.ElementId == set.ScopeElement && element.Role != InstanceRole.Inner).Take(2)];
        if (scopes.Length != 1)
            return scopes.Length == 0
                ? new(RejectionCode.NotActive, $"'{set.ScopeElement}' is not active.", set.ScopeElement)
                : new(RejectionCode.Ambiguous, $"'{set.ScopeElement}' is active more than once.", set.ScopeElement);
        step.Set(scopes[0].Key, set.Variables);
        return null;
    }

    private static Rejection? Resolve(StepContext step, ResolveIncident resolve)
    {
        if (!step.State.Incidents.TryGet(resolve.IncidentKey, out var incident))
            return new(RejectionCode.NotActive, "This incident has been resolved.");
        var self = step.Get(incident.OwnerKey);
        step.Assign(self, resolve.Variables);
        step.Emit(new IncidentCleared(incident.Key, incident.ElementId));
        self = step.Get(incident.OwnerKey);
        switch (incident.Stage)
        {
            case IncidentStage.Budget:
                step.GoOn();
                break;
            case IncidentStage.Leaving:
                step.Leave(self);
                break;
            case IncidentStage.Looping when self.Pending == Pending.AdHoc:
                step.NodeOf(self).ChildCompleted(step, self);
                break;
            case IncidentStage.Looping:
                ((Activity)step.NodeOf(self)).Loop!.Continue(step, self);
                break;
            case IncidentStage.Working:
                ((Activity)step.NodeOf(self)).Work(step, self);
                break;
            case IncidentStage.Opening:
                step.CloseWaits(self, wait => step.NodeOf(self, wait.ElementId) is StartEvent);
                step.Listen(self.Key, step.ScopeOf(self));
                break;
            default:
                step.CloseWaits(self);
                step.NodeOf(self).Enter(step, step.Get(self.Key));
                break;
        }

        return null;
    }

    private static Rejection? Cancel(StepContext step)
    {
        var root = step.State.Elements.First().Value;
        step.Terminate(root.Key);
        step.Emit(new InstanceEnded(Cancelled: true, root.Variables));
        return null;
    }
}
