using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>What tells one conversation from another: extension <c>sk:correlationKey</c>, else BPMN's own correlation (BPMN 2.0.2, 8.4.2).</summary>
/// <param name="Waiting">What a receiver waits with, over its data; empty means that any message fits.</param>
/// <param name="Sending">What a sender gives, over what it sends and its data; empty means no key.</param>
public sealed record MessageKeys(IReadOnlyList<FeelExpression> Waiting, IReadOnlyList<FeelExpression> Sending)
{
    public static readonly MessageKeys None = new([], []);

    /// <summary>Whether two keys are written the same.</summary>
    internal static bool Same(IReadOnlyList<FeelExpression> one, IReadOnlyList<FeelExpression> other) =>
        one.Select(part => part.Text).SequenceEqual(other.Select(part => part.Text), StringComparer.Ordinal);

    /// <summary>The key as one text; null unless every value is a text or a number.</summary>
    internal static string? TextOf(IReadOnlyList<FeelValue> values)
    {
        var texts = new List<string>(values.Count);
        foreach (var value in values)
        {
            if (value is FeelString text)
                texts.Add(text.Value);
            else if (value is FeelNumber number)
                texts.Add(number.Format());
            else
                return null;
        }

        return texts.Count switch
        {
            0 => null,
            1 => texts[0],
            // As a list in FEEL: quotes keep ("a, b", "c") and ("a", "b, c") apart.
            _ => new FeelList([.. texts.Select(text => new FeelString(text))]).ToString(),
        };
    }
}

/// <summary>Evaluates keys in a step.</summary>
internal static class CorrelationKeys
{
    // Whoever keeps what waits needs an index on it, and an index takes no more.
    private const int Longest = 400;

    /// <summary>The key as text, null when the model gives none; false after an incident on <paramref name="self"/>.</summary>
    /// <param name="over">What a message carries, for its sender.</param>
    public static bool TryRead(StepContext step, ElementInstance self, IReadOnlyList<FeelExpression> expressions, IncidentStage stage, out string? key, Variables? over = null)
    {
        key = null;
        if (expressions.Count == 0)
            return true;
        FeelResult[] results = [.. expressions.Select(expression => step.Evaluate(expression, self, over))];
        key = MessageKeys.TextOf([.. results.Select(result => result.Value)]);
        if (key is { Length: > Longest })
        {
            step.Raise(self, IncidentCodes.Expression, $"The correlation key has {key.Length} characters and may have {Longest}: choose something shorter to tell conversations apart.", stage);
            return false;
        }

        if (key is not null)
            return true;
        var wrong = Array.FindIndex(results, result => MessageKeys.TextOf([result.Value]) is null);
        step.Raise(self, IncidentCodes.Expression, StepContext.Explain(expressions[wrong], "a text or a number", results[wrong]), stage);
        return false;
    }
}
