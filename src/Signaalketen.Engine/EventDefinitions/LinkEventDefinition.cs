using Signaalketen.Engine.Elements;
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
