using System.Xml.Linq;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Parsing;

/// <summary>Values in and out of an element: <c>sk:input</c>/<c>sk:output</c>, and BPMN's data associations (BPMN 2.0.2, 10.4.2).</summary>
internal static class Mappings
{
    public static IReadOnlyList<Mapping> Inputs(ElementReader element, XElement xml) =>
        [.. Associations(element, xml, "dataInputAssociation"), .. Own(element, "input")];

    /// <summary>Null when the element maps nothing out: all that it produced goes out then.</summary>
    public static IReadOnlyList<Mapping>? Outputs(ElementReader element, XElement xml)
    {
        Mapping[] outputs = [.. Associations(element, xml, "dataOutputAssociation"), .. Own(element, "output")];
        return outputs.Length == 0 ? null : outputs;
    }

    private static IEnumerable<Mapping> Own(ElementReader element, string name)
    {
        foreach (var own in element.ExtensionElements(name))
        {
            if (own.Attribute("target")?.Value is not { Length: > 0 } target || own.Attribute("source")?.Value is not { Length: > 0 } source)
            {
                element.Problem($"sk.{name}-incomplete", $"sk:{name} needs a target and a source.", $"sk:{name} heeft een target en een source nodig.");
                continue;
            }

            if (element.Expression(source, element.Id) is { } expression)
                yield return new(target, expression);
        }
    }

    private static IEnumerable<Mapping> Associations(ElementReader element, XElement xml, string tag)
    {
        foreach (var association in xml.Elements(BpmnNames.Model + tag))
        {
            foreach (var assignment in association.Elements(BpmnNames.Model + "assignment"))
            {
                var to = assignment.Element(BpmnNames.Model + "to")?.Value.Trim();
                if (to is { Length: > 0 } && element.Expression(assignment.Element(BpmnNames.Model + "from")) is { } from)
                    yield return new(element.Model.DataName(to), from);
            }

            if (association.Element(BpmnNames.Model + "targetRef")?.Value is not { } target || association.Element(BpmnNames.Model + "assignment") is not null)
                continue;
            var transformation = element.Expression(association.Element(BpmnNames.Model + "transformation"));
            if (transformation is null && association.Element(BpmnNames.Model + "sourceRef")?.Value is { } source)
                transformation = element.Expression(element.Model.DataName(source), element.Id);
            if (transformation is not null)
                yield return new(element.Model.DataName(target), transformation);
        }
    }
}
