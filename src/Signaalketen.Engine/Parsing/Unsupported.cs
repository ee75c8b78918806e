namespace Signaalketen.Engine.Parsing;

/// <summary>What we do not execute is refused with its name: nothing deploys and then does nothing.</summary>
internal static class Unsupported
{
    /// <summary>Elements of the BPMN model that describe and carry no execution: kept, and passed over.</summary>
    private static readonly SortedSet<string> Descriptive = new(StringComparer.Ordinal)
    {
        "documentation", "extensionElements", "laneSet", "dataObject", "dataObjectReference", "dataStoreReference", "property", "ioSpecification",
        "textAnnotation", "association", "group", "auditing", "monitoring", "supportedInterfaceRef", "resourceRole", "performer", "humanPerformer",
        "potentialOwner", "correlationSubscription", "ioBinding", "incoming", "outgoing", "sequenceFlow", "dataInputAssociation", "dataOutputAssociation",
        "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "categoryValueRef", "rendering", "supports",
    };

    public static bool IsDescriptive(string tag) => Descriptive.Contains(tag);

    public static void Report(ElementReader element, string tag) => element.Problem(
        "bpmn.unsupported",
        $"'{tag}' is not executed by this engine: replace it by a supported element, or remove it.",
        $"'{tag}' wordt niet uitgevoerd door deze motor: vervang het door een ondersteund element of haal het weg.");
}
