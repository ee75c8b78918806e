using System.Xml;
using System.Xml.Linq;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Decisions;

/// <summary>Reads a DMN file of edition 1.1 to 1.6 with the files it imports: a model that can be evaluated, and a list of problems; never an exception.</summary>
public static class DmnReader
{
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
        var library = new DmnLibrary(beside ?? [], limits, problems);
        var main = library.Load(root);
        var files = library.Files;
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

    internal static XElement? Open(string xml, BpmnLimits limits, ProblemList problems)
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
}

/// <param name="Model">What can be evaluated; null when the file is no DMN. With an error among the problems it may be tried, not deployed.</param>
public sealed record DmnReadResult(DecisionModel? Model, IReadOnlyList<Problem> Problems)
{
    public bool IsOk => Model is not null && Problems.All(problem => problem.Severity != ProblemSeverity.Error);
}
