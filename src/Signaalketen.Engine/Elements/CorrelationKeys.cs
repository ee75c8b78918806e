using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>The key that tells one conversation from another: extension <c>sk:correlationKey</c>.</summary>
internal static class CorrelationKeys
{
    /// <summary>The key as text, null when the model gives none; false after an incident on <paramref name="self"/>.</summary>
    public static bool TryRead(StepContext step, ElementInstance self, FeelExpression? expression, IncidentStage stage, out string? key)
    {
        key = null;
        if (expression is null)
            return true;
        var result = step.Evaluate(expression, self);
        key = result.Value switch
        {
            FeelString text => text.Value,
            FeelNumber number => number.Format(),
            _ => null,
        };
        if (key is not null)
            return true;
        step.Raise(self, IncidentCodes.Expression, StepContext.Explain(expression, "a text or a number", result), stage);
        return false;
    }
}
