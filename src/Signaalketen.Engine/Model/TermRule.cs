using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Model;

/// <summary>Extension <c>sk:term</c>: how long something may take, counted from when.</summary>
/// <param name="LadderId">The ladder to climb; null for none.</param>
/// <param name="From">A date and time to count from; null means the moment the element begins.</param>
/// <param name="Decision">Id or name of the decision that may give this step another term and ladder; null for none.</param>
public sealed record TermRule(Term Term, string? LadderId, FeelExpression? From, string? Decision = null)
{
    /// <summary>When the term ends; false after an incident on <paramref name="self"/>.</summary>
    /// <param name="term">The term that was chosen for this step.</param>
    internal bool TryPlan(StepContext step, ElementInstance self, IncidentStage stage, Term term, out DateTimeOffset startAt, out DateTimeOffset dueAt)
    {
        dueAt = default;
        if (!TryStart(step, self, stage, out startAt))
            return false;
        if (term.DueAt(startAt, step.Options.Calendar) is not { } known)
        {
            step.Raise(self, IncidentCodes.Expression, $"The term '{term}' of '{self.ElementId}' ends outside the calendar.", stage);
            return false;
        }

        dueAt = known;
        return true;
    }

    private bool TryStart(StepContext step, ElementInstance self, IncidentStage stage, out DateTimeOffset startAt)
    {
        startAt = step.Now;
        if (From is null)
            return true;
        var result = step.Evaluate(From, self);
        if (Instants.TryRead(result.Value, step.Options.Zone, out startAt))
            return true;
        step.Raise(self, IncidentCodes.Expression, StepContext.Explain(From, "a date and time", result), stage);
        return false;
    }
}
