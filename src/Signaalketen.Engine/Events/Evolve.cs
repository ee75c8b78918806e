using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Events;

/// <summary>The one place that changes state. It knows no element type: an event says everything.</summary>
public static class Evolve
{
    /// <summary>Builds the state of an instance from its history.</summary>
    public static InstanceState Replay(IEnumerable<Event> events)
    {
        InstanceState? state = null;
        var owner = new object();
        foreach (var happened in events)
            state = Apply(state, happened, owner);
        return state ?? throw new BrokenInvariantException("A history begins with InstanceStarted.");
    }

    /// <param name="owner">Marks the containers made during this step, which may be changed in place.</param>
    public static InstanceState Apply(InstanceState? before, Event happened, object? owner = null)
    {
        if (happened is InstanceStarted started)
            return new InstanceState { InstanceId = started.InstanceId, DefinitionKey = started.DefinitionKey };
        var state = before ?? throw new BrokenInvariantException("A history begins with InstanceStarted.");
        return happened switch
        {
            ElementActivated e => Activate(state, e, owner),
            ElementCompleted e => RemoveElement(state, e.Key, owner),
            ElementTerminated e => RemoveElement(state, e.Key, owner),
            TokenPlaced e => PlaceToken(state, e.Token, owner),
            TokenRemoved e => RemoveToken(state, e.Key, owner),
            VariablesSet e => Change(state, e.ScopeKey, owner, element => element with { Variables = element.Variables.With(e.Changes) }),
            WaitOpened e => OpenWait(state, e.Wait, owner),
            WaitClosed e => CloseWait(state, e.Key, owner),
            UserTaskCreated e => Change(state, e.Key, owner, element => element with { Pending = Pending.UserTask }),
            TaskAwaited e => Change(state, e.Key, owner, element => element with { Pending = Pending.Task }),
            AdHocOpened e => Change(state, e.Key, owner, element => element with { Pending = Pending.AdHoc }),
            AdHocFinishing e => Change(state, e.Key, owner, element => element with { Pending = Pending.Nothing }),
            JobCreated e => Change(state, e.Key, owner, element => element with { Pending = Pending.Job }),
            WorkReturned e => Change(state, e.Key, owner, element => element with { Pending = Pending.Nothing }),
            LoopStarted e => Change(state, e.Key, owner, element => element with
            {
                Loop = new(e.Planned, e.Started, 0, 0, e.Items, KeyMap<Expressions.FeelValue>.Empty),
            }),
            LoopProgressed e => Change(state, e.Key, owner, element => element with
            {
                Loop = element.Loop! with { Started = e.Started, Completed = e.Completed, Terminated = e.Terminated },
            }),
            LoopOutputCollected e => Change(state, e.Key, owner, element => element with
            {
                Loop = element.Loop! with { Outputs = element.Loop.Outputs.Set(e.Index, e.Value, owner) },
            }),
            CompensableRecorded e => NextKeyAfter(
                Change(state, e.ScopeKey, owner, scope => scope with { Compensables = scope.Compensables.Set(e.Compensable.Key, e.Compensable, owner) }), e.Compensable.Key),
            CompensablesTaken e => Change(state, e.ScopeKey, owner, scope => scope with
            {
                Compensables = e.Keys.Aggregate(scope.Compensables, (left, key) => left.Remove(key, owner)),
            }),
            UndoingPlanned e => Change(state, e.Key, owner, element => element with { Undoing = e.Left }),
            IncidentRaised e => NextKeyAfter(state, e.Incident.Key) with { Incidents = state.Incidents.Set(e.Incident.Key, e.Incident, owner) },
            IncidentCleared e => state with { Incidents = state.Incidents.Remove(e.Key, owner) },
            InstanceEnded e => state with { Status = e.Cancelled ? InstanceStatus.Cancelled : InstanceStatus.Completed, Outcome = e.Outcome },
            InstanceMigrated e => state.DefinitionKey == e.From ? state with { DefinitionKey = e.To } : state,
            ElementMigrated e => Change(state, e.Key, owner, element => element with { DefinitionKey = e.DefinitionKey, ElementId = e.Element }),
            TokenMigrated e => state with { Tokens = state.Tokens.Set(e.Token.Key, e.Token, owner) },
            WaitMigrated e => state with { Waits = state.Waits.Set(e.Wait.Key, e.Wait, owner) },
            UndoingMigrated e => Change(state, e.Key, owner, element => element with { CompensableList = e.Records, Undoing = e.Left }),
            IncidentMigrated e => state with { Incidents = state.Incidents.Set(e.Incident.Key, e.Incident, owner) },
            UserTaskMigrated or JobMigrated or JobReplaced => state,
            UserTaskEscalated or MessageThrown or SignalThrown or ErrorThrown or EscalationThrown => state,
            _ => throw new BrokenInvariantException($"No rule evolves a state by {happened.Kind}."),
        };
    }

    private static InstanceState Activate(InstanceState state, ElementActivated e, object? owner)
    {
        foreach (var token in e.Consumed)
            state = RemoveToken(state, token, owner);
        var element = new ElementInstance
        {
            Key = e.Key, ScopeKey = e.ScopeKey, DefinitionKey = e.DefinitionKey, ElementId = e.Element, Role = e.Role, LoopCounter = e.LoopCounter, Compensator = e.Compensator,
        };
        if (e.ScopeKey != 0)
            state = Change(state, e.ScopeKey, owner, scope => scope with { Children = scope.Children.Add(e.Key, owner) });
        return NextKeyAfter(state, e.Key) with { Elements = state.Elements.Set(e.Key, element, owner) };
    }

    private static InstanceState RemoveElement(InstanceState state, long key, object? owner)
    {
        var element = Element(state, key);
        if (element.Children.Count + element.Tokens.Count + element.Waits.Count > 0)
            throw new BrokenInvariantException($"{element.ElementId} ends with something still alive in it.");
        if (element.ScopeKey != 0)
            state = Change(state, element.ScopeKey, owner, scope => scope with { Children = scope.Children.Remove(key, owner) });
        return state with { Elements = state.Elements.Remove(key, owner) };
    }

    private static InstanceState PlaceToken(InstanceState state, Token token, object? owner)
    {
        state = Change(state, token.ScopeKey, owner, scope => scope with { Tokens = scope.Tokens.Add(token.Key, owner) });
        return NextKeyAfter(state, token.Key) with { Tokens = state.Tokens.Set(token.Key, token, owner) };
    }

    private static InstanceState RemoveToken(InstanceState state, long key, object? owner)
    {
        if (!state.Tokens.TryGet(key, out var token))
            throw new BrokenInvariantException($"Token {key} is gone.");
        state = Change(state, token.ScopeKey, owner, scope => scope with { Tokens = scope.Tokens.Remove(key, owner) });
        return state with { Tokens = state.Tokens.Remove(key, owner) };
    }

    private static InstanceState OpenWait(InstanceState state, Wait wait, object? owner)
    {
        state = Change(state, wait.OwnerKey, owner, element => element with { Waits = element.Waits.Add(wait.Key, owner) });
        return NextKeyAfter(state, wait.Key) with { Waits = state.Waits.Set(wait.Key, wait, owner) };
    }

    private static InstanceState CloseWait(InstanceState state, long key, object? owner)
    {
        if (!state.Waits.TryGet(key, out var wait))
            throw new BrokenInvariantException($"Wait {key} is gone.");
        state = Change(state, wait.OwnerKey, owner, element => element with { Waits = element.Waits.Remove(key, owner) });
        return state with { Waits = state.Waits.Remove(key, owner) };
    }

    private static InstanceState Change(InstanceState state, long key, object? owner, Func<ElementInstance, ElementInstance> change) =>
        state with { Elements = state.Elements.Set(key, change(Element(state, key)), owner) };

    private static InstanceState NextKeyAfter(InstanceState state, long key) =>
        key >= state.NextKey ? state with { NextKey = key + 1 } : state;

    private static ElementInstance Element(InstanceState state, long key) =>
        state.Elements.TryGet(key, out var element) ? element : throw new BrokenInvariantException($"Element instance {key} is gone.");
}

/// <summary>A bug of ours: the engine was about to write a state that cannot be. The step is refused, nothing is written.</summary>
public sealed class BrokenInvariantException(string message) : Exception(message);
