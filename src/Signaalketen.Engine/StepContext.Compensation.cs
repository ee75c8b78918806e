using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>Undoing completed activities, in reverse order of completion, each once (BPMN 2.0.2, 13.5.5).</summary>
internal sealed partial class StepContext
{
    /// <summary>Remembers that an activity completed, when something could undo it or something inside it.</summary>
    public void Remember(ElementInstance done, Activity activity)
    {
        var handler = activity.CompensationHandler(repetition: done.Role == InstanceRole.Body);
        if (handler is null && done.Compensables.Count == 0)
            return;
        var variables = done.LoopCounter > 0 ? done.Variables.With(Variables.Of("loopCounter", FeelNumber.From(done.LoopCounter))) : done.Variables;
        Emit(new CompensableRecorded(done.ScopeKey, new(NextKey, done.DefinitionKey, done.ElementId, handler, variables, Records(done))));
    }

    /// <summary>What a called process leaves to undo goes to the activity that called it.</summary>
    public void RememberCalled(ElementInstance process)
    {
        if (process.Compensables.Count > 0)
            Emit(new CompensableRecorded(process.ScopeKey, new(NextKey, process.DefinitionKey, process.ElementId, null, process.Variables, Records(process))));
    }

    /// <summary>Undoes what completed in the scope that <paramref name="definitions"/> refer to; what several of them refer to is undone as one, the last completed first.</summary>
    /// <returns>True when there is nothing to wait for.</returns>
    public bool ThrowCompensation(ElementInstance thrower, IReadOnlyList<CompensateEventDefinition> definitions)
    {
        if (definitions.Count == 0)
            return true;
        var home = HomeOfUndoing(thrower, Referred(definitions));
        foreach (var record in Take(home, [.. definitions.Where(definition => !definition.WaitForCompletion)]))
            Undo(home, record, 0);
        var plan = Take(Get(home.Key), [.. definitions.Where(definition => definition.WaitForCompletion)]);
        if (plan.Count == 0)
            return true;
        PlanUndoing(thrower.Key, plan);
        return false;
    }

    /// <summary>Undoes all that completed in a scope, on behalf of the scope itself (a cancelled transaction).</summary>
    public void UndoAll(long scopeKey) => PlanUndoing(scopeKey, Take(Get(scopeKey), [new CompensateEventDefinition()]));

    /// <summary>A compensation handler is done.</summary>
    public void Undone(ElementInstance handler)
    {
        Complete(handler, []);
        agenda.Enqueue(new(WorkKind.Undo, handler.Compensator));
    }

    private static IReadOnlyList<Compensable> Records(ElementInstance scope) => [.. scope.Compensables.Select(entry => entry.Value)];

    private void PlanUndoing(long key, IReadOnlyList<Compensable> plan)
    {
        Emit(new UndoingPlanned(key, plan));
        agenda.Enqueue(new(WorkKind.Undo, key));
    }

    /// <summary>Begins the next undoing of a waiter, or lets it go on when there is none.</summary>
    private void UndoNext(long key)
    {
        if (Find(key) is not { } waiter)
            return;
        if (waiter.Undoing is not { Count: > 0 } left)
        {
            Emit(new UndoingPlanned(key, null));
            NodeOf(waiter).Undone(this, Get(key));
            return;
        }

        Emit(new UndoingPlanned(key, [.. left.Skip(1)]));
        Undo(HomeOf(Get(key)), left[0], key);
    }

    /// <summary>Where the handlers run that a waiter waits for: a transaction undoes itself, a throw event what its definition refers to.</summary>
    private ElementInstance HomeOf(ElementInstance waiter) => NodeOf(waiter) is Transaction
        ? waiter
        : HomeOfUndoing(waiter, Referred([.. Throwing.Definitions(NodeOf(waiter)).OfType<CompensateEventDefinition>()]));

    /// <summary>All definitions of one event reach the same scope, so any of them tells which.</summary>
    private static string? Referred(IReadOnlyList<CompensateEventDefinition> definitions) => definitions[0].ActivityId;

    private void Undo(ElementInstance home, Compensable record, long compensator)
    {
        var handler = Definitions.Find(record.DefinitionKey)?.Node(record.HandlerId!) ?? throw new BrokenInvariantException($"The handler '{record.HandlerId}' is gone.");
        var key = NextKey;
        Emit(new ElementActivated(key, home.Key, record.DefinitionKey, handler.Id, handler is Activity { Loop: not null } ? InstanceRole.Body : InstanceRole.Node, 0, [], compensator == 0 ? -1 : compensator));
        Set(key, record.Variables);
        foreach (var inner in handler is SubProcess ? record.Inner : [])
            Emit(new CompensableRecorded(key, inner));
        if (handler is SubProcess { TriggeredByEvent: true } own)
            Open(key, own.Inside, [own.Start]);
        else
            handler.Enter(this, Get(key));
    }

    /// <summary>An ordinary event sub-process undoes what completed in the scope around it; a compensating one what completed inside its own activity.</summary>
    private ElementInstance HomeOfUndoing(ElementInstance thrower, string? activityId)
    {
        var home = Get(thrower.ScopeKey);
        while (home.Role != InstanceRole.Process
            && ((home.Compensator == 0 && NodeOf(home) is SubProcess { TriggeredByEvent: true })
                || (activityId is not null && ScopeOf(home).Find(activityId) is null)))
            home = Get(home.ScopeKey);
        return home;
    }

    private List<Compensable> Take(ElementInstance home, IReadOnlyList<CompensateEventDefinition> definitions)
    {
        var taken = Records(home).Where(record => definitions.Any(definition => definition.ActivityId is null || definition.ActivityId == record.ActivityId)).OrderByDescending(record => record.Key).ToArray();
        if (taken.Length > 0)
            Emit(new CompensablesTaken(home.Key, [.. taken.Select(record => record.Key)]));
        var plan = new List<Compensable>();
        foreach (var record in taken)
            Flatten(record, Variables.Empty, plan);
        return plan;
    }

    /// <summary>A record without a handler of its own stands for what completed inside it. As deep as scopes are nested.</summary>
    private static void Flatten(Compensable record, Variables around, List<Compensable> plan)
    {
        var seen = around.With(record.Variables);
        if (record.HandlerId is not null)
        {
            plan.Add(record with { Variables = seen });
            return;
        }

        foreach (var inner in record.Inner.OrderByDescending(inner => inner.Key))
            Flatten(inner, seen, plan);
    }
}
