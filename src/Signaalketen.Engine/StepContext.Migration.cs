using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Migration;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>How what is active goes on under another version of its process.</summary>
internal sealed partial class StepContext
{
    public Rejection? Migrate(MigrationPlan plan)
    {
        if (MigrationVerdict.Find(Definitions, State, plan) is { Count: > 0 } obstacles)
            return new(RejectionCode.Invalid, string.Join(" ", obstacles.Select(obstacle => obstacle.Message)), obstacles[0].ElementId);
        var map = new MigrationMap(Definitions.Find(plan.From)!, Definitions.Find(plan.To)!, plan);
        var before = State;
        ElementInstance[] moving = [.. before.Elements.Select(entry => entry.Value).Where(element => element.DefinitionKey == plan.From)];
        Emit(new InstanceMigrated(plan.From, plan.To));
        foreach (var was in moving)
            Emit(new ElementMigrated(was.Key, plan.To, was.Role == InstanceRole.Process ? was.ElementId : map.Node(was.ElementId)!.Id, was.ElementId));
        foreach (var was in moving)
            CarryTokens(map, was);
        CarryIncidents(map, before);
        CarryUndoing(map, before);
        foreach (var was in moving)
        {
            CarryWaits(map, was);
            ListenAnew(map, Get(was.Key));
            CarryWork(map, was);
            if (InsideOf(Get(was.Key)) is { } inside)
                Declare(was.Key, inside);
            // Whatever cannot be waited for or asked for would stop a running element: then it had better not migrate.
            if (State.Incidents.Count > before.Incidents.Count)
                return new(RejectionCode.Invalid, State.Incidents.Last().Value.Message, was.ElementId);
        }

        LetJoinsLook(map, before, moving);
        return null;
    }

    private void CarryTokens(MigrationMap map, ElementInstance scope)
    {
        foreach (var key in scope.Tokens)
        {
            var token = State.Tokens[key];
            var target = map.Node(token.TargetId)!;
            var flow = token.FlowId is { } id ? map.Flow(map.From.Node(token.TargetId)!.Incoming.First(incoming => incoming.Id == id))!.Id : null;
            if (token with { FlowId = flow, TargetId = target.Id } is var carried && carried != token)
                Emit(new TokenMigrated(carried));
        }
    }

    private void CarryIncidents(MigrationMap map, InstanceState before)
    {
        foreach (var (key, incident) in before.Incidents)
        {
            var owner = before.Elements[incident.OwnerKey];
            if (owner.DefinitionKey != map.From.Key)
                continue;
            var element = map.Node(incident.ElementId)?.Id ?? incident.ElementId;
            if (element != incident.ElementId)
                Emit(new IncidentMigrated(State.Incidents[key] with { ElementId = element }));
        }
    }

    private void CarryUndoing(MigrationMap map, InstanceState before)
    {
        foreach (var (key, element) in before.Elements)
        {
            if (element.Compensables.Count == 0 && element.Undoing is null)
                continue;
            var records = Records(element);
            var carried = records.Select(map.Record).ToArray();
            var left = element.Undoing?.Select(map.Record).ToArray();
            if (!carried.SequenceEqual(records) || (left is not null && !left.SequenceEqual(element.Undoing!)))
                Emit(new UndoingMigrated(key, carried, left));
        }
    }

    private void CarryWaits(MigrationMap map, ElementInstance was)
    {
        var self = Get(was.Key);
        var gateway = was.Role == InstanceRole.Process ? null : NodeOf(self) as EventBasedGateway;
        foreach (var key in was.Waits)
        {
            var wait = State.Waits[key];
            if (wait.Kind == WaitKind.Rung)
                continue;
            var old = map.From.Node(wait.ElementId)!;
            if (map.Node(old) is not { } target || (gateway is not null && target.Incoming.All(flow => flow.Source != gateway)))
                Emit(new WaitClosed(key, wait.ElementId, wait.Kind));
            else if (wait.Kind == WaitKind.Timer && map.Restarts(target))
                Restart(self, wait, (ICatching)target);
            else if (Carried(self, wait, old, target) is { } carried && carried != wait)
                Emit(new WaitMigrated(carried));
            if (wait.Kind == WaitKind.Condition && ConditionOf(old, wait) != ConditionOf(map.Node(old), wait))
                conditionsMayHaveChanged = true;
        }
    }

    private void Restart(ElementInstance self, Wait wait, ICatching target)
    {
        Emit(new WaitClosed(wait.Key, wait.ElementId, wait.Kind));
        target.Definitions[wait.Definition].Arm(this, Get(self.Key), target, wait.Definition);
    }

    /// <summary>The wait as the new version has it; null after an incident. A key whose expression is the same keeps its value.</summary>
    private Wait? Carried(ElementInstance self, Wait wait, FlowNode old, FlowNode target)
    {
        var carried = wait with { ElementId = target.Id };
        if (Subject(target, wait.Definition) is not { } now || Subject(old, wait.Definition) is not { } then)
            return carried;
        if (MessageKeys.Same(now.Key, then.Key))
            return carried with { Name = now.Name };
        return CorrelationKeys.TryRead(this, self, now.Key, IncidentStage.Beginning, out var key) ? carried with { Name = now.Name, CorrelationKey = key } : null;
    }

    private static string? ConditionOf(FlowNode? node, Wait wait) => ((node as ICatching)?.Definitions[wait.Definition] as ConditionalEventDefinition)?.Condition?.Text;

    private static (string Name, IReadOnlyList<FeelExpression> Key)? Subject(FlowNode node, int definition) => node switch
    {
        ReceiveTask receive => (receive.MessageName, receive.Keys.Waiting),
        ICatching catching => catching.Definitions[definition] switch
        {
            MessageEventDefinition message => (message.Name, message.Keys.Waiting),
            SignalEventDefinition signal => (signal.Name, []),
            _ => null,
        },
        _ => null,
    };

    /// <summary>Begins to listen for what only the new version listens for. What stopped before it listened does so when its incident is resolved.</summary>
    private void ListenAnew(MigrationMap map, ElementInstance self)
    {
        if (State.Incidents.Any(entry => entry.Value.OwnerKey == self.Key && entry.Value.Stage is IncidentStage.Beginning or IncidentStage.Opening))
            return;
        if (self.Role is InstanceRole.Node or InstanceRole.Body && NodeOf(self) is Activity activity)
        {
            foreach (var boundary in activity.Boundaries.Where(boundary => !map.HasOrigin(boundary)))
                Arm(Get(self.Key), boundary);
        }

        if (InsideOf(self) is { } inside && !self.Children.Select(Get).Any(child => child.Role == InstanceRole.Node && NodeOf(child) is SubProcess { TriggeredByEvent: true, Start.Interrupting: true }))
        {
            foreach (var inner in inside.EventSubProcesses.Where(inner => !map.HasOrigin(inner.Start)))
                Arm(Get(self.Key), inner.Start);
        }

        if (self.Role != InstanceRole.Process && NodeOf(self) is EventBasedGateway gateway)
            gateway.AwaitOthers(this, self);
    }

    private void CarryWork(MigrationMap map, ElementInstance was)
    {
        var self = Get(was.Key);
        if (was.Pending == Pending.UserTask)
            ((UserTask)NodeOf(self)).TakeOver(this, self, (UserTask)map.From.Node(was.ElementId)!, map.Restarts(NodeOf(self)));
        else if (was.Pending == Pending.Job && NodeOf(self) is ServiceTask service)
            service.TakeOver(this, self, (ServiceTask)map.From.Node(was.ElementId)!);
    }

    /// <summary>A join may have other flows now: its waiting tokens arrive again. What stands still for another reason goes on standing still.</summary>
    private void LetJoinsLook(MigrationMap map, InstanceState before, ElementInstance[] moving)
    {
        if (State.Incidents.Any(entry => entry.Value.Stage == IncidentStage.Budget))
            return;
        foreach (var was in moving.Where(was => !State.Incidents.Any(entry => entry.Value.OwnerKey == was.Key && entry.Value.Stage == IncidentStage.Opening)))
        {
            touched.Add(was.Key);
            foreach (var token in was.Tokens)
            {
                if (map.From.Node(before.Tokens[token].TargetId) is not ComplexGateway gateway || !map.SameJoin(gateway))
                    agenda.Enqueue(new(WorkKind.Move, token));
            }
        }
    }
}
