using System.Xml.Linq;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing.Import;

namespace Signaalketen.Engine.Parsing;

/// <summary>Reads a BPMN 2.0 file: an executable model, or a list of problems; never an exception.</summary>
public static class BpmnReader
{
    public static BpmnReadResult Read(string xml, BpmnLimits? limits = null, FeelLimits? feel = null)
    {
        limits ??= new();
        var problems = new ProblemList(limits.Problems);
        if (Open(xml, limits, problems) is not { } root)
            return new(null, problems.All);
        ForeignModel.Translate(root, problems);
        return new(Execute(root, problems, feel), problems.All);
    }

    /// <summary>Reads at most the allowed number of bytes, then as text.</summary>
    public static BpmnReadResult Read(Stream stream, BpmnLimits? limits = null, FeelLimits? feel = null)
    {
        limits ??= new();
        using var reader = stream.CanSeek ? ModelText.Open(stream) : new StreamReader(stream, leaveOpen: true);
        var buffer = new char[limits.Characters + 1];
        var length = reader.ReadBlock(buffer, 0, buffer.Length);
        return Read(new string(buffer, 0, length), limits, feel);
    }

    /// <summary>The <c>definitions</c> of a bounded file, or null with a problem reported.</summary>
    internal static XElement? Open(string xml, BpmnLimits limits, ProblemList problems)
    {
        if (XmlGate.Read(xml, limits, problems)?.Root is not { } root)
            return null;
        if (root.Name == BpmnNames.Model + "definitions")
            return root;
        problems.Error(
            "bpmn.not-a-model", null,
            $"The file begins with '{root.Name.LocalName}', not with BPMN 2.0 definitions: export it as BPMN 2.0.",
            $"Het bestand begint met '{root.Name.LocalName}' en niet met BPMN 2.0 definitions: exporteer het als BPMN 2.0.");
        return null;
    }

    /// <summary>The executable model in a file whose foreign extensions have been translated; null when there is an error among the problems.</summary>
    internal static BpmnModel? Execute(XElement root, ProblemList problems, FeelLimits? feel)
    {
        var model = new ModelReader(root, problems, feel ?? new());
        Unsupported.CheckTop(model);
        References.Check(model);
        ExtensionPlaces.Check(model);
        model.Correlations.Check();
        ProcessModel?[] processes = [.. root.Elements(BpmnNames.Model + "process").Select(process => ProcessReader.Read(model, process))];
        ProcessModel?[] globalTasks = [.. root.Elements().Select(element => GlobalTaskReader.Read(model, element))];
        if (processes.Length == 0 && globalTasks.All(task => task is null))
            problems.Error(
                "bpmn.no-process", null, "The file has no process: draw one.", "Het bestand heeft geen proces: teken er een.");
        return problems.HasErrors ? null : new([.. processes.OfType<ProcessModel>()], [.. globalTasks.OfType<ProcessModel>()]);
    }
}

/// <param name="Model">The model; null when there is an error among the problems.</param>
public sealed record BpmnReadResult(BpmnModel? Model, IReadOnlyList<Problem> Problems);
