using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>Business rule tasks of other tools that ask a DMN decision.</summary>
internal static class DecisionTranslation
{
    /// <summary>Camunda 7 and its relatives: <c>decisionRef</c> and what belongs to it; Flowable writes the key as a field of its <c>dmn</c> task.</summary>
    public static void Family(XElement task, Func<string, XAttribute?> attribute, Translator translator)
    {
        if (task.Attribute(BpmnNames.Extension + "decision") is not null)
            return;
        if (attribute("decisionRef") is { } reference)
        {
            Ask(task, "decisionRef", reference.Value, translator);
            translator.Use(reference);
            Bind(task, attribute("decisionRefBinding"), attribute("decisionRefVersion"), translator);
            if (attribute("resultVariable") is { } result)
            {
                task.SetAttributeValue(BpmnNames.Extension + "result", result.Value);
                translator.Use(result);
                translator.Note(task, "resultVariable", result.Value, "sk:result");
            }

            // One output is its value here and several are a context: that is what these two ask for. The other ways of mapping are told as less.
            if (attribute("mapDecisionResult") is { Value: "singleEntry" or "collectEntries" } mapping)
                translator.Use(mapping);
        }
        else if (attribute("type") is { Value: "dmn" } type && Field(task, "decisionTableReferenceKey") is { } key)
        {
            Ask(task, "decisionTableReferenceKey", key.Value, translator);
            translator.Use(type);
            translator.Use(key.Field);
        }
    }

    /// <summary>Camunda 8: <c>zeebe:calledDecision</c>.</summary>
    public static void Zeebe(XElement task, XElement called, Translator translator)
    {
        if (called.Attribute("decisionId")?.Value is not { Length: > 0 } id || task.Attribute(BpmnNames.Extension + "decision") is not null)
            return;
        Ask(task, "calledDecision", id, translator);
        translator.Use(called);
        if (called.Attribute("resultVariable")?.Value is { Length: > 0 } result)
            task.SetAttributeValue(BpmnNames.Extension + "result", result);
        if (called.Attribute("bindingType")?.Value is "deployment")
            task.SetAttributeValue(BpmnNames.Extension + "binding", "deployment");
    }

    private static void Ask(XElement task, string what, string decision, Translator translator)
    {
        translator.KeepFixed(task, what, decision);
        task.SetAttributeValue(BpmnNames.Extension + "decision", decision);
        translator.Note(task, what, decision, "sk:decision");
    }

    private static void Bind(XElement task, XAttribute? binding, XAttribute? version, Translator translator)
    {
        if (binding is not { Value: "latest" or "deployment" or "version" })
            return;
        task.SetAttributeValue(BpmnNames.Extension + "binding", binding.Value);
        translator.Use(binding);
        if (binding.Value != "version" || version is null)
            return;
        translator.KeepFixed(task, "decisionRefVersion", version.Value);
        task.SetAttributeValue(BpmnNames.Extension + "version", version.Value);
        translator.Use(version);
    }

    private static (XElement Field, string Value)? Field(XElement task, string name)
    {
        var field = task.Elements(BpmnNames.Model + "extensionElements").Elements().FirstOrDefault(
            child => child.Name.LocalName == "field" && Vendors.IsFamily(child.Name) && child.Attribute("name")?.Value == name);
        return field is not null && (field.Attribute("stringValue")?.Value ?? field.Value.Trim()) is { Length: > 0 } value ? (field, value) : null;
    }
}
