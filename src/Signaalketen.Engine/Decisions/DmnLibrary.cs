using System.Xml.Linq;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Decisions;

/// <summary>Finds what a model imports among the texts beside it, by namespace; the others are not looked at.</summary>
internal sealed class DmnLibrary(IReadOnlyList<string> beside, BpmnLimits limits, ProblemList problems)
{
    /// <summary>Files that one model may import, directly and by way of others.</summary>
    private const int MostFiles = 100;

    private readonly List<DmnFile> files = [];
    private int read;

    /// <summary>The model that was loaded, then those that it imports under a name.</summary>
    public IReadOnlyList<DmnFile> Files => files;

    public DmnFile Load(XElement root)
    {
        var main = new DmnFile(root);
        files.Add(main);
        for (var index = 0; index < files.Count; index++)
        {
            var file = files[index];
            Include(file, file.Root);
            foreach (var import in file.Parts.SelectMany(part => part.Kids("import")).Where(import => import.Said("name") is not null && IsOfDecisions(import)))
                Import(file, import);
        }

        return main;
    }

    /// <summary>An import of another kind, such as types of XML or a prediction model, is nothing that is executed here.</summary>
    private static bool IsOfDecisions(XElement import) => import.Said("importType") is not { } type || DmnXml.IsModel(type);

    /// <summary>Takes in what a part imports without a name, each import with its own before the next; a circle ends where it began.</summary>
    private void Include(DmnFile file, XElement part)
    {
        foreach (var import in part.Kids("import").Where(import => import.Said("name") is null && IsOfDecisions(import)))
        {
            var space = import.Said("namespace") ?? "";
            if (file.Holds(space))
                continue;
            if (Find(space) is not { } found)
            {
                Report(import, space);
                continue;
            }

            file.Include(found);
            Include(file, found);
        }
    }

    private void Import(DmnFile file, XElement import)
    {
        var space = import.Said("namespace") ?? "";
        var known = files.Find(other => other.Namespace == space);
        if (known is null && Find(space) is { } root)
            files.Add(known = new(root));
        if (known is null)
            Report(import, space);
        else
            file.Import(import.Said("name")!, known);
    }

    private XElement? Find(string space)
    {
        if (space.Length == 0 || read >= MostFiles)
            return null;
        foreach (var text in beside.Where(text => text.Contains(space, StringComparison.Ordinal)))
        {
            // A file that is not the one is nobody's problem here.
            if (DmnReader.Open(text, limits, new(1)) is { } root && DmnFile.SpaceOf(root) == space)
            {
                read++;
                return root;
            }
        }

        return null;
    }

    private void Report(XElement import, string space) => problems.Error(
        "dmn.import-missing", import.Said("id"),
        $"The file imports '{space}', which is not among the files beside it, or is no DMN: add it, or remove the import.",
        $"Het bestand importeert '{space}', maar dat staat er niet bij of is geen DMN: voeg het toe of haal de import weg.");
}
