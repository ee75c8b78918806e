using System.Xml.Linq;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Parsing;

/// <summary>Reads the flow nodes and sequence flows of a process or sub-process and links them.</summary>
internal static class ScopeReader
{
    public static FlowScope Read(ModelReader model, XElement container, FlowScope scope)
    {
        foreach (var child in container.Elements().Where(child => child.Name.Namespace == BpmnNames.Model))
        {
            var element = new ElementReader(model, child, scope, scope.Id);
            if (ElementCatalog.Find(element.Tag) is { } read)
                AddNode(scope, element, child, read);
            else if (!Unsupported.IsDescriptive(element.Tag))
                Unsupported.Report(element, element.Tag);
        }

        scope.DataNames = [.. container.Elements()
            .Where(child => child.Name.Namespace == BpmnNames.Model && child.Name.LocalName is "property" or "dataObject" && child.Attribute("id") is not null)
            .Select(child => model.DataName(child.Attribute("id")!.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        LinkFlows(model, container, scope);
        LinkDefaults(model, container, scope);
        AttachBoundaries(model, scope);
        return scope;
    }

    private static void AddNode(FlowScope scope, ElementReader element, XElement xml, Func<ElementReader, FlowNode> read)
    {
        if (element.Attribute("id") is not { Length: > 0 })
        {
            element.Problem(
                "bpmn.missing-id", $"A {element.Tag} has no id: give it one.", $"Een {element.Tag} heeft geen id: geef het er een.");
            return;
        }

        Unsupported.CheckActivity(element, xml);
        var node = read(element);
        if (node is not SubProcess)
            Unsupported.CheckInside(element, xml);
        scope.Add(node);
    }

    private static void LinkFlows(ModelReader model, XElement container, FlowScope scope)
    {
        var flows = new List<SequenceFlow>();
        var order = 0;
        foreach (var xml in container.Elements(BpmnNames.Model + "sequenceFlow"))
        {
            var element = new ElementReader(model, xml, scope, scope.Id);
            if (element.Attribute("id") is not { Length: > 0 })
                element.Problem(
                    "bpmn.missing-id", "A sequence flow has no id: give it one.", "Een pijl (sequenceFlow) heeft geen id: geef hem er een.");
            var source = End(element, scope, "sourceRef");
            var target = End(element, scope, "targetRef");
            var condition = element.Expression(element.Child("conditionExpression") is { } expression && !string.IsNullOrWhiteSpace(expression.Value) ? expression : null);
            if (source is null || target is null)
                continue;
            flows.Add(new() { Id = element.Id, Name = element.Name, Source = source, Target = target, Condition = condition, Order = order++ });
        }

        scope.Flows = flows;
        foreach (var group in flows.OrderBy(flow => flow.Id, StringComparer.Ordinal).GroupBy(flow => flow.Target))
            group.Key.Incoming = [.. group];
        foreach (var group in flows.OrderBy(flow => flow.Id, StringComparer.Ordinal).GroupBy(flow => flow.Source))
            group.Key.Outgoing = [.. group];
    }

    private static FlowNode? End(ElementReader flow, FlowScope scope, string attribute)
    {
        var reference = ElementReader.LocalName(flow.Attribute(attribute) ?? "");
        if (scope.Find(reference) is { } node)
            return node;
        var found = flow.Model.Find(reference);
        if (found?.Parent?.Attribute("id")?.Value == scope.Id && ElementCatalog.Find(found.Name.LocalName) is null && !Unsupported.IsDescriptive(found.Name.LocalName))
            return null; // The element itself has been reported.
        var elsewhere = found is not null;
        flow.Problem(
            elsewhere ? "bpmn.flow-crosses-scope" : "bpmn.unresolved-reference",
            elsewhere
                ? $"{attribute} is '{reference}', which is not an executable element of the same process or sub-process: a sequence flow may not cross that border."
                : $"{attribute} is '{reference}', which does not exist: connect the flow to an element.",
            elsewhere
                ? $"{attribute} is '{reference}', maar dat is geen uitvoerbaar element van hetzelfde proces of deelproces: een pijl mag die grens niet over."
                : $"{attribute} is '{reference}', maar dat bestaat niet: verbind de pijl met een element.");
        return null;
    }

    private static void LinkDefaults(ModelReader model, XElement container, FlowScope scope)
    {
        foreach (var xml in container.Elements().Where(child => child.Attribute("default") is not null && child.Name.Namespace == BpmnNames.Model))
        {
            var element = new ElementReader(model, xml, scope, scope.Id);
            if (scope.Find(element.Id) is not { } node)
                continue;
            var reference = ElementReader.LocalName(element.Attribute("default")!);
            node.Default = node.Outgoing.FirstOrDefault(flow => flow.Id == reference);
            if (node.Default is null)
                element.Problem(
                    "bpmn.unresolved-reference",
                    $"The default flow '{reference}' is not a flow out of '{element.Id}': choose one of its flows.",
                    $"De standaardroute '{reference}' is geen pijl uit '{element.Id}': kies een van de pijlen eruit.");
        }
    }

    private static void FindHandler(ModelReader model, FlowScope scope, BoundaryEvent boundary)
    {
        boundary.Handler = model.Associated(boundary.Id).Select(scope.Find).OfType<Activity>().FirstOrDefault(activity => activity.IsForCompensation);
        if (boundary.Handler is null)
            model.Problems.Error(
                "bpmn.compensation-without-handler", boundary.Id,
                "This compensation event leads to no activity that undoes: draw an association to an activity marked isForCompensation.",
                "Deze compensatiegebeurtenis leidt niet naar een activiteit die terugdraait: teken een associatie naar een activiteit met isForCompensation.");
    }

    private static void AttachBoundaries(ModelReader model, FlowScope scope)
    {
        foreach (var group in scope.Nodes.OfType<BoundaryEvent>().GroupBy(boundary => boundary.AttachedTo))
        {
            if (scope.Find(group.Key) is Activity host and not SubProcess { TriggeredByEvent: true })
            {
                host.Boundaries = [.. group];
                foreach (var boundary in group.Where(boundary => boundary.Definitions.Any(definition => definition is CompensateEventDefinition)))
                    FindHandler(model, scope, boundary);
                continue;
            }

            foreach (var boundary in group)
                model.Problems.Error(
                    "bpmn.unresolved-reference", boundary.Id,
                    $"attachedToRef is '{boundary.AttachedTo}', which is not an activity in the same process or sub-process: attach it to one.",
                    $"attachedToRef is '{boundary.AttachedTo}', maar dat is geen activiteit in hetzelfde proces of deelproces: zet haar op een activiteit.");
        }
    }
}
