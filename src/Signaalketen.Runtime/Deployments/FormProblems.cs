using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;

namespace Signaalketen.Runtime.Deployments;

/// <summary>What a model asks of its surroundings: forms that exist and can be read, roles that we know.</summary>
internal static class FormProblems
{
    public static IEnumerable<Problem> Of(BpmnModel model, IReadOnlyDictionary<string, string> forms)
    {
        foreach (var (key, text) in forms)
        {
            foreach (var problem in FormDefinition.Parse(text).Problems)
                yield return Error("form.invalid", null, $"Form '{key}': {problem}", $"Formulier '{key}': {problem}");
        }

        var definitions = model.ProcessDefinitions(1).ToList();
        foreach (var (definition, task) in definitions.SelectMany(definition => definition.Nodes.OfType<UserTask>().Select(task => (definition, task))))
        {
            if (task.FormKey is { } form && !forms.ContainsKey(form))
                yield return Error(
                    "form.missing", task.Id, $"Form '{form}' is not among the forms: add forms/{form}.json or correct sk:form.",
                    $"Formulier '{form}' is er niet bij: voeg forms/{form}.json toe of verbeter sk:form.");
            if (Roles.Find(task.CandidateRole) is null && !(definition.IsGlobalTask && task.CandidateRole is null))
                yield return Error(
                    "task.role-unknown", task.Id, $"'{task.CandidateRole}' is not a known role, so nobody would see this task: use sk:role on the lane with a known role id.",
                    $"'{task.CandidateRole}' is geen bekende rol, dus niemand zou deze taak zien: kies een bekende rol op de baan.");
        }

        // A global task that names nobody is for the lane of whoever calls it.
        var forTheCaller = definitions.Where(definition => definition.IsGlobalTask && definition.Nodes.OfType<UserTask>().Any(task => task.CandidateRole is null))
            .Select(definition => definition.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var call in definitions.SelectMany(definition => definition.Nodes).OfType<CallActivity>().Where(call => forTheCaller.Contains(call.CalledElement)))
        {
            if (Roles.Find(call.Lane?.Role ?? call.Lane?.Name) is null)
                yield return Error(
                    "task.role-unknown", call.Id, $"'{call.CalledElement}' names no role and is called from a lane without a known one, so nobody would see this task: use sk:role on the lane.",
                    $"'{call.CalledElement}' noemt geen rol en de baan hier ook niet, dus niemand zou deze taak zien: kies een bekende rol op de baan.");
        }
    }

    private static Problem Error(string rule, string? element, string english, string dutch) => new(ProblemSeverity.Error, rule, element, english, dutch);
}
