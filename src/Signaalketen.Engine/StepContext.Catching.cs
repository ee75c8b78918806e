using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>How events are waited for, met, thrown and caught.</summary>
internal sealed partial class StepContext
{
    /// <summary>Opens the waits of a catching node on behalf of <paramref name="waiter"/>. False after an incident.</summary>
    /// <param name="happened">The definition that has happened already; -1 for none.</param>
    public bool Arm(ElementInstance waiter, ICatching node, int happened = -1)
    {
        for (var index = 0; index < node.Definitions.Count; index++)
        {
            if (index == happened || node.Definitions[index].Arm(this, Get(waiter.Key), node, index))
                continue;
            // Of events that must all happen none may happen while another cannot.
            if (node.ParallelMultiple)
                CloseWaits(Get(waiter.Key), wait => wait.ElementId == node.Id);
            return false;
        }

        return true;
    }

    public void OpenWait(ElementInstance waiter, string elementId, int definition, WaitKind kind, string? name = null, string? correlationKey = null) =>
        Emit(new WaitOpened(new(NextKey, waiter.Key, elementId, definition, kind, name, correlationKey)));

    public void OpenTimer(ElementInstance waiter, string elementId, int definition, WaitKind kind, DateTimeOffset dueAt, string? name = null, int remaining = 0, string? interval = null) =>
        Emit(new WaitOpened(new(NextKey, waiter.Key, elementId, definition, kind, name, null, dueAt.ToUniversalTime(), remaining, interval)));

    /// <summary>What a wait was for has happened: moves whoever waited.</summary>
    public void Meet(Wait wait, Variables payload)
    {
        var waiter = Get(wait.OwnerKey);
        var node = NodeOf(waiter, wait.ElementId);
        if (node is ICatching { ParallelMultiple: true, Definitions.Count: > 1 } all && !LastOf(wait, waiter, all, payload))
            return;
        waiter = Get(wait.OwnerKey);
        switch (node)
        {
            case FlowNode own when own.Id == waiter.ElementId:
                own.Met(this, waiter, wait, payload);
                break;
            case BoundaryEvent boundary:
                if (!boundary.Interrupting)
                    Again(wait);
                Boundary(waiter, boundary, payload);
                break;
            case StartEvent start:
                if (!start.Interrupting)
                    Again(wait);
                EventSubProcess(waiter, start, payload);
                break;
            default:
                NodeOf(waiter).Met(this, waiter, wait, payload);
                break;
        }
    }

    /// <summary>One of several events that must all happen has happened: whether it was the last. A non-interrupting catcher then waits for all again.</summary>
    private bool LastOf(Wait wait, ElementInstance waiter, ICatching node, Variables payload)
    {
        Emit(new WaitClosed(wait.Key, wait.ElementId, wait.Kind));
        if (Get(waiter.Key).Waits.Any(key => State.Waits[key].ElementId == node.Id))
        {
            Assign(Get(waiter.Key), payload);
            return false;
        }

        if (node is BoundaryEvent { Interrupting: false } or StartEvent { Interrupting: false } && waiter.ElementId != node.Id)
            ArmAgain(waiter, node);
        return true;
    }

    /// <summary>
    /// Waits for all anew; a condition that is still true must become false first, or it would be met for ever. When that cannot be, an incident
    /// says so, and what has happened still counts.
    /// </summary>
    private void ArmAgain(ElementInstance waiter, ICatching node)
    {
        if (!Arm(Get(waiter.Key), node))
            return;
        foreach (var key in Get(waiter.Key).Waits.ToArray())
        {
            if (State.Waits[key] is { Kind: WaitKind.Condition } wait && wait.ElementId == node.Id)
                Reopen(wait, 1);
        }
    }

    /// <summary>Starts the flow out of a boundary event; an interrupting one ends its activity first (BPMN 2.0.2, 13.5.3).</summary>
    public void Boundary(ElementInstance host, BoundaryEvent boundary, Variables payload)
    {
        var scope = host.ScopeKey;
        if (boundary.Interrupting)
            Terminate(host.Key);
        Pass(scope, boundary, payload);
    }

    /// <summary>Starts an event sub-process in <paramref name="scope"/>; an interrupting one ends all else in it (BPMN 2.0.2, 13.5.4).</summary>
    public void EventSubProcess(ElementInstance scope, StartEvent start, Variables payload)
    {
        if (start.Interrupting)
        {
            TerminateContents(scope.Key);
            CloseWaits(Get(scope.Key), wait => NodeOf(scope, wait.ElementId) is StartEvent);
            ClearIncidents(scope.Key);
        }

        var inner = start.Scope.Owner!;
        var key = Birth(Get(scope.Key), inner, []);
        Declare(key, inner.Inside);
        TakeIn(Get(key), start, payload);
        Open(key, inner.Inside, [start]);
    }

    /// <summary>A catching event that has been met: it comes to life and leaves at once.</summary>
    public void Pass(long scopeKey, FlowNode node, Variables payload)
    {
        var key = Birth(Get(scopeKey), node, []);
        if (node is Activity activity)
            activity.Produced(this, Get(key), payload);
        else
            TakeIn(Get(key), node, payload);
        Leave(Get(key));
    }

    /// <summary>Sends an error outward to the innermost catcher (BPMN 2.0.2, 10.5.6). An uncaught one is an incident on <paramref name="thrower"/>.</summary>
    public void ThrowError(ElementInstance thrower, string code, string? message)
    {
        var caught = FindCatcher(thrower, definition => definition is ErrorEventDefinition error && error.Catches(code), definition => definition is ErrorEventDefinition { Code: not null });
        Emit(new ErrorThrown(thrower.ElementId, code, caught?.Node.Id));
        if (caught is { } catcher)
            Catch(thrower, catcher);
        else
            Raise(
                thrower, code, message ?? $"Nothing catches the error '{code}' that '{thrower.ElementId}' throws.",
                thrower is { Role: InstanceRole.Body, Loop: not null } ? IncidentStage.Looping : NodeOf(thrower) is Activity ? IncidentStage.Working : IncidentStage.Beginning);
    }

    /// <summary>Sends an escalation outward to the innermost catcher (BPMN 2.0.2, 10.5.6). Without one, nothing happens.</summary>
    public void ThrowEscalation(ElementInstance thrower, string code)
    {
        var caught = FindCatcher(
            thrower, definition => definition is EscalationEventDefinition escalation && escalation.Catches(code), definition => definition is EscalationEventDefinition { Code: not null });
        Emit(new EscalationThrown(thrower.ElementId, code, caught?.Node.Id));
        if (caught is { } catcher)
            Catch(thrower, catcher);
    }

    /// <summary>Throws an event at the boundary of a multi-instance activity, at once: its boundary events may be gone when the step ends.</summary>
    /// <param name="thrown">Null: a signal without a name.</param>
    public void ThrowAtBoundary(ElementInstance body, EventDefinition? thrown, Variables payload)
    {
        if (thrown is SignalEventDefinition signal)
            // Everybody else hears it from the shell; here it has been heard already, since every wait has a key above 1.
            Emit(new SignalThrown(body.ElementId, signal.Name, payload, 1));
        long[] waiting = [.. State.Waits.Where(entry => Hears(entry.Value)).Select(entry => entry.Key)];
        foreach (var key in waiting)
        {
            // One catch may have ended the scope of another.
            if (State.Waits.TryGet(key, out var wait))
                Meet(wait, payload);
        }

        if (thrown is EscalationEventDefinition or ErrorEventDefinition)
            thrown.Throw(this, Get(body.Key));
        else if (thrown is MessageEventDefinition message && waiting.Length == 0)
            message.Send(this, Get(body.Key), payload, IncidentStage.Looping);

        bool Hears(Wait wait)
        {
            if (thrown is SignalEventDefinition && wait.Kind == WaitKind.Signal && wait.Name == ((SignalEventDefinition)thrown).Name)
                return true;
            if (wait.OwnerKey != body.Key || NodeOf(body, wait.ElementId) is not BoundaryEvent boundary)
                return false;
            var caught = boundary.Definitions[wait.Definition];
            return (caught, thrown) switch
            {
                (SignalEventDefinition { Named: false }, null) => true,
                (MessageEventDefinition at, MessageEventDefinition sent) => at.Name == sent.Name,
                _ => thrown?.Id is { } id && caught.Id == id,
            };
        }
    }

    private void Catch(ElementInstance thrower, (ElementInstance At, FlowNode Node) catcher)
    {
        // An end event has done its work when what it throws has been caught; other throwers are cut off, or go on.
        if (NodeOf(thrower) is EndEvent)
            Complete(thrower, []);
        if (catcher.Node is BoundaryEvent boundary)
            Boundary(catcher.At, boundary, Variables.Empty);
        else
            EventSubProcess(catcher.At, (StartEvent)catcher.Node, Variables.Empty);
    }

    /// <summary>
    /// Walks outward: boundary events of an activity, then the event sub-processes of its scope, then that scope's own boundary, and so on
    /// through called processes. What an event sub-process throws starts one scope up. At one level a named code goes before a catch-all.
    /// </summary>
    private (ElementInstance At, FlowNode Node)? FindCatcher(ElementInstance thrower, Func<EventDefinition, bool> catches, Func<EventDefinition, bool> named)
    {
        for (var at = thrower; at is not null; at = Find(at.ScopeKey))
        {
            if (at.Role is InstanceRole.Node or InstanceRole.Body && NodeOf(at) is Activity activity && Best(activity.Boundaries) is { } boundary)
                return (at, boundary);
            if (Find(at.ScopeKey) is not { } scope || at.Role == InstanceRole.Inner || at.Role == InstanceRole.Process)
                continue;
            var fromEventSubProcess = at.Role == InstanceRole.Node && NodeOf(at) is SubProcess { TriggeredByEvent: true };
            // A transaction that is being undone listens no more; only its boundary still catches.
            if (!fromEventSubProcess && scope.Undoing is null && Best(ScopeOf(scope).EventSubProcesses.Select(inner => inner.Start)) is { } start)
                return (scope, start);
        }

        return null;

        FlowNode? Best(IEnumerable<ICatching> candidates)
        {
            FlowNode? any = null;
            foreach (var candidate in candidates)
            {
                foreach (var definition in candidate.Definitions)
                {
                    if (!catches(definition))
                        continue;
                    if (named(definition))
                        return (FlowNode)candidate;
                    any ??= (FlowNode)candidate;
                }
            }

            return any;
        }
    }

    /// <summary>After a non-interrupting catch: a cycle goes on from the time it was due, a message or signal stays awaited, another timer is done.</summary>
    private void Again(Wait wait)
    {
        if (wait.Kind == WaitKind.Condition && State.Waits.ContainsKey(wait.Key))
            Reopen(wait, 1);
        if (wait.Kind != WaitKind.Timer || !State.Waits.ContainsKey(wait.Key))
            return;
        Emit(new WaitClosed(wait.Key, wait.ElementId, wait.Kind));
        TimerEventDefinition.Next(this, wait);
    }
}
