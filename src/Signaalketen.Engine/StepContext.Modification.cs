using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>How a person puts tokens where they should be, and takes them away.</summary>
internal sealed partial class StepContext
{
    /// <summary>The scopes in which something was cancelled: when nothing is left in one, it is cancelled too.</summary>
    private readonly SortedSet<long> thinned = [];

    public Rejection? Modify(ModifyInstance modify)
    {
        if (modify.Operations.Count == 0 && modify.Variables is not { Count: > 0 })
            return new(RejectionCode.Invalid, "There is nothing to modify: name an operation or a variable.");
        if (modify.Variables is { } variables)
            Set(State.Elements.First().Key, variables);
        foreach (var operation in modify.Operations)
        {
            if (Modify(operation) is { } rejection)
                return rejection;
        }

        CancelEmptied();
        return null;
    }

    /// <summary>Starts at elements anywhere in a process, without its start events.</summary>
    public Rejection? StartAt(long rootKey, FlowScope inside, IReadOnlyList<string> elements)
    {
        Open(rootKey, inside, []);
        foreach (var element in elements)
        {
            if (Modify(new StartBefore(element)) is { } rejection)
                return rejection;
        }

        return null;
    }

    private Rejection? Modify(Modification operation) => operation switch
    {
        StartBefore start => Start(start),
        CancelElement cancel => Cancel(cancel.Key),
        CancelElements cancel => Each(cancel.ElementId, Cancel),
        MoveElement move => Move(move.Key, move.To),
        MoveElements move => Each(move.From, key => Move(key, move.To)),
        _ => new(RejectionCode.Invalid, $"There is no rule for the operation {operation.GetType().Name}."),
    };

    private Rejection? Each(string elementId, Func<long, Rejection?> act)
    {
        long[] keys =
        [
            .. State.Elements.Where(entry => entry.Value.ElementId == elementId && entry.Value.Role is InstanceRole.Node or InstanceRole.Body).Select(entry => entry.Key),
            .. State.Tokens.Where(entry => entry.Value.TargetId == elementId && Get(entry.Value.ScopeKey).Role != InstanceRole.Body).Select(entry => entry.Key),
        ];
        if (keys.Length == 0)
            return new(RejectionCode.NotActive, $"'{elementId}' is not active.", elementId);
        // One may have gone with another that it stood in.
        return keys.Where(key => Find(key) is not null || State.Tokens.ContainsKey(key)).Select(act).FirstOrDefault(rejection => rejection is not null);
    }

    private Rejection? Cancel(long key)
    {
        if (State.Tokens.TryGet(key, out var token))
        {
            Emit(new TokenRemoved(key));
            touched.Add(token.ScopeKey);
            thinned.Add(token.ScopeKey);
            return null;
        }

        if (Find(key) is not { } element)
            return new(RejectionCode.NotActive, $"There is no active element {key}.");
        if (element.ScopeKey == 0)
            return new(RejectionCode.Invalid, $"'{element.ElementId}' is the instance itself: cancel the instance instead.", element.ElementId);
        Terminate(key);
        if (element.Role == InstanceRole.Inner && Get(element.ScopeKey).Loop is { } loop)
            Emit(new LoopProgressed(element.ScopeKey, loop.Started, loop.Completed, loop.Terminated + 1));
        // Whoever waits for an undoing that is cancelled goes on with the next.
        if (element.Compensator > 0)
            agenda.Enqueue(new(WorkKind.Undo, element.Compensator));
        thinned.Add(element.ScopeKey);
        return null;
    }

    private Rejection? Move(long key, string to)
    {
        var scopeKey = State.Tokens.TryGet(key, out var token) ? token.ScopeKey : Find(key)?.ScopeKey;
        if (scopeKey is null)
            return new(RejectionCode.NotActive, $"There is no active element {key}.");
        for (var at = Find(scopeKey.Value); at is not null; at = Find(at.ScopeKey))
        {
            if (InsideOf(at) is { } inside && DefinitionOf(at).Node(to) is { } node && Path(inside, node) is not null)
                return Cancel(key) ?? Start(new(to, at.Key));
        }

        return new(RejectionCode.Invalid, $"'{to}' is in no scope around the element that moves.", to);
    }

    private Rejection? Start(StartBefore start)
    {
        if (start.ScopeKey is { } named)
        {
            if (Find(named) is not { } given || InsideOf(given) is not { } within)
                return new(RejectionCode.NotActive, $"{named} is no active scope.", start.ElementId);
            return DefinitionOf(given).Node(start.ElementId) is { } node && Path(within, node) is { } path
                ? Start(given, node, path, start.Variables)
                : new(RejectionCode.Invalid, $"'{given.ElementId}' has no element '{start.ElementId}' in it.", start.ElementId);
        }

        var processes = State.Elements.Select(entry => entry.Value)
            .Where(element => element.Role == InstanceRole.Process && DefinitionOf(element).Node(start.ElementId) is not null).Take(2).ToArray();
        if (processes.Length != 1)
            return processes.Length == 0
                ? new(RejectionCode.Invalid, $"There is no element '{start.ElementId}' in a process that is active here.", start.ElementId)
                : new(RejectionCode.Ambiguous, $"More than one active process has an element '{start.ElementId}': name the scope.", start.ElementId);
        var target = DefinitionOf(processes[0]).Node(start.ElementId)!;
        return Start(processes[0], target, Path(DefinitionOf(processes[0]).Scope, target)!, start.Variables);
    }

    private Rejection? Start(ElementInstance scope, FlowNode node, IReadOnlyList<SubProcess> path, Variables? variables)
    {
        if (node.NoTokenBecause is { } reason)
            return new(RejectionCode.Invalid, $"No token can stand before '{node.Id}': {reason}.", node.Id);
        foreach (var inner in path)
        {
            var fitting = Instances(scope, inner).Take(2).ToArray();
            if (fitting.Length > 1)
                return new(RejectionCode.Ambiguous, $"'{inner.Id}' around '{node.Id}' is active more than once: name the scope.", node.Id);
            if (fitting.Length == 1)
            {
                scope = fitting[0];
                continue;
            }

            if (inner.Loop is not null)
                return new(RejectionCode.Invalid, $"'{inner.Id}' around '{node.Id}' repeats and is not active: start '{inner.Id}' itself.", node.Id);
            if (OpenAround(scope, inner) is not { } opened)
                return new(RejectionCode.Invalid, $"'{inner.Id}' around '{node.Id}' cannot be opened: {State.Incidents.Last().Value.Message}", node.Id);
            scope = opened;
        }

        if (Get(scope.Key).Undoing is not null)
            return new(RejectionCode.NotActive, $"'{scope.ElementId}' is being undone: nothing starts in it.", node.Id);
        if (variables is not null)
            Set(scope.Key, variables);
        if (InsideOf(scope)!.Owner is AdHocSubProcess adHoc)
            return adHoc.StartActivity(this, Get(scope.Key), node);
        Place(scope.Key, node);
        return null;
    }

    /// <summary>The active instances of a sub-process in a scope; of a repeated one, its repetitions.</summary>
    private IEnumerable<ElementInstance> Instances(ElementInstance scope, SubProcess inner) => scope.Children.Select(Get)
        .Where(child => child.ElementId == inner.Id)
        .SelectMany(child => child.Role == InstanceRole.Body ? child.Children.Select(Get) : [child]);

    /// <summary>Opens a sub-process as its activation would, but sets no token in it. Null after an incident, which refuses the command.</summary>
    private ElementInstance? OpenAround(ElementInstance scope, SubProcess inner)
    {
        var before = State.Incidents.Count;
        var key = Birth(Get(scope.Key), inner, []);
        foreach (var boundary in inner.Boundaries)
        {
            if (!Arm(Get(key), boundary))
                return null;
        }

        TakeInputs(Get(key), inner.Inputs);
        inner.OpenEmpty(this, Get(key));
        return State.Incidents.Count == before ? Get(key) : null;
    }

    /// <summary>The nodes in which an element instance can hold tokens; null when it is no such scope.</summary>
    private FlowScope? InsideOf(ElementInstance element) => element.Role switch
    {
        InstanceRole.Process => DefinitionOf(element).Scope,
        InstanceRole.Body => null,
        _ => (NodeOf(element) as SubProcess)?.Inside,
    };

    /// <summary>The sub-processes between a scope and a node in it, outermost first; null when the node is elsewhere.</summary>
    private static List<SubProcess>? Path(FlowScope from, FlowNode node)
    {
        var path = new List<SubProcess>();
        var at = node.Scope;
        for (; at != from && at.Owner is { } owner; at = owner.Scope)
            path.Insert(0, owner);
        return at == from ? path : null;
    }

    private void CancelEmptied()
    {
        while (thinned.Count > 0)
        {
            // Inner scopes have higher keys.
            var key = thinned.Max;
            thinned.Remove(key);
            if (Find(key) is not { Children.Count: 0, Tokens.Count: 0, Pending: Pending.Nothing, Undoing: null } scope)
                continue;
            Terminate(key);
            if (scope.ScopeKey == 0)
            {
                Emit(new InstanceEnded(Cancelled: true, scope.Variables));
                return;
            }

            if (scope.Role == InstanceRole.Inner && Get(scope.ScopeKey).Loop is { } loop)
                Emit(new LoopProgressed(scope.ScopeKey, loop.Started, loop.Completed, loop.Terminated + 1));
            thinned.Add(scope.ScopeKey);
        }
    }
}
