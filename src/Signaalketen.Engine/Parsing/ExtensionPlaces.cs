using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing;

/// <summary>Where each of our own extensions has a meaning. One that stands elsewhere, or is misspelt, would deploy and do nothing: it is refused.</summary>
public static class ExtensionPlaces
{
    private static readonly string[] OfUserTasks = ["form", "fourEyes", "shows", "legalBasis", "purpose"];

    private static readonly string[] OfRuleTasks = ["job", "decision", "binding", "version", "result"];

    private static readonly SortedDictionary<string, string[]> AttributesOf = new(StringComparer.Ordinal)
    {
        ["lane"] = ["role"],
        ["userTask"] = OfUserTasks,
        ["globalUserTask"] = OfUserTasks,
        ["serviceTask"] = ["job"],
        ["businessRuleTask"] = OfRuleTasks,
        ["globalBusinessRuleTask"] = OfRuleTasks,
        ["sendTask"] = ["job", "correlationKey", "timeToLive"],
        ["receiveTask"] = ["correlationKey"],
        ["messageEventDefinition"] = ["correlationKey", "timeToLive"],
        ["callActivity"] = ["binding", "version"],
    };

    /// <summary>Attributes of our own elements, which carry no prefix there.</summary>
    private static readonly SortedDictionary<string, string[]> OwnElements = new(StringComparer.Ordinal)
    {
        ["term"] = ["duration", "kind", "ladder", "from", "decision"],
        ["input"] = ["target", "source"],
        ["output"] = ["target", "source"],
        ["ladder"] = ["id"],
        ["rung"] = ["at", "to", "action", "channel"],
    };

    /// <summary>The prefixed attributes that mean something on a BPMN element, by its local name.</summary>
    public static IReadOnlyDictionary<string, string[]> Attributes => AttributesOf;

    /// <summary>Whether the element hands out a job, so that <c>sk:job</c> means something on it.</summary>
    internal static bool TakesJob(XElement element) => AttributesOf.GetValueOrDefault(element.Name.LocalName)?.Contains("job") == true;

    internal static void Check(ModelReader model)
    {
        foreach (var element in model.Definitions.Descendants())
        {
            if (element.Name.Namespace == BpmnNames.Extension)
                CheckOwn(model, element);
            else if (element.Name.Namespace == BpmnNames.Model)
                CheckAttributes(model, element, AttributesOf.GetValueOrDefault(element.Name.LocalName) ?? [], element.Attributes().Where(attribute => attribute.Name.Namespace == BpmnNames.Extension));
        }
    }

    private static void CheckOwn(ModelReader model, XElement own)
    {
        var holder = own.Parent is { Name.LocalName: "extensionElements" } extensions ? extensions.Parent! : own.Parent!;
        var fits = own.Name.LocalName switch
        {
            "term" => holder.Name.LocalName is "userTask" or "globalUserTask" or "timerEventDefinition",
            "ladder" => holder.Name.LocalName is "process" or "globalUserTask",
            "rung" => holder.Name == BpmnNames.Extension + "ladder",
            "input" or "output" => !holder.Name.LocalName.EndsWith("Gateway", StringComparison.Ordinal) && holder.Name.LocalName is not ("process" or "lane"),
            _ => false,
        };
        if (!fits)
            Report(model, own, own.Name.LocalName, holder);
        else
            CheckAttributes(model, own, OwnElements[own.Name.LocalName], own.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration));
    }

    private static void CheckAttributes(ModelReader model, XElement element, string[] known, IEnumerable<XAttribute> attributes)
    {
        foreach (var attribute in attributes.Where(attribute => !known.Contains(attribute.Name.LocalName)))
            Report(model, element, attribute.Name.LocalName, element);
    }

    private static void Report(ModelReader model, XElement at, string name, XElement holder) => model.Problems.Error(
        "sk.misplaced", at.AncestorsAndSelf().Select(element => element.Attribute("id")?.Value).FirstOrDefault(id => id is { Length: > 0 }),
        $"sk:{name} means nothing on a {holder.Name.LocalName}: correct its name, move it to where it belongs, or remove it.",
        $"sk:{name} betekent niets bij een {holder.Name.LocalName}: verbeter de naam, zet het waar het hoort of haal het weg.");
}
