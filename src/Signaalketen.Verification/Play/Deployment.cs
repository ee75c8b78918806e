using Signaalketen.Engine;
using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Verification.Play;

/// <summary>Several files deployed together in memory, as version 1.</summary>
public sealed record Deployment(DefinitionSet Definitions, IReadOnlyList<string> MainProcesses, IReadOnlyList<Problem> Problems)
{
    public bool IsOk => Problems.All(problem => problem.Severity != ProblemSeverity.Error);

    /// <param name="files">The text of the main file first, then of the others: processes, and decisions that they ask.</param>
    public static Deployment Of(IReadOnlyList<string> files, BpmnLimits? limits = null)
    {
        var problems = new List<Problem>();
        var definitions = new List<ProcessDefinition>();
        var decisions = DecisionFiles.Read([.. files.Skip(1).Where(DmnReader.Recognises)], 1, limits, problems);
        string[] main = [];
        for (var index = 0; index < files.Count; index++)
        {
            if (index > 0 && DmnReader.Recognises(files[index]))
                continue;
            var read = BpmnReader.Read(files[index], limits);
            problems.AddRange(read.Problems);
            if (read.Model is not { } model)
                continue;
            definitions.AddRange(model.ProcessDefinitions(1));
            if (index == 0)
                main = [.. model.Processes.Select(process => process.Id)];
        }

        foreach (var twice in definitions.GroupBy(definition => definition.Id).Where(group => group.Count() > 1))
            problems.Add(new(
                ProblemSeverity.Error, "bpmn.duplicate-process", twice.Key, $"The process '{twice.Key}' is in more than one file: rename one of them.",
                $"Het proces '{twice.Key}' staat in meer dan één bestand: geef er een een andere id."));
        if (problems.All(problem => problem.Severity != ProblemSeverity.Error))
            problems.AddRange(CallProblems(definitions).Concat(DecisionFiles.Unknown(definitions, decisions)));
        return new(DefinitionSet.Of(definitions, decisions), main, problems);
    }

    /// <summary>Calls to processes that are nowhere.</summary>
    public static IEnumerable<Problem> CallProblems(IReadOnlyCollection<ProcessDefinition> definitions)
    {
        foreach (var call in definitions.SelectMany(definition => definition.Nodes).OfType<CallActivity>())
        {
            if (definitions.All(definition => definition.Id != call.CalledElement))
                yield return new(
                    ProblemSeverity.Error, "bpmn.called-process-unknown", call.Id,
                    $"'{call.Id}' calls the process '{call.CalledElement}', which is not deployed: deploy it with this model, or correct calledElement.",
                    $"'{call.Id}' roept het proces '{call.CalledElement}' aan, maar dat is er niet: zet het erbij of verbeter calledElement.");
        }
    }
}
