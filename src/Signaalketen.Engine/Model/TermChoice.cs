using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Model;

/// <summary>
/// The term and ladder of one step at the moment it begins. A decision that was deployed with the process may give others than are drawn: it is
/// asked with the element's id as <c>step</c> and with variables by name, and answers with a term such as <c>5 wd</c>, or with a context of
/// <c>term</c> and <c>ladder</c>. What it leaves open, and all where it is not deployed, is as drawn.
/// </summary>
/// <param name="Ladder">Null for none.</param>
/// <param name="Place">0 for the drawn ladder; else which ladder of the process it is, from 1.</param>
public sealed record TermChoice(Term Term, Ladder? Ladder, int Place)
{
    /// <summary>The variable that tells a decision which step asks.</summary>
    public const string StepName = "step";

    // A rung that is waited for says in one number which ladder it is of; no model has so many elements.
    private const int Stride = 50_000;

    /// <summary>What an answer means; null with an explanation when it means nothing.</summary>
    /// <param name="ladders">The ladders of the process.</param>
    public static TermChoice? Of(FeelValue answer, TermRule rule, Ladder? drawn, IReadOnlyList<Ladder> ladders, out string error)
    {
        error = "";
        var (said, named) = answer is FeelContext context ? (Entry(context, "term"), Entry(context, "ladder")) : (answer, FeelNull.Value);
        var term = rule.Term;
        if (said is not FeelNull)
        {
            // What the law lays down is drawn; how long it is may be decided.
            TermKind? kind = rule.Term.Kind is TermKind.Statutory or TermKind.StatutoryFixed ? rule.Term.Kind : null;
            if (said is not FeelString { Value: var text } || !Term.TryParse(text, kind, out term, out error))
            {
                error = $"{said} is no term such as \"5 wd\" or \"4 oh\".";
                return null;
            }
        }

        if (named is FeelNull)
            return new(term, drawn, 0);
        var place = ladders.Index().FirstOrDefault(ladder => named is FeelString { Value: var id } && ladder.Item.Id == id, (-1, null!)).Index;
        if (place >= 0)
            return new(term, ladders[place], place + 1);
        error = $"{named} is no ladder of this process.";
        return null;
    }

    /// <summary>How the wait for a rung says which one it is.</summary>
    internal static int Mark(int place, int rung) => (place * Stride) + rung;

    /// <summary>Of which ladder a rung is that is waited for, and which rung.</summary>
    internal static (int Place, int Rung) Read(int mark) => (mark / Stride, mark % Stride);

    internal static bool TryMake(StepContext step, ElementInstance self, string stepId, TermRule rule, Ladder? drawn, IncidentStage stage, out TermChoice choice)
    {
        choice = new(rule.Term, drawn, 0);
        var process = step.DefinitionOf(self);
        if (rule.Decision is null || step.Definitions.Decision(rule.Decision, CallBinding.Deployed, process) is not { } decision)
            return true;
        var answer = step.Decide(decision, self, Variables.Of(StepName, new FeelString(stepId)));
        var error = answer is { Value: FeelNull, Diagnostics.Count: > 0 } ? string.Join("; ", answer.Diagnostics) : "";
        if (error.Length == 0 && Of(answer.Value, rule, drawn, process.Ladders, out error) is { } made)
        {
            choice = made;
            return true;
        }

        step.Raise(self, IncidentCodes.Decision, $"The decision '{rule.Decision}' gives no term for '{stepId}': {error}", stage);
        return false;
    }

    private static FeelValue Entry(FeelContext context, string name) => context.TryGet(name, out var value) ? value : FeelNull.Value;
}
