using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>How the scope tree grows and shrinks.</summary>
internal sealed partial class StepContext
{
    /// <summary>The flow nodes inside a scope instance.</summary>
    public FlowScope ScopeOf(ElementInstance scope) => scope.Role == InstanceRole.Process
        ? DefinitionOf(scope).Scope
        : NodeOf(scope) is SubProcess inner ? inner.Inside : NodeOf(scope).Scope;

    /// <summary>Brings a node to life in <paramref name="scope"/> and lets it begin.</summary>
    /// <param name="loopCounter">Above 0: this is that repetition of a loop body.</param>
    public void Activate(ElementInstance scope, FlowNode node, IReadOnlyList<long> consumed, int loopCounter = 0) =>
        node.Enter(this, Get(Birth(scope, node, consumed, loopCounter)));

    /// <summary>Brings a node to life without letting it begin: a catching event that has been met already.</summary>
    public long Birth(ElementInstance scope, FlowNode node, IReadOnlyList<long> consumed, int loopCounter = 0)
    {
        var role = loopCounter > 0 ? InstanceRole.Inner : node is Activity { Loop: not null } ? InstanceRole.Body : InstanceRole.Node;
        var key = NextKey;
        Emit(new ElementActivated(key, scope.Key, scope.DefinitionKey, node.Id, role, loopCounter, consumed));
        return key;
    }

    /// <summary>Leaves a mark of a node in its scope that is neither counted nor entered; answers its key.</summary>
    public long Mark(ElementInstance self)
    {
        var key = NextKey;
        Emit(new ElementActivated(key, self.ScopeKey, self.DefinitionKey, self.ElementId, InstanceRole.Body, 0, []));
        return key;
    }

    /// <summary>Starts a process, as the root or inside a call activity.</summary>
    public long BirthProcess(long parentKey, ProcessDefinition definition)
    {
        var key = NextKey;
        Emit(new ElementActivated(key, parentKey, definition.Key, definition.Id, InstanceRole.Process, 0, []));
        return key;
    }

    /// <summary>How many processes a scope stands in, its own included.</summary>
    public int CallDepth(long scopeKey)
    {
        var above = new Stack<long>();
        var depth = 0;
        for (var at = scopeKey; at != 0 && !depths.TryGetValue(at, out depth); at = Get(at).ScopeKey)
            above.Push(at);
        while (above.TryPop(out var key))
            depths[key] = depth += Get(key).Role == InstanceRole.Process ? 1 : 0;
        return depth;
    }

    /// <summary>Opens a scope: sets a token at its beginning, listens for its event sub-processes and lets the token go.</summary>
    /// <param name="entries">Where to begin.</param>
    public void Open(long scopeKey, FlowScope inside, IReadOnlyList<FlowNode> entries)
    {
        Declare(scopeKey, inside);
        // Placed before listening: when that fails, the tokens wait here for the incident to be resolved.
        foreach (var node in entries)
            Emit(new TokenPlaced(new(NextKey, scopeKey, null, node.Id)));
        Listen(scopeKey, inside);
    }

    /// <summary>Opens the waits of the event sub-processes of a scope; when all stand, its tokens may go.</summary>
    public void Listen(long scopeKey, FlowScope inside)
    {
        var scope = Get(scopeKey);
        foreach (var inner in inside.EventSubProcesses)
        {
            if (!Arm(scope, inner.Start))
                return;
        }

        foreach (var token in Get(scopeKey).Tokens)
            agenda.Enqueue(new(WorkKind.Move, token));
        LookAt(scopeKey);
    }

    public void Place(long scopeKey, SequenceFlow flow) => Place(new Token(NextKey, scopeKey, flow.Id, flow.Target.Id));

    public void Place(long scopeKey, FlowNode node, int loopCounter = 0) => Place(new Token(NextKey, scopeKey, null, node.Id, loopCounter));

    /// <summary>Leaves an element by its own rule; what hinders it becomes an incident.</summary>
    public void Leave(ElementInstance self) => NodeOf(self).Exit(this, self);

    /// <summary>Ends an element whose work is done and sends tokens along <paramref name="flows"/>.</summary>
    public void Complete(ElementInstance self, IReadOnlyList<SequenceFlow> flows)
    {
        CloseWaits(self);
        ClearIncidents(self.Key);
        Emit(new ElementCompleted(self.Key, self.ElementId, self.Role, self.Pending));
        foreach (var flow in flows)
            Place(self.ScopeKey, flow);
        if (Find(self.ScopeKey) is { Role: not InstanceRole.Process } scope && NodeOf(self) is Activity)
            NodeOf(scope).ChildCompleted(this, scope);
        LookAt(self.ScopeKey);
    }

    /// <summary>Drops a subtree: everything in it ends, innermost first.</summary>
    public void Terminate(long key)
    {
        var element = Get(key);
        TerminateContents(key, survives: false);
        CloseWaits(element);
        ClearIncidents(key);
        Emit(new ElementTerminated(key, element.ElementId, element.Role, element.Pending));
    }

    /// <summary>Drops all that lives in a scope and leaves the scope itself.</summary>
    /// <param name="survives">False: the scope itself is about to end too.</param>
    public void TerminateContents(long key, bool survives = true)
    {
        if (Get(key) is { Children.Count: 0, Tokens.Count: 0 })
            return;
        var incidents = State.Incidents.ToLookup(entry => entry.Value.OwnerKey, entry => entry.Value);
        // An own list: a chain of called processes may be deeper than the thread's stack.
        var parentsFirst = new List<long> { key };
        for (var index = 0; index < parentsFirst.Count; index++)
            parentsFirst.AddRange(Get(parentsFirst[index]).Children);
        var cut = CutOff(parentsFirst, survives);
        for (var index = parentsFirst.Count - 1; index >= 0; index--)
        {
            var element = Get(parentsFirst[index]);
            foreach (var token in element.Tokens.ToArray())
                Emit(new TokenRemoved(token));
            if (index == 0)
                break;
            CloseWaits(element);
            foreach (var incident in incidents[element.Key])
                Emit(new IncidentCleared(incident.Key, incident.ElementId));
            Emit(new ElementTerminated(element.Key, element.ElementId, element.Role, element.Pending));
        }

        GoOn(cut, key);
    }

    public void CloseWaits(ElementInstance element, Func<Wait, bool>? which = null)
    {
        if (element.Waits.Count == 0)
            return;
        foreach (var key in element.Waits.ToArray())
        {
            var wait = State.Waits[key];
            if (which is null || which(wait))
                Emit(new WaitClosed(key, wait.ElementId, wait.Kind));
        }
    }

    public void ClearIncidents(long ownerKey)
    {
        if (State.Incidents.Count == 0)
            return;
        foreach (var (key, incident) in State.Incidents.Where(entry => entry.Value.OwnerKey == ownerKey).ToArray())
            Emit(new IncidentCleared(key, incident.ElementId));
    }

    public bool HasIncident(long ownerKey) => State.Incidents.Count > 0 && State.Incidents.Any(entry => entry.Value.OwnerKey == ownerKey);

    private void Place(Token token)
    {
        Emit(new TokenPlaced(token));
        agenda.Enqueue(new(WorkKind.Move, token.Key));
    }

    /// <summary>Looks whether a scope has emptied, and ends it if so.</summary>
    private void Look(long key)
    {
        if (Find(key) is not { Children.Count: 0, Tokens.Count: 0, Undoing: null } scope || HasIncident(key))
            return;
        if (scope.Role == InstanceRole.Process)
            EndProcess(scope);
        else
            NodeOf(scope).Emptied(this, scope);
    }

    private void EndProcess(ElementInstance process)
    {
        var outcome = process.Variables;
        CloseWaits(process);
        if (process.ScopeKey != 0)
            RememberCalled(process);
        Emit(new ElementCompleted(process.Key, process.ElementId, process.Role, process.Pending));
        if (process.ScopeKey == 0)
            Emit(new InstanceEnded(Cancelled: false, outcome));
        else
            ((CallActivity)NodeOf(Get(process.ScopeKey))).Returned(this, Get(process.ScopeKey), outcome);
    }
}
