using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing;

/// <summary>References between elements that the readers of flow nodes do not follow themselves: each must lead somewhere.</summary>
internal static class References
{
    /// <summary>By owner: the attributes and child elements that hold an id of this file.</summary>
    private static readonly SortedDictionary<string, string[]> Holders = new(StringComparer.Ordinal)
    {
        ["participant"] = ["processRef"],
        ["messageFlow"] = ["sourceRef", "targetRef", "messageRef"],
        ["association"] = ["sourceRef", "targetRef"],
        ["lane"] = ["flowNodeRef"],
        ["dataObjectReference"] = ["dataObjectRef"],
        ["dataStoreReference"] = ["dataStoreRef"],
        ["dataInputAssociation"] = ["sourceRef", "targetRef"],
        ["dataOutputAssociation"] = ["sourceRef", "targetRef"],
        ["potentialOwner"] = ["resourceRef"],
        ["humanPerformer"] = ["resourceRef"],
        ["performer"] = ["resourceRef"],
    };

    public static void Check(ModelReader model)
    {
        foreach (var owner in model.Definitions.Descendants().Where(element => element.Name.Namespace == BpmnNames.Model))
        {
            if (!Holders.TryGetValue(owner.Name.LocalName, out var holders))
                continue;
            foreach (var holder in holders)
            {
                foreach (var reference in Texts(owner, holder).Where(text => text.Length > 0 && model.Find(ElementReader.LocalName(text)) is null))
                    Report(model, owner, holder, reference);
            }
        }
    }

    private static IEnumerable<string> Texts(XElement owner, string holder) =>
        owner.Elements(BpmnNames.Model + holder).Select(child => child.Value.Trim()).Concat(owner.Attributes(holder).Select(attribute => attribute.Value.Trim()));

    private static void Report(ModelReader model, XElement owner, string holder, string reference) => model.Problems.Error(
        "bpmn.unresolved-reference", owner.AncestorsAndSelf().Select(element => element.Attribute("id")?.Value).FirstOrDefault(id => id is { Length: > 0 }),
        $"{holder} of a {owner.Name.LocalName} refers to '{reference}', which does not exist: correct or remove it.",
        $"{holder} van een {owner.Name.LocalName} verwijst naar '{reference}', maar dat bestaat niet: verbeter of verwijder het.");
}
