using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>Extensions of Camunda 8 that have a counterpart here; its expressions are FEEL already, marked with <c>=</c>.</summary>
internal static class ZeebeTranslation
{
    public static void Translate(XElement element, IReadOnlyList<XElement> all, Translator translator)
    {
        foreach (var extension in element.Elements(BpmnNames.Model + "extensionElements").Elements().Where(child => child.Name.Namespace == Vendors.Zeebe).ToArray())
        {
            switch (extension.Name.LocalName)
            {
                case "ioMapping":
                    TranslateMapping(element, extension, translator);
                    break;
                case "taskDefinition" when Value(extension, "type") is { } type && ExtensionPlaces.TakesJob(element) && element.Attribute(BpmnNames.Extension + "job") is null:
                    translator.KeepFixed(element, "type", type);
                    element.SetAttributeValue(BpmnNames.Extension + "job", type);
                    translator.Use(extension);
                    translator.Note(element, "taskDefinition", type, "sk:job");
                    break;
                case "calledElement" when Value(extension, "processId") is { } process && element.Attribute("calledElement") is null:
                    element.SetAttributeValue("calledElement", process);
                    translator.Use(extension);
                    translator.Note(element, "calledElement", process, "calledElement");
                    if (Value(extension, "propagateAllChildVariables") != "false" || Value(extension, "propagateAllParentVariables") != "false")
                        FamilyTranslation.WarnAll(element, translator);
                    break;
                case "calledDecision" when element.Name.LocalName == "businessRuleTask":
                    DecisionTranslation.Zeebe(element, extension, translator);
                    break;
                case "loopCharacteristics" when element.Name.LocalName == "multiInstanceLoopCharacteristics":
                    TranslateLoop(element, extension, translator);
                    break;
                case "script" when element.Name.LocalName == "scriptTask" && Value(extension, "expression") is { } expression && element.Element(BpmnNames.Model + "script") is null:
                    var feel = translator.ToFeel(element, "script", expression, PlainText.AsItStands);
                    element.Add(new XElement(BpmnNames.Model + "script", Value(extension, "resultVariable") is { } result ? $"{{{result}: {feel}}}" : feel));
                    translator.Use(extension);
                    break;
                case "subscription" when element.Name.LocalName == "message" && Value(extension, "correlationKey") is { } key:
                    TranslateKey(element, key, all, translator);
                    translator.Use(extension);
                    break;
            }
        }
    }

    private static string? Value(XElement extension, string attribute) => extension.Attribute(attribute)?.Value is { Length: > 0 } value ? value : null;

    private static void TranslateMapping(XElement element, XElement block, Translator translator)
    {
        translator.Use(block);
        foreach (var mapping in block.Elements().Where(child => child.Name.LocalName is "input" or "output"))
        {
            if (Value(mapping, "target") is not { } target || Value(mapping, "source") is not { } source)
                continue;
            translator.Use(mapping);
            Translator.Extend(element, mapping.Name.LocalName, target, translator.ToFeel(element, $"{mapping.Name.LocalName} {target}", source, PlainText.Literal));
        }
    }

    private static void TranslateLoop(XElement loop, XElement extension, Translator translator)
    {
        translator.Use(extension);
        if (Value(extension, "inputCollection") is { } input)
            loop.Add(new XElement(BpmnNames.Model + "loopDataInputRef", translator.ToFeel(loop, "inputCollection", input, PlainText.AsItStands)));
        if (Value(extension, "inputElement") is { } item)
            loop.Add(new XElement(BpmnNames.Model + "inputDataItem", new XAttribute("name", item)));
        if (Value(extension, "outputCollection") is { } output)
            loop.Add(new XElement(BpmnNames.Model + "loopDataOutputRef", output));
        if (Value(extension, "outputElement") is not { } outputItem)
            return;
        var name = outputItem.Trim().TrimStart('=').Trim();
        if (name.All(letter => char.IsLetterOrDigit(letter) || letter == '_'))
        {
            loop.Add(new XElement(BpmnNames.Model + "outputDataItem", new XAttribute("name", name)));
            translator.Note(loop, "outputElement", outputItem, name);
            return;
        }

        translator.Problems.Error(
            "import.output-element", Translator.IdOf(loop),
            $"The outputElement '{Translator.Shorten(outputItem)}' is more than one name: set a variable in the activity and name that.",
            $"Bij outputElement staat '{Translator.Shorten(outputItem)}', en dat is meer dan één naam: zet in de activiteit een variabele en noem die.");
    }

    /// <summary>There the key belongs to the message; here to each place that waits for it. A start of a process has none.</summary>
    private static void TranslateKey(XElement message, string key, IReadOnlyList<XElement> all, Translator translator)
    {
        var id = message.Attribute("id")?.Value;
        var feel = translator.ToFeel(message, "correlationKey", key, PlainText.Literal);
        foreach (var catcher in all.Where(element => element.Attribute("messageRef") is { } reference && ElementReader.LocalName(reference.Value) == id))
        {
            var waits = catcher.Name.LocalName == "receiveTask" || (catcher.Name.LocalName == "messageEventDefinition" && catcher.Parent is { } around
                && (around.Name.LocalName is "intermediateCatchEvent" or "boundaryEvent"
                    || (around.Name.LocalName == "startEvent" && around.Parent?.Name.LocalName == "subProcess")));
            if (waits && catcher.Attribute(BpmnNames.Extension + "correlationKey") is null)
                catcher.SetAttributeValue(BpmnNames.Extension + "correlationKey", feel);
        }
    }
}
