using System.Xml.Linq;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Parsing;

/// <summary>What we do not execute is refused with its name: nothing deploys and then does nothing.</summary>
internal static class Unsupported
{
    /// <summary>Elements of the BPMN model that describe and carry no execution: kept, and passed over.</summary>
    private static readonly SortedSet<string> Descriptive = new(StringComparer.Ordinal)
    {
        "documentation", "extensionElements", "laneSet", "dataObject", "dataObjectReference", "dataStoreReference", "property", "ioSpecification",
        "textAnnotation", "association", "group", "auditing", "monitoring", "supportedInterfaceRef", "resourceRole", "performer", "humanPerformer",
        "potentialOwner", "ioBinding", "incoming", "outgoing", "sequenceFlow", "dataInputAssociation", "dataOutputAssociation",
        "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "categoryValueRef", "rendering", "supports", "completionCondition",
        "correlationSubscription",
    };

    /// <summary>What may stand inside a flow node that is no scope, besides event definitions.</summary>
    private static readonly SortedSet<string> InNodes = new(StringComparer.Ordinal)
    {
        "documentation", "extensionElements", "auditing", "monitoring", "categoryValueRef", "incoming", "outgoing", "ioSpecification", "property",
        "dataInputAssociation", "dataOutputAssociation", "dataInput", "dataOutput", "inputSet", "outputSet", "resourceRole", "performer", "humanPerformer",
        "potentialOwner", "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "rendering", "script", "eventDefinitionRef", "activationCondition",
        "ioBinding", "supportedInterfaceRef",
    };

    /// <summary>What may stand inside the multi-instance marker.</summary>
    private static readonly SortedSet<string> InMultiInstance = new(StringComparer.Ordinal)
    {
        "documentation", "extensionElements", "loopCardinality", "loopDataInputRef", "loopDataOutputRef", "inputDataItem", "outputDataItem", "completionCondition",
        "complexBehaviorDefinition",
    };

    /// <summary>What may stand under <c>definitions</c>. Global tasks are met where they are called.</summary>
    private static readonly SortedSet<string> AtTop = new(StringComparer.Ordinal)
    {
        "documentation", "extensionElements", "import", "extension", "relationship", "category", "collaboration", "correlationProperty", "dataStore", "endPoint",
        "error", "escalation", "interface", "itemDefinition", "message", "partnerEntity", "partnerRole", "process", "resource", "signal",
        "globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask",
    };

    public static bool IsDescriptive(string tag) => Descriptive.Contains(tag);

    /// <summary>Reports what stands inside a node and would be passed over in silence.</summary>
    public static void CheckInside(ElementReader node, XElement xml)
    {
        foreach (var child in Model(xml).Where(child => !InNodes.Contains(child.Name.LocalName) && !IsEventDefinition(child)))
            Report(node, child.Name.LocalName);
    }

    /// <summary>Reports markers and amounts of an activity that have a meaning which is not executed.</summary>
    public static void CheckActivity(ElementReader node, XElement xml)
    {
        foreach (var quantity in new[] { "startQuantity", "completionQuantity" })
        {
            if (node.Attribute(quantity)?.Trim() is not (null or "1"))
                Report(node, quantity);
        }

        foreach (var marker in xml.Elements(BpmnNames.Model + "multiInstanceLoopCharacteristics"))
        {
            foreach (var child in Model(marker).Where(child => !InMultiInstance.Contains(child.Name.LocalName)))
                Report(node, child.Name.LocalName);
        }
    }

    public static void CheckTop(ModelReader model)
    {
        var top = new ElementReader(model, model.Definitions, new FlowScope("", null));
        foreach (var child in Model(model.Definitions).Where(child => !AtTop.Contains(child.Name.LocalName) && !IsEventDefinition(child)))
            Report(top.Nested(child), child.Name.LocalName);
    }

    private static IEnumerable<XElement> Model(XElement xml) => xml.Elements().Where(child => child.Name.Namespace == BpmnNames.Model);

    private static bool IsEventDefinition(XElement xml) => xml.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal);

    public static void Report(ElementReader element, string tag) => element.Problem(
        "bpmn.unsupported",
        $"'{tag}' is not executed by this engine: replace it by a supported element, or remove it.",
        $"'{tag}' wordt niet uitgevoerd door deze motor: vervang het door een ondersteund element of haal het weg.");
}
