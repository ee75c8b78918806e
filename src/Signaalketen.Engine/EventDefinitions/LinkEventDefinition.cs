using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>A jump within one process or sub-process, from a throw to the catch of the same name (BPMN 2.0.2, 10.5.5).</summary>
public sealed class LinkEventDefinition : EventDefinition
{
    public required string Name { get; init; }

    public override string Tag => "linkEventDefinition";

    internal override EventPlace Places => EventPlace.IntermediateCatch | EventPlace.IntermediateThrow;

    internal static LinkEventDefinition Read(ElementReader xml) => new() { Name = xml.Name ?? xml.Id };

    internal override void Check(FlowNode node, EventPlace place, ProblemList problems)
    {
        var throwing = node is IntermediateThrowEvent;
        if (node is IntermediateThrowEvent { Definitions.Count: > 1 } or IntermediateCatchEvent { Definitions.Count: > 1 })
            problems.Error(
                "bpmn.link-alone", node.Id,
                "A link event has no other definition beside its link: split the event.",
                "Een koppelgebeurtenis heeft naast de koppeling geen andere aanleiding: splits de gebeurtenis.");
        if ((throwing ? node.Outgoing : node.Incoming).Count > 0)
            problems.Error(
                "bpmn.link-flow", node.Id,
                "The link itself leads on: a throwing link has no outgoing flow and a catching link no incoming flow. Remove the flow.",
                "De koppeling zelf leidt verder: een versturende koppeling heeft geen uitgaande pijl en een opvangende geen inkomende. Haal de pijl weg.");
        if (throwing && Targets((IntermediateThrowEvent)node).Count() != 1)
            problems.Error(
                "bpmn.link-target", node.Id,
                $"The link '{Name}' must lead to exactly one catching link event of that name in the same process or sub-process: add it, or rename the others.",
                $"De koppeling '{Name}' moet naar precies één opvangende koppelgebeurtenis met die naam in hetzelfde proces of deelproces leiden: voeg die toe of hernoem de andere.");
        if (!throwing && !node.Scope.Nodes.OfType<IntermediateThrowEvent>().Any(from => from.Definitions.OfType<LinkEventDefinition>().Any(link => link.Name == Name)))
            problems.Error(
                "bpmn.link-source", node.Id,
                $"Nothing throws the link '{Name}' here, so this event never happens: add a throwing link event of that name, or remove it.",
                $"Niets verstuurt hier de koppeling '{Name}', dus deze gebeurtenis komt nooit: voeg een versturende koppelgebeurtenis met die naam toe of haal haar weg.");
    }

    internal override bool Throw(StepContext step, ElementInstance self)
    {
        var target = Targets((IntermediateThrowEvent)step.NodeOf(self)).First();
        step.Complete(self, []);
        step.Place(self.ScopeKey, target);
        return false;
    }

    /// <summary>The catching events of this name beside a throwing one.</summary>
    internal IEnumerable<IntermediateCatchEvent> Targets(IntermediateThrowEvent from) => from.Scope.Nodes.OfType<IntermediateCatchEvent>()
        .Where(node => node.Definitions.Any(definition => definition is LinkEventDefinition link && link.Name == Name));

    internal static bool IsLink(IReadOnlyList<EventDefinition> definitions) => definitions.Any(definition => definition is LinkEventDefinition);
}
