using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Decisions;

/// <summary>DMN files that are deployed together, and what processes ask of them.</summary>
public static class DecisionFiles
{
    /// <summary>The decisions of all files; what is wrong with a file, or stands in two, goes to the problems.</summary>
    /// <param name="files">The texts; each may import the others.</param>
    public static IReadOnlyList<DecisionDefinition> Read(IReadOnlyList<string> files, int version, BpmnLimits? limits, ICollection<Problem> problems)
    {
        var decisions = new List<DecisionDefinition>();
        foreach (var file in files)
        {
            var read = DmnReader.Read(file, [.. files.Where(other => !ReferenceEquals(other, file))], limits);
            // What an imported file does wrong is said again of the file that imports it: once is enough.
            foreach (var problem in read.Problems.Where(problem => !problems.Contains(problem)))
                problems.Add(problem);
            if (read.Model is { } model)
                decisions.AddRange(DecisionDefinition.Of(model, version));
        }

        foreach (var twice in decisions.GroupBy(decision => decision.Entry.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(new(
                ProblemSeverity.Error, "dmn.duplicate-decision", twice.First().Entry.Id, $"The decision '{twice.Key}' is there twice: rename one of them.",
                $"De beslissing '{twice.Key}' staat er twee keer: geef er een een andere naam."));
        return decisions;
    }

    /// <summary>Tasks and terms that ask a decision which is nowhere, and decisions that give a step no term.</summary>
    public static IEnumerable<Problem> Unknown(IReadOnlyCollection<ProcessDefinition> definitions, IReadOnlyCollection<DecisionDefinition> decisions)
    {
        var set = DefinitionSet.Of([], decisions);
        foreach (var (definition, task) in definitions.SelectMany(definition => definition.Nodes.OfType<BusinessRuleTask>().Select(task => (definition, task))))
        {
            // Which version it will be is known when it is asked; that there is one must be known now.
            if (set.Decision(task.Decision, CallBinding.Latest, definition) is null)
                yield return NotThere(task.Id, task.Decision);
        }

        // Without any decision the drawn terms hold; with some, a name among them that is nowhere is a slip of the pen.
        if (decisions.Count == 0)
            yield break;
        foreach (var definition in definitions)
        {
            foreach (var (node, rule, ladder) in TermRules.Decided(definition))
            {
                if (set.Decision(rule.Decision!, CallBinding.Latest, definition) is not { } decision)
                    yield return NotThere(node, rule.Decision!);
                else if (TermRules.Fault(decision, node, rule, ladder, definition.Ladders) is { } fault)
                    yield return new(
                        ProblemSeverity.Error, "dmn.term-invalid", node, $"The decision '{rule.Decision}' gives no term for '{node}': {fault} Correct the table.",
                        $"De beslissing '{rule.Decision}' geeft geen termijn voor '{node}'. Vul in de tabel een termijn in zoals \"5 wd\", en een ladder van dit proces.");
            }
        }
    }

    private static Problem NotThere(string element, string decision) => new(
        ProblemSeverity.Error, "dmn.decision-unknown", element,
        $"'{element}' asks the decision '{decision}', which is not deployed: deploy its DMN file with this model, or correct the name.",
        $"'{element}' vraagt de beslissing '{decision}', maar die is er niet: zet het DMN-bestand erbij of verbeter de naam.");
}
