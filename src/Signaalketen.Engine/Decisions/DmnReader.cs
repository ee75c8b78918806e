using System.Xml;
using System.Xml.Linq;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Decisions;

/// <summary>Reads a DMN file of edition 1.1 to 1.6 with the files it imports: a model that can be evaluated, and a list of problems; never an exception.</summary>
public static class DmnReader
{
    /// <summary>Files that one model may import, directly and by way of others.</summary>
    private const int MostImports = 100;

    /// <summary>Whether a text begins as a DMN file, of whatever edition.</summary>
    public static bool Recognises(string xml)
    {
        try
        {
            using var reader = XmlGate.Open(xml);
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "definitions" && DmnXml.IsModel(reader.NamespaceURI);
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <param name="xml">The text of the file.</param>
    /// <param name="beside">Texts among which its imports are found by namespace; the others are not looked at.</param>
    public static DmnReadResult Read(string xml, IReadOnlyList<string>? beside = null, BpmnLimits? limits = null, FeelLimits? feel = null)
    {
        limits ??= new();
        var problems = new ProblemList(limits.Problems);
        if (Open(xml, limits, problems) is not { } root)
            return new(null, problems.All);
        var main = new DmnFile(root);
        List<DmnFile> files = [main];
        for (var index = 0; index < files.Count; index++)
            Import(files[index], files, beside ?? [], limits, problems);
        var texts = new LogicText(problems, feel ?? new());
        foreach (var file in files)
            new DrgReader(file, texts).ReadElements();
        foreach (var file in files)
            file.Types.ReadAll();
        foreach (var file in files)
            new DrgReader(file, texts).ReadRequirements();
        RequirementCycles.Break(files, problems);
        foreach (var file in files)
            new DrgReader(file, texts).ReadLogic();
        // A file with nothing but knowledge or types is a library for others.
        if (main.Elements.TrueForAll(element => element is InputData) && !root.Kids("itemDefinition").Any())
            problems.Error("dmn.no-decision", null, "The file has no decision: draw one.", "Het bestand heeft geen beslissing: teken er een.");
        return new(new(main), problems.All);
    }

    private static XElement? Open(string xml, BpmnLimits limits, ProblemList problems)
    {
        if (XmlGate.Read(xml, limits, problems)?.Root is not { } root)
            return null;
        if (root.Name.LocalName == "definitions" && DmnXml.IsModel(root.Name.NamespaceName))
            return root;
        problems.Error(
            "dmn.not-a-model", null,
            $"The file begins with '{root.Name.LocalName}', not with DMN definitions: export it as DMN 1.1 or later.",
            $"Het bestand begint met '{root.Name.LocalName}' en niet met DMN definitions: exporteer het als DMN 1.1 of hoger.");
        return null;
    }

    private static void Import(DmnFile file, List<DmnFile> files, IReadOnlyList<string> beside, BpmnLimits limits, ProblemList problems)
    {
        foreach (var import in file.Root.Kids("import"))
        {
            var space = import.Said("namespace") ?? "";
            if (import.Said("importType") is { } type && !DmnXml.IsModel(type))
                continue;
            if (Find(space, files, beside, limits) is { } found)
            {
                if (!files.Contains(found))
                    files.Add(found);
                file.Import(import.Said("name") ?? "", found);
            }
            else
            {
                problems.Error(
                    "dmn.import-missing", import.Said("id"),
                    $"The file imports '{space}', which is not among the files beside it, or is no DMN: add it, or remove the import.",
                    $"Het bestand importeert '{space}', maar dat staat er niet bij of is geen DMN: voeg het toe of haal de import weg.");
            }
        }
    }

    private static DmnFile? Find(string space, List<DmnFile> files, IReadOnlyList<string> beside, BpmnLimits limits)
    {
        if (files.Find(file => file.Namespace == space) is { } known)
            return known;
        if (space.Length == 0 || files.Count > MostImports)
            return null;
        foreach (var text in beside.Where(text => text.Contains(space, StringComparison.Ordinal)))
        {
            // A file that is not the one is nobody's problem here.
            if (Open(text, limits, new(1)) is { } root && root.Said("namespace") == space)
                return new(root);
        }

        return null;
    }
}

/// <param name="Model">What can be evaluated; null when the file is no DMN. With an error among the problems it may be tried, not deployed.</param>
public sealed record DmnReadResult(DecisionModel? Model, IReadOnlyList<Problem> Problems)
{
    public bool IsOk => Model is not null && Problems.All(problem => problem.Severity != ProblemSeverity.Error);
}
