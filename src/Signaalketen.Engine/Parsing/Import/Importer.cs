using System.Xml.Linq;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>Reads a file of another tool as <see cref="BpmnReader"/> does, and says what became of everything in it.</summary>
public static class Importer
{
    public static ImportReport Read(string xml, BpmnLimits? limits = null, FeelLimits? feel = null)
    {
        limits ??= new();
        var problems = new ProblemList(limits.Problems);
        if (BpmnReader.Open(xml, limits, problems) is not { } root)
            return new(null, null, new SortedDictionary<string, int>(StringComparer.Ordinal), [], [], [], problems.All);
        var tags = Count(root);
        var translator = ForeignModel.Translate(root, problems);
        var model = BpmnReader.Execute(root, problems, feel);
        XObject[] foreign = [.. Foreign(root)];
        return new(
            model, Tool(root), tags, translator.Translations,
            // An attribute that was carried over whole does no less here; an element may.
            [.. foreign.Where(extension => extension is XElement || !translator.IsUsed(extension)).Select(Degrade).OfType<Degradation>().Distinct()],
            Drop(foreign.Where(extension => !translator.IsUsed(extension) && !IsInside(extension, translator))), problems.All);
    }

    private static SortedDictionary<string, int> Count(XElement root)
    {
        var tags = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var element in root.DescendantsAndSelf().Where(element => element.Name.Namespace == BpmnNames.Model || element.Name.Namespace == BpmnNames.Diagram))
            tags[element.Name.LocalName] = tags.GetValueOrDefault(element.Name.LocalName) + 1;
        return tags;
    }

    private static string? Tool(XElement root) =>
        root.Attribute("exporter")?.Value is { Length: > 0 } tool ? $"{tool} {root.Attribute("exporterVersion")?.Value}".Trim() : null;

    /// <summary>Extensions in document order: attributes of BPMN's own elements, and elements with all that is in them.</summary>
    private static IEnumerable<XObject> Foreign(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            if (Vendors.IsForeign(element.Name))
            {
                yield return element;
                continue;
            }

            foreach (var attribute in element.Attributes().Where(attribute => Vendors.IsForeign(attribute.Name)))
                yield return attribute;
        }
    }

    /// <summary>Part of an extension that is listed itself; a translated block lists its parts one by one.</summary>
    private static bool IsInside(XObject extension, Translator translator) =>
        extension.Parent is { } parent && Vendors.IsForeign(parent.Name) && !translator.IsUsed(parent);

    private static Degradation? Degrade(XObject extension) => Degradations.Find(NameOf(extension), IdOf(extension));

    private static List<Dropped> Drop(IEnumerable<XObject> extensions) =>
    [
        .. extensions
            .GroupBy(extension => (Id: IdOf(extension), Name: NameOf(extension), Kind: extension is XElement ? DroppedKind.Element : DroppedKind.Attribute))
            .Select(group => new Dropped(group.Key.Id, group.Key.Name.NamespaceName, group.Key.Name.LocalName, group.Key.Kind, group.Count())),
    ];

    private static XName NameOf(XObject extension) => extension is XElement element ? element.Name : ((XAttribute)extension).Name;

    /// <summary>The id of the element of BPMN that an extension belongs to: ids inside extensions are the other tool's own.</summary>
    private static string IdOf(XObject extension)
    {
        var owner = extension.Parent;
        while (owner is not null && Vendors.IsForeign(owner.Name))
            owner = owner.Parent;
        return owner is null ? "" : Translator.IdOf(owner);
    }
}
