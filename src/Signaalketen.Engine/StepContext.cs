using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine;

/// <summary>
/// One step in progress: the state so far, the events emitted, and the agenda of tokens to move and scopes to look at.
/// Elements read it and emit events through it; nothing else changes.
/// </summary>
internal sealed partial class StepContext
{
    private readonly object owner = new();
    private readonly List<Event> events = [];
    private readonly Queue<Work> agenda = new();
    private readonly FeelEnvironment environment;
    private readonly SortedSet<long> touched = [];
    private readonly Dictionary<long, int> depths = [];
    private InstanceState? state;
    private int moved;
    private bool conditionsMayHaveChanged;

    public StepContext(EngineOptions options, DefinitionSet definitions, InstanceState? state, DateTimeOffset now)
    {
        (Options, Definitions, this.state, Now) = (options, definitions, state, now);
        environment = new(now, options.Zone.Id, options.Limits);
    }

    private enum WorkKind
    {
        Move,
        Look,
        Undo,
    }

    public EngineOptions Options { get; }

    public DefinitionSet Definitions { get; }

    public DateTimeOffset Now { get; }

    public InstanceState State => state ?? throw new BrokenInvariantException("The instance has not been started.");

    public IReadOnlyList<Event> Events => events;

    /// <summary>The flows whose tokens the element that is beginning used up.</summary>
    public IReadOnlyList<string> ArrivedBy { get; private set; } = [];

    public long NextKey => State.NextKey;

    public ElementInstance? Find(long key) => State.Elements.TryGet(key, out var element) ? element : null;

    public ElementInstance Get(long key) => Find(key) ?? throw new BrokenInvariantException($"Element instance {key} is gone.");

    public ProcessDefinition DefinitionOf(ElementInstance element) =>
        Definitions.Find(element.DefinitionKey) ?? throw new BrokenInvariantException($"Definition {element.DefinitionKey} was not handed in.");

    public FlowNode NodeOf(ElementInstance element) => NodeOf(element, element.ElementId);

    public FlowNode NodeOf(ElementInstance near, string id) =>
        DefinitionOf(near).Node(id) ?? throw new BrokenInvariantException($"'{id}' is not in {near.DefinitionKey}.");

    public void Emit(Event happened)
    {
        Touch(happened);
        state = Evolve.Apply(state, happened, owner);
        events.Add(happened);
        conditionsMayHaveChanged |= happened is VariablesSet or LoopProgressed or WaitOpened { Wait.Kind: WaitKind.Condition };
    }

    /// <summary>Moves tokens until none can move, within the budget.</summary>
    public void Run()
    {
        do
        {
            while (agenda.TryDequeue(out var work))
            {
                if (work.Kind == WorkKind.Look)
                    Look(work.Key);
                else if (work.Kind == WorkKind.Undo)
                    UndoNext(work.Key);
                else if (!Move(work.Key))
                    return;
            }
        }
        while (State.Status == InstanceStatus.Active && (MeetCondition() || FireInclusiveJoin() || ResetComplexGateway()));
    }

    /// <summary>Puts back on the agenda all that stood still when a budget was spent.</summary>
    public void GoOn()
    {
        foreach (var (key, token) in State.Tokens)
        {
            if (State.Incidents.Any(entry => entry.Value.OwnerKey == token.ScopeKey && entry.Value.Stage == IncidentStage.Opening))
                continue;
            agenda.Enqueue(new(WorkKind.Move, key));
            touched.Add(token.ScopeKey);
        }

        foreach (var (key, element) in State.Elements)
        {
            agenda.Enqueue(new(WorkKind.Look, key));
            if (element.Undoing is not null && !State.Elements.Any(entry => entry.Value.Compensator == key))
                agenda.Enqueue(new(WorkKind.Undo, key));
        }

        conditionsMayHaveChanged = true;
    }

    /// <summary>Until when a message that is sent now is kept.</summary>
    public DateTimeOffset? KeepUntil(IsoDuration? timeToLive) => timeToLive?.AddTo(Now, Options.Zone)?.ToUniversalTime();

    public void LookAt(long scopeKey) => agenda.Enqueue(new(WorkKind.Look, scopeKey));

    /// <summary>Stops an element with an incident; it stays where it is until somebody resolves it.</summary>
    public void Raise(ElementInstance self, string code, string message, IncidentStage stage)
    {
        self = Get(self.Key);
        if (self.Pending is not (Pending.Nothing or Pending.AdHoc))
            Emit(new WorkReturned(self.Key, self.ElementId, self.Pending, Done: stage == IncidentStage.Leaving));
        // A scope that holds tokens, or is open to people, has begun; what fails then is listening for its event sub-processes.
        if (stage == IncidentStage.Beginning && (self.Role == InstanceRole.Process || self.Tokens.Count > 0 || self.Pending == Pending.AdHoc))
            stage = IncidentStage.Opening;
        Emit(new IncidentRaised(new(NextKey, self.Key, self.ElementId, code, message, stage)));
    }

    /// <param name="over">Values that go before those of the scope, such as what a message carries.</param>
    public FeelResult Evaluate(FeelExpression expression, ElementInstance scope, Variables? over = null) =>
        expression.Evaluate(new ScopeChain(this, scope, over ?? Variables.Empty), environment);

    /// <summary>The truth of a condition, or null after raising an incident that names the expression.</summary>
    public bool? Test(FeelExpression condition, ElementInstance self, IncidentStage stage)
    {
        var result = Evaluate(condition, self);
        if (result.Value is FeelBoolean truth)
            return truth.Value;
        Raise(self, IncidentCodes.Expression, Explain(condition, "true or false", result), stage);
        return null;
    }

    /// <summary>
    /// The truth of a join's condition, asked before the join comes to life. Anything else than true or false is an incident on the scope;
    /// resolving it lets the waiting tokens arrive again.
    /// </summary>
    public bool Holds(FeelExpression? condition, ElementInstance scope, string elementId, Variables extra)
    {
        if (condition is null)
            return true;
        var result = Evaluate(condition, scope, extra);
        if (result.Value is FeelBoolean truth)
            return truth.Value;
        if (!State.Incidents.Any(entry => entry.Value.ElementId == elementId))
            Emit(new IncidentRaised(new(NextKey, scope.Key, elementId, IncidentCodes.Expression, Explain(condition, "true or false", result), IncidentStage.Budget)));
        return false;
    }

    /// <summary>Lets a token that waits at a join arrive again.</summary>
    public void Revisit(long token) => agenda.Enqueue(new(WorkKind.Move, token));

    public static string Explain(FeelExpression expression, string wanted, FeelResult result)
    {
        var why = result.Diagnostics.Count > 0 ? $" ({string.Join("; ", result.Diagnostics)})" : "";
        return $"The expression '{expression.Text}' must give {wanted}, but gives {result.Value.TypeName}{why}.";
    }

    private bool Move(long key)
    {
        if (!State.Tokens.TryGet(key, out var token))
            return true;
        var scope = Get(token.ScopeKey);
        if (++moved > Options.Budget)
        {
            var root = State.Elements.First().Value;
            Emit(new IncidentRaised(new(
                NextKey, root.Key, token.TargetId, IncidentCodes.Budget,
                $"One step moved more than {Options.Budget} tokens; at '{token.TargetId}' it was stopped. Look for a loop without an end.", IncidentStage.Budget)));
            return false;
        }

        var node = NodeOf(scope, token.TargetId);
        if (node.Consume(this, token) is { } consumed)
        {
            ArrivedBy = [.. consumed.Select(each => State.Tokens[each].FlowId).OfType<string>()];
            Activate(scope, node, consumed, token.LoopCounter);
        }

        return true;
    }

    /// <summary>Meets the first awaited condition that has become true. A condition without an answer is not true yet.</summary>
    private bool MeetCondition()
    {
        if (!conditionsMayHaveChanged || !Definitions.HasConditions)
            return false;
        conditionsMayHaveChanged = false;
        foreach (var key in State.Waits.Where(entry => entry.Value.Kind == WaitKind.Condition).Select(entry => entry.Key).ToArray())
        {
            var wait = State.Waits[key];
            var waiter = Get(wait.OwnerKey);
            var definition = (ConditionalEventDefinition)((ICatching)NodeOf(waiter, wait.ElementId)).Definitions[wait.Definition];
            var holds = Evaluate(definition.Condition!, waiter).Value is FeelBoolean { Value: true };
            if (holds && wait.Remaining == 0)
            {
                // The others are looked at again when this one has had its way.
                conditionsMayHaveChanged = true;
                Meet(wait, Variables.Empty);
                return true;
            }

            if (!holds && wait.Remaining == 1)
                Reopen(wait, 0);
        }

        return false;
    }

    private void Reopen(Wait wait, int remaining)
    {
        Emit(new WaitClosed(wait.Key, wait.ElementId, wait.Kind));
        Emit(new WaitOpened(wait with { Key = NextKey, Remaining = remaining }));
    }

    /// <summary>BPMN 2.0.2, 13.4.3: looked at whenever the agenda is empty, because a join may fire when a token elsewhere moves or dies.</summary>
    private bool FireInclusiveJoin()
    {
        while (touched.Count > 0)
        {
            var key = touched.Min;
            if (Find(key) is { Tokens.Count: > 0 } scope)
            {
                foreach (var join in ScopeOf(scope).InclusiveJoins)
                {
                    if (join.Ready(this, scope) is not { } consumed)
                        continue;
                    Activate(scope, join, consumed);
                    return true;
                }
            }

            touched.Remove(key);
        }

        return false;
    }

    private bool ResetComplexGateway()
    {
        if (!Definitions.HasComplexGateways)
            return false;
        foreach (var (_, mark) in State.Elements)
        {
            if (mark.Role == InstanceRole.Body && NodeOf(mark) is ComplexGateway gateway && gateway.Reset(this, Get(mark.ScopeKey)))
                return true;
        }

        return false;
    }

    /// <summary>Remembers the scopes in which something came, moved or went: only there may an inclusive join have become ready.</summary>
    private void Touch(Event happened)
    {
        switch (happened)
        {
            case TokenPlaced placed:
                touched.Add(placed.Token.ScopeKey);
                break;
            case ElementActivated activated:
                touched.Add(activated.ScopeKey);
                break;
            case ElementCompleted completed:
                touched.Add(Get(completed.Key).ScopeKey);
                break;
            case ElementTerminated terminated:
                touched.Add(Get(terminated.Key).ScopeKey);
                break;
        }
    }

    private readonly record struct Work(WorkKind Kind, long Key);

    /// <summary>Variables as an element sees them: its own, then those of each enclosing scope up to its process.</summary>
    private sealed class ScopeChain(StepContext step, ElementInstance start, Variables over) : IFeelScope
    {
        public IEnumerable<string> Names
        {
            get
            {
                var names = new SortedSet<string>(over.Names, StringComparer.Ordinal);
                for (var at = start; at is not null; at = Outward(at))
                    names.UnionWith(at.Variables.Names);
                return names;
            }
        }

        public bool TryGet(string name, out FeelValue value)
        {
            if (over.TryGet(name, out value!))
                return true;
            for (var at = start; at is not null; at = Outward(at))
            {
                // The counts of a loop go first: what a compensation handler remembers may hold those of the loop it undoes.
                if (LoopVariables.TryGet(at, name, out value!) || at.Variables.TryGet(name, out value!))
                    return true;
            }

            value = FeelNull.Value;
            return false;
        }

        private ElementInstance? Outward(ElementInstance at) => at.Role == InstanceRole.Process ? null : step.Find(at.ScopeKey);
    }
}
