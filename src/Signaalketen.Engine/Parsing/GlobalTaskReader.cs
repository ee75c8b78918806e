using System.Xml.Linq;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Parsing;

/// <summary>Reads a global task (BPMN 2.0.2, 10.3.6): a process that holds this one task and nothing else, for call activities to call.</summary>
internal static class GlobalTaskReader
{
    private static readonly SortedDictionary<string, Func<ElementReader, FlowNode>> Readers = new(StringComparer.Ordinal)
    {
        ["globalTask"] = NoneTask.Read,
        ["globalManualTask"] = NoneTask.Read,
        ["globalUserTask"] = UserTask.Read,
        ["globalScriptTask"] = ScriptTask.Read,
        ["globalBusinessRuleTask"] = BusinessRuleTask.Read,
    };

    /// <summary>Null when the element is no global task, or cannot be read.</summary>
    public static ProcessModel? Read(ModelReader model, XElement xml)
    {
        if (xml.Name.Namespace != BpmnNames.Model || !Readers.TryGetValue(xml.Name.LocalName, out var read))
            return null;
        var scope = new FlowScope(xml.Attribute("id")?.Value ?? "", null);
        var reader = new ElementReader(model, xml, scope);
        if (scope.Id.Length == 0)
        {
            model.Problems.Error("bpmn.missing-id", null, $"A {reader.Tag} has no id: give it one.", $"Een {reader.Tag} heeft geen id: geef het er een.");
            return null;
        }

        scope.Add(read(reader));
        Unsupported.CheckInside(reader, xml);
        return ProcessReader.Finish(reader, new(scope.Id, reader.Name, scope) { IsGlobalTask = true }, xml);
    }
}
