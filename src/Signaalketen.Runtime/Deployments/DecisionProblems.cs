using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Runtime.Cases;

namespace Signaalketen.Runtime.Deployments;

/// <summary>
/// People decide about people: a decision is asked with variables of the process that say nothing of a person, and with nothing else. A variable
/// is known to be so when a form makes it of a chosen answer of class K0 or K1, when the process makes it itself, or when every process has it.
/// </summary>
internal static class DecisionProblems
{
    public static IEnumerable<Problem> Of(BpmnModel model, IReadOnlyDictionary<string, string> forms, IReadOnlyList<DecisionDefinition> decisions)
    {
        var definitions = model.ProcessDefinitions(1).ToList();
        foreach (var problem in DecisionFiles.Unknown(definitions, decisions))
            yield return problem;
        var fields = forms.Values.Select(FormDefinition.Parse).SelectMany(parsed => parsed.Form?.Fields ?? []).ToList();
        var chosen = fields.Where(field => field is { MayBeVariable: true, Class: <= DataClass.K1 }).Select(field => field.Variable).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var ofCases = fields.SelectMany(field => new[] { field.Name, field.StoredAs }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var set = DefinitionSet.Of([], decisions);
        foreach (var definition in definitions)
        {
            var known = OwnVariables.Of(definition).Concat(chosen).Concat([CaseVariables.Reference, CaseVariables.ReceivedAt, TermChoice.StepName]).ToHashSet(StringComparer.Ordinal);
            foreach (var (element, decision, mappings) in Asked(definition, set))
            {
                foreach (var input in decision.Entry.Inputs)
                {
                    var mapped = mappings.FirstOrDefault(mapping => mapping.Target == input.Name);
                    foreach (var name in (mapped?.Source.FreeVariables ?? [input.Name]).Where(name => !known.Contains(name)))
                        yield return Refused(element, decision, name, ofCases.Contains(name));
                }
            }
        }
    }

    private static IEnumerable<(string Element, DecisionDefinition Decision, IReadOnlyList<Mapping> Mappings)> Asked(ProcessDefinition definition, DefinitionSet set)
    {
        foreach (var task in definition.Nodes.OfType<BusinessRuleTask>())
        {
            if (set.Decision(task.Decision, CallBinding.Latest, definition) is { } decision)
                yield return (task.Id, decision, task.Inputs);
        }

        foreach (var (element, rule, _) in TermRules.Decided(definition))
        {
            if (set.Decision(rule.Decision!, CallBinding.Latest, definition) is { } decision)
                yield return (element, decision, []);
        }
    }

    private static Problem Refused(string element, DecisionDefinition decision, string name, bool isOfCase) => new(
        ProblemSeverity.Error, "dmn.person-input", element,
        $"The decision '{decision.Entry.Name}' asks for '{name}', which {(isOfCase ? "is a field of the case" : "is no variable that is known to say nothing of a person")}: only people decide about people.",
        $"De beslissing '{decision.Entry.Name}' vraagt '{name}'. Dat is {(isOfCase ? "een veld van het dossier" : "geen variabele die zeker niets over een persoon zegt")}. Over personen beslissen alleen mensen: haal deze invoer eruit.");
}
