using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>Extensions of Camunda 7, Flowable, Activiti and Operaton that have a counterpart here.</summary>
internal static class FamilyTranslation
{
    public static void Translate(XElement element, Translator translator)
    {
        if (Attribute(element, "topic") is { } topic && ExtensionPlaces.TakesJob(element) && element.Attribute(BpmnNames.Extension + "job") is null)
        {
            translator.KeepFixed(element, "topic", topic.Value);
            element.SetAttributeValue(BpmnNames.Extension + "job", topic.Value);
            translator.Use(topic);
            translator.Use(Attribute(element, "type"));
            translator.Note(element, "topic", topic.Value, "sk:job");
        }

        if (element.Name.LocalName == "multiInstanceLoopCharacteristics")
            TranslateLoop(element, translator);
        if (element.Name.LocalName == "scriptTask")
            TranslateResult(element, translator);
        if (element.Name.LocalName == "businessRuleTask")
            DecisionTranslation.Family(element, name => Attribute(element, name), translator);
        foreach (var extension in element.Elements(BpmnNames.Model + "extensionElements").Elements().Where(child => Vendors.IsFamily(child.Name)).ToArray())
        {
            if (extension.Name.LocalName == "inputOutput")
                TranslateParameters(element, extension, translator);
            else if (element.Name.LocalName == "callActivity" && extension.Name.LocalName is "in" or "out")
                TranslateCall(element, extension, translator);
        }
    }

    private static XAttribute? Attribute(XElement element, string name) =>
        element.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == name && Vendors.IsFamily(attribute.Name));

    private static void TranslateLoop(XElement loop, Translator translator)
    {
        if (Attribute(loop, "collection") is { } collection && loop.Element(BpmnNames.Model + "loopDataInputRef") is null)
        {
            loop.Add(new XElement(BpmnNames.Model + "loopDataInputRef", translator.ToFeel(loop, "collection", collection.Value, PlainText.AsItStands)));
            translator.Use(collection);
            if (!Juel.IsOne(collection.Value.Trim()))
                translator.Note(loop, "collection", collection.Value, "loopDataInputRef");
        }

        if (Attribute(loop, "elementVariable") is { } item && loop.Element(BpmnNames.Model + "inputDataItem") is null)
        {
            loop.Add(new XElement(BpmnNames.Model + "inputDataItem", new XAttribute("name", item.Value)));
            translator.Use(item);
            translator.Note(loop, "elementVariable", item.Value, "inputDataItem");
        }
    }

    /// <summary>A script's value goes to a variable here when it is an entry of a context.</summary>
    private static void TranslateResult(XElement task, Translator translator)
    {
        if (Attribute(task, "resultVariable") is not { } result || task.Element(BpmnNames.Model + "script") is not { } script || string.IsNullOrWhiteSpace(script.Value))
            return;
        script.Value = $"{{{result.Value}: {script.Value.Trim().TrimStart('=')}}}";
        translator.Use(result);
        translator.Note(task, "resultVariable", result.Value, script.Value);
    }

    private static void TranslateParameters(XElement element, XElement block, Translator translator)
    {
        translator.Use(block);
        foreach (var parameter in block.Elements().Where(child => child.Name.LocalName is "inputParameter" or "outputParameter"))
        {
            var input = parameter.Name.LocalName == "inputParameter";
            var name = parameter.Attribute("name")?.Value ?? "";
            translator.Use(parameter);
            if (name.Length == 0 || parameter.HasElements)
            {
                RefuseMapping(element, parameter.Name.LocalName, name, translator);
                continue;
            }

            Translator.Extend(
                element, input ? "input" : "output", name, translator.ToFeel(element, $"{parameter.Name.LocalName} {name}", parameter.Value, PlainText.Literal));
        }
    }

    private static void TranslateCall(XElement call, XElement extension, Translator translator)
    {
        var inward = extension.Name.LocalName == "in";
        translator.Use(extension);
        if (extension.Attribute("variables") is not null)
        {
            WarnAll(call, translator);
            return;
        }

        var target = extension.Attribute("target")?.Value ?? "";
        var source = extension.Attribute("source")?.Value;
        var expression = extension.Attribute("sourceExpression")?.Value;
        if (target.Length == 0 || (source ?? expression) is not { Length: > 0 } text)
        {
            RefuseMapping(call, extension.Name.LocalName, target, translator);
            return;
        }

        var what = $"{extension.Name.LocalName} {target}";
        var feel = expression is null ? text : translator.ToFeel(call, what, text, PlainText.AsItStands);
        if (feel == text)
            translator.Note(call, what, text, feel);
        Translator.Extend(call, inward ? "input" : "output", target, feel);
    }

    /// <summary>The other engines hand all variables to a called process; here what goes over is drawn.</summary>
    public static void WarnAll(XElement call, Translator translator) => translator.Problems.Warning(
        "import.call-variables", Translator.IdOf(call),
        "In the other engine all variables go to the called process, or come back from it; here only mapped values do. Add an sk:input or sk:output for each one that is needed.",
        "In de andere motor gaan alle variabelen naar het aangeroepen proces of komen ze ervan terug; hier alleen waarden met een toewijzing. Voeg een sk:input of sk:output toe voor elke waarde die nodig is.");

    private static void RefuseMapping(XElement element, string kind, string name, Translator translator) => translator.Problems.Error(
        "import.mapping", Translator.IdOf(element),
        $"The {kind} '{name}' has no name and single expression: replace a script, list or map by an sk:input or sk:output with a FEEL expression.",
        $"De toewijzing {kind} '{name}' heeft geen naam met één expressie: vervang een script, lijst of map door een sk:input of sk:output met een FEEL-expressie.");
}
