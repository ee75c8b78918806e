using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Short ways to parse and evaluate in tests.</summary>
internal static class Given
{
    public static FeelEnvironment Environment { get; } =
        new(new DateTimeOffset(2027, 3, 28, 9, 30, 0, TimeSpan.Zero), "Europe/Amsterdam", FeelLimits.Default);

    public static FeelExpression Parsed(string text, params string[] names)
    {
        var result = Feel.Parse(text, names);
        Assert.True(result.IsOk, $"{text}: {result.Error?.Message} at {result.Error?.Position}");
        return result.Expression;
    }

    public static FeelResult Evaluated(string text, string context = "{}")
    {
        var variables = new DictionaryFeelScope((FeelContext)Parsed(context).Evaluate(DictionaryFeelScope.Empty, Environment).Value);
        return Parsed(text, [.. Feel.NamesIn(variables)]).Evaluate(variables, Environment);
    }

    public static FeelValue Value(string text, string context = "{}") => Evaluated(text, context).Value;

    /// <summary>Both texts give the same value.</summary>
    public static void Same(string expected, string text, string context = "{}")
    {
        var (wanted, found) = (Value(expected), Evaluated(text, context));
        Assert.True(
            wanted.Equals(found.Value),
            $"{text} gives {FeelText.Write(found.Value)}, not {FeelText.Write(wanted)}. {string.Join(" ", found.Diagnostics)}");
    }
}
