using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Waits for the first of the events behind it, or starts a process with one of them (BPMN 2.0.2, 10.6.6 and 13.4.4).</summary>
public sealed class EventBasedGateway : FlowNode
{
    /// <summary>Own variable of a parallel one: the ids of the events that have happened. The space keeps it apart from what a model names.</summary>
    private const string Happened = "happened events";

    /// <summary>True when each event behind it starts a process.</summary>
    public bool Instantiates { get; init; }

    /// <summary>True when all events must happen, each with a token of its own, before the process can end.</summary>
    public bool Parallel { get; init; }

    internal override bool StartsProcess => Instantiates;

    internal static EventBasedGateway Read(ElementReader xml)
    {
        var type = xml.Attribute("eventGatewayType")?.Trim();
        if (type is not (null or "Exclusive" or "Parallel"))
            xml.Problem(
                "bpmn.attribute-value",
                $"The attribute eventGatewayType is '{type}', but must be Exclusive or Parallel.",
                $"Het attribuut eventGatewayType is '{type}', maar moet Exclusive of Parallel zijn.");
        return new()
        {
            Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Instantiates = xml.Flag("instantiate", false), Parallel = type == "Parallel",
        };
    }

    /// <summary>The gateway that starts a process at this node; null when the node stands behind none.</summary>
    internal static EventBasedGateway? StartingAt(FlowNode node) =>
        node.Incoming.Count == 1 && node.Incoming[0].Source is EventBasedGateway { Instantiates: true } gateway ? gateway : null;

    /// <summary>Begins the process with one event happened; a parallel gateway goes on waiting for the others.</summary>
    internal void StartAt(StepContext step, long scopeKey, FlowNode caught, Variables payload)
    {
        foreach (var start in Incoming.Select(flow => flow.Source))
            step.Complete(step.Get(step.Birth(step.Get(scopeKey), start, [])), []);
        var self = step.Get(step.Birth(step.Get(scopeKey), this, []));
        Next(step, self, caught, payload);
        // After the first event was taken in: the others may be told apart by what it brought.
        if (step.Find(self.Key) is { } waiting)
            Enter(step, waiting);
    }

    internal override void Enter(StepContext step, ElementInstance self)
    {
        var happened = HappenedTo(self);
        foreach (var node in Outgoing.Select(flow => flow.Target).Where(node => !happened.Contains(node.Id)))
        {
            if (!Await(step, self, node))
                return;
        }
    }

    /// <summary>After a migration: waits for the events behind it that it does not wait for yet.</summary>
    internal void AwaitOthers(StepContext step, ElementInstance self)
    {
        var happened = HappenedTo(self);
        foreach (var node in Outgoing.Select(flow => flow.Target).Where(node => !happened.Contains(node.Id)))
        {
            if (!step.Get(self.Key).Waits.Any(key => step.State.Waits[key].ElementId == node.Id) && !Await(step, self, node))
                return;
        }
    }

    internal override void Met(StepContext step, ElementInstance self, Wait wait, Variables payload) =>
        Next(step, self, step.NodeOf(self, wait.ElementId), payload);

    private bool Await(StepContext step, ElementInstance self, FlowNode target) => target switch
    {
        ReceiveTask receive => receive.Await(step, step.Get(self.Key)),
        ICatching catching => step.Arm(self, catching),
        _ => throw new BrokenInvariantException($"'{target.Id}' behind '{Id}' does not catch anything."),
    };

    internal override void Check(ProblemList problems)
    {
        if (Outgoing.Count < 2)
            problems.Error(
                "bpmn.event-gateway-flows", Id,
                "An event-based gateway needs at least two outgoing flows.",
                "Een gebeurtenis-gateway heeft minstens twee uitgaande pijlen nodig.");
        foreach (var flow in Outgoing)
        {
            if (flow.Condition is not null)
                problems.Error(
                    "bpmn.event-gateway-condition", flow.Id,
                    "A flow out of an event-based gateway has no condition: the event decides. Remove the condition.",
                    "Een pijl uit een gebeurtenis-gateway heeft geen voorwaarde: de gebeurtenis beslist. Haal de voorwaarde weg.");
            if (flow.Target is not (IntermediateCatchEvent or ReceiveTask { Loop: null, Boundaries.Count: 0 }) || flow.Target.Incoming.Count != 1)
                problems.Error(
                    "bpmn.event-gateway-target", flow.Target.Id,
                    $"Behind the event-based gateway '{Id}' stand only catching events and plain receive tasks, each with this one incoming flow.",
                    $"Achter de gebeurtenis-gateway '{Id}' staan alleen opvangende gebeurtenissen en gewone ontvangsttaken, elk met alleen deze inkomende pijl.");
        }

        if (Outgoing.Any(flow => flow.Target is ReceiveTask)
            && Outgoing.Any(flow => flow.Target is IntermediateCatchEvent { Definitions: var definitions } && definitions.Any(d => d is MessageEventDefinition)))
            problems.Error(
                "bpmn.event-gateway-mixed", Id,
                "Behind one event-based gateway, use either message events or receive tasks, not both.",
                "Gebruik achter één gebeurtenis-gateway óf berichtgebeurtenissen óf ontvangsttaken, niet allebei.");
        CheckStart(problems);
    }

    private static IReadOnlyList<string> HappenedTo(ElementInstance self) =>
        self.Variables.TryGet(Happened, out var ids) && ids is FeelList list ? [.. list.Items.OfType<FeelString>().Select(id => id.Value)] : [];

    /// <summary>Lets a token go behind an event that happened. The gateway is done with the first one, or a parallel one with the last.</summary>
    private void Next(StepContext step, ElementInstance self, FlowNode caught, Variables payload)
    {
        string[] happened = [.. HappenedTo(self), caught.Id];
        if (Parallel && happened.Length < Outgoing.Count)
        {
            step.CloseWaits(self, wait => wait.ElementId == caught.Id);
            step.Set(self.Key, Variables.Of(Happened, new FeelList([.. happened.Select(id => new FeelString(id))])));
        }
        else
        {
            step.Complete(self, []);
        }

        step.Pass(self.ScopeKey, caught, payload);
    }

    private void CheckStart(ProblemList problems)
    {
        if (Parallel && !Instantiates)
            problems.Error(
                "bpmn.event-gateway-parallel", Id,
                "Only an event-based gateway that starts a process can be Parallel: use a parallel gateway with catching events behind it, or set instantiate.",
                "Alleen een gebeurtenis-gateway die een proces start kan Parallel zijn: gebruik een parallelle gateway met opvangende gebeurtenissen erachter, of zet instantiate aan.");
        if (!Instantiates)
            return;
        if (Scope.Parent is not null || Incoming.Count > 1 || Incoming.Any(flow => flow.Source is not StartEvent { Definitions.Count: 0, Outgoing.Count: 1 }))
            problems.Error(
                "bpmn.event-gateway-start", Id,
                "An event-based gateway that starts a process stands at its beginning: without incoming flow, or right after a none start event that leads nowhere else.",
                "Een gebeurtenis-gateway die een proces start staat aan het begin: zonder inkomende pijl, of direct na een gewone startgebeurtenis die nergens anders heen leidt.");
        foreach (var catching in Outgoing.Select(flow => flow.Target).OfType<IntermediateCatchEvent>())
        {
            if (catching.Definitions.Any(definition => definition is ConditionalEventDefinition))
                EventRules.ConditionalStart(catching.Id, problems);
            if (catching.ParallelMultiple && catching.Definitions.Count > 1)
                problems.Error(
                    "bpmn.event-gateway-all", catching.Id,
                    "Behind a gateway that starts a process, an event cannot wait for several triggers at once: give each trigger its own event, or use a parallel multiple start event.",
                    "Achter een gateway die een proces start kan een gebeurtenis niet op meerdere aanleidingen tegelijk wachten: geef elke aanleiding een eigen gebeurtenis, of gebruik een parallelle meervoudige startgebeurtenis.");
        }
    }
}
