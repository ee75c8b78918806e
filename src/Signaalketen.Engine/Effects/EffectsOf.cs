using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Effects;

/// <summary>Which rows follow from what happened. Effects are a projection of events, so the two cannot disagree.</summary>
public static class EffectsOf
{
    public static IReadOnlyList<Effect> All(IReadOnlyList<Event> events)
    {
        var effects = new List<Effect>();
        foreach (var happened in events)
        {
            if (Of(happened) is { } effect)
                effects.Add(effect);
            else
                effects.AddRange(MigrationEffects.Of(happened));
        }

        return effects;
    }

    private static Effect? Of(Event happened) => happened switch
    {
        UserTaskCreated e => new CreateUserTask(
            e.Key, e.DefinitionKey, e.Element, e.Name, e.CandidateRole, e.FormKey, e.DueAt, e.LoopCounter == 0 ? null : e.LoopCounter),
        ElementCompleted { Pending: Pending.UserTask } e => new CloseUserTask(e.Key, Completed: true),
        ElementTerminated { Pending: Pending.UserTask } e => new CloseUserTask(e.Key, Completed: false),
        ElementCompleted { Pending: Pending.Job } e => new CancelJob(e.Key),
        ElementTerminated { Pending: Pending.Job } e => new CancelJob(e.Key),
        WorkReturned { Pending: Pending.UserTask } e => new CloseUserTask(e.Key, e.Done),
        WorkReturned { Pending: Pending.Job } e => new CancelJob(e.Key),
        UserTaskEscalated e => new EscalateTask(e.Key, e.Element, e.At, e.To, e.Action, e.Channel),
        JobCreated e => new EnqueueJob(
            e.Key, e.DefinitionKey, e.Element, e.JobType, e.Input, e.MessageName is null ? null : new SendMessage(e.Element, e.MessageName, e.CorrelationKey, e.Input)),
        WaitOpened { Wait: { Kind: WaitKind.Timer or WaitKind.Rung } wait } => new ScheduleTimer(wait.Key, wait.ElementId, wait.DueAt!.Value),
        WaitOpened { Wait: { Kind: WaitKind.Message } wait } =>
            new OpenSubscription(wait.Key, wait.ElementId, SubscriptionKind.Message, wait.Name!, wait.CorrelationKey),
        WaitOpened { Wait: { Kind: WaitKind.Signal } wait } => new OpenSubscription(wait.Key, wait.ElementId, SubscriptionKind.Signal, wait.Name!, null),
        WaitClosed { WaitKind: WaitKind.Timer or WaitKind.Rung } e => new CancelTimer(e.Key),
        WaitClosed { WaitKind: WaitKind.Message or WaitKind.Signal } e => new CloseSubscription(e.Key),
        MessageThrown e => new SendMessage(e.Element, e.Name, e.CorrelationKey, e.Variables),
        SignalThrown e => new BroadcastSignal(e.Element, e.Name, e.Variables, e.At),
        IncidentRaised e => new RaiseIncident(e.Incident.Key, e.Incident.ElementId, e.Incident.Code, e.Incident.Message),
        IncidentCleared e => new ClearIncident(e.Key),
        InstanceEnded e => new EndInstance(e.Cancelled),
        _ => null,
    };
}
