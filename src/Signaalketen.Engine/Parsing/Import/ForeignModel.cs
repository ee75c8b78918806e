using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>
/// Carries over what other tools write in their own words, where ours has the same meaning: expressions, mappings, multi-instance, job types.
/// Runs on the tree in memory before the readers do, so that they know one language only.
/// </summary>
internal static class ForeignModel
{
    private static readonly SortedSet<string> Expressions = new(StringComparer.Ordinal)
    {
        "conditionExpression", "completionCondition", "loopCardinality", "loopCondition", "condition", "activationCondition",
        "timeDate", "timeDuration", "timeCycle", "from", "transformation",
    };

    public static Translator Translate(XElement definitions, ProblemList problems)
    {
        var translator = new Translator(problems);
        XElement[] all = [.. definitions.DescendantsAndSelf().Where(element => element.Name.Namespace == BpmnNames.Model)];
        foreach (var element in all)
        {
            var tag = element.Name.LocalName;
            if (Expressions.Contains(tag))
                TranslateText(element, translator);
            else if (tag is "message" or "signal")
                translator.KeepFixed(element, "name", element.Attribute("name")?.Value);
            else if (tag is "error" or "escalation")
                translator.KeepFixed(element, tag + "Code", element.Attribute(tag + "Code")?.Value);
            else if (tag is "script" && element.Parent is { } task && Juel.IsOne(element.Value.TrimStart()))
                TranslateScript(task, element, translator);
        }

        foreach (var element in all.Where(HasExtensions))
        {
            FamilyTranslation.Translate(element, translator);
            ZeebeTranslation.Translate(element, all, translator);
        }

        foreach (var call in all.Where(element => element.Name.LocalName == "callActivity"))
            translator.KeepFixed(call, "calledElement", call.Attribute("calledElement")?.Value);
        return translator;
    }

    private static bool HasExtensions(XElement element) =>
        element.Attributes().Any(attribute => Vendors.IsExecuting(attribute.Name))
        || element.Elements(BpmnNames.Model + "extensionElements").Elements().Any(child => Vendors.IsExecuting(child.Name));

    private static void TranslateText(XElement element, Translator translator)
    {
        var text = element.Value.Trim();
        if (!Juel.IsOne(text) && !text.StartsWith('='))
            return;
        element.Value = translator.ToFeel(element, element.Name.LocalName, text, PlainText.AsItStands);
        element.Attribute("language")?.Remove();
    }

    private static void TranslateScript(XElement task, XElement script, Translator translator)
    {
        if (task.Attribute("scriptFormat")?.Value is not (null or "juel" or "JUEL"))
            return;
        script.Value = translator.ToFeel(task, "script", script.Value, PlainText.AsItStands);
        task.Attribute("scriptFormat")?.Remove();
    }
}
