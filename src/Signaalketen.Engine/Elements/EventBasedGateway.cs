using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Waits for the first of the events behind it (BPMN 2.0.2, 13.4.4).</summary>
public sealed class EventBasedGateway : FlowNode
{
    internal static EventBasedGateway Read(ElementReader xml)
    {
        if (xml.Flag("instantiate", false) || xml.Attribute("eventGatewayType") is not (null or "Exclusive"))
            xml.Problem(
                "bpmn.unsupported",
                "An event-based gateway that starts a process, or that waits for all of its events, is not supported yet: use message start events.",
                "Een gebeurtenis-gateway die een proces start of op alle gebeurtenissen wacht, wordt nog niet ondersteund: gebruik berichtstarts.");
        return new() { Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope };
    }

    internal override void Enter(StepContext step, ElementInstance self)
    {
        foreach (var flow in Outgoing)
        {
            if (!Await(step, self, flow.Target))
                return;
        }
    }

    /// <summary>After a migration: waits for the events behind it that it does not wait for yet.</summary>
    internal void AwaitOthers(StepContext step, ElementInstance self)
    {
        foreach (var flow in Outgoing)
        {
            if (!step.Get(self.Key).Waits.Any(key => step.State.Waits[key].ElementId == flow.Target.Id) && !Await(step, self, flow.Target))
                return;
        }
    }

    internal override void Met(StepContext step, ElementInstance self, Wait wait, Variables payload)
    {
        var caught = step.NodeOf(self, wait.ElementId);
        step.Complete(self, []);
        step.Pass(self.ScopeKey, caught, payload);
    }

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
            && Outgoing.Any(flow => flow.Target is IntermediateCatchEvent { Definitions: var definitions } && definitions.Any(d => d is EventDefinitions.MessageEventDefinition)))
            problems.Error(
                "bpmn.event-gateway-mixed", Id,
                "Behind one event-based gateway, use either message events or receive tasks, not both.",
                "Gebruik achter één gebeurtenis-gateway óf berichtgebeurtenissen óf ontvangsttaken, niet allebei.");
    }
}
