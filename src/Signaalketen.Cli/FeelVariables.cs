using System.Diagnostics.CodeAnalysis;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Cli;

/// <summary>Variables given as the FEEL text of a context.</summary>
internal static class FeelVariables
{
    /// <param name="text">FEEL text such as <c>{ age: 12 }</c>; absent or blank means no variables.</param>
    /// <param name="called">What the text is called in a refusal.</param>
    public static bool TryRead(
        string? text, string called, FeelEnvironment environment, [NotNullWhen(true)] out FeelContext? variables, [NotNullWhen(false)] out FeelError? error)
    {
        (variables, error) = (null, null);
        if (string.IsNullOrWhiteSpace(text))
        {
            variables = FeelContext.Empty;
            return true;
        }

        var parsed = Feel.Parse(text, limits: environment.Limits);
        if (!parsed.IsOk)
        {
            error = new($"In {called}: {parsed.Error.Message}", parsed.Error.Position);
            return false;
        }

        var result = parsed.Expression.Evaluate(DictionaryFeelScope.Empty, environment);
        variables = result.Value as FeelContext;
        if (variables is null)
            error = new(string.Join(' ', [$"The text of {called} gives a {result.Value.TypeName}, not a context.", .. result.Diagnostics]), 0);
        return error is null;
    }
}
