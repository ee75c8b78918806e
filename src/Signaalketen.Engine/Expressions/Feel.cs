namespace Signaalketen.Engine.Expressions;

/// <summary>The friendly enough expression language of DMN 1.5 (clause 10.3): from text to an expression that can be evaluated.</summary>
public static class Feel
{
    /// <summary>Parses one expression.</summary>
    /// <param name="text">FEEL text.</param>
    /// <param name="knownNames">Names that may hold spaces or signs, such as <c>datum van ontvangst</c>; others are recognised as single words.</param>
    /// <param name="limits">Bounds on length and nesting; the defaults when absent.</param>
    /// <param name="types">Types that a decision model defines, by name; null for a name it does not know.</param>
    public static FeelParseResult Parse(string text, IEnumerable<string>? knownNames = null, FeelLimits? limits = null, Func<string, FeelType?>? types = null) =>
        Read(text, knownNames, limits, types, parser => parser.ParseWhole());

    /// <summary>Parses the unary tests of a decision table cell; evaluated with the input value under the name <c>?</c>.</summary>
    public static FeelParseResult ParseUnaryTests(string text, IEnumerable<string>? knownNames = null, FeelLimits? limits = null, Func<string, FeelType?>? types = null) =>
        Read(text, knownNames, limits, types, parser => parser.ParseWholeUnaryTests());

    /// <summary>Every key of every context inside the values of a scope, and the scope's own names, in ordinal order.</summary>
    public static IReadOnlyList<string> NamesIn(IFeelScope scope)
    {
        var names = new SortedSet<string>(scope.Names, StringComparer.Ordinal);
        foreach (var name in scope.Names)
        {
            if (scope.TryGet(name, out var value))
            {
                Collect(value, names);
            }
        }

        return [.. names];
    }

    /// <summary>A range whose ends are literals, one of which may be left out; null for any other text.</summary>
    internal static RangeNode? ParseRange(string text, FeelLimits limits)
    {
        try
        {
            return text.Length < 300 && new FeelParser(text, [], limits, null).ParseWholeRange() is { IsLiteral: true } range ? range : null;
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }

    private static void Collect(FeelValue value, SortedSet<string> names)
    {
        switch (value)
        {
            case FeelContext context:
                foreach (var (name, entry) in context.Entries)
                {
                    names.Add(name);
                    Collect(entry, names);
                }

                break;
            case FeelList list:
                foreach (var item in list)
                {
                    Collect(item, names);
                }

                break;
        }
    }

    private static FeelParseResult Read(string text, IEnumerable<string>? knownNames, FeelLimits? limits, Func<string, FeelType?>? types, Func<FeelParser, Node> read)
    {
        limits ??= FeelLimits.Default;
        if (text.Length > limits.MaxTextLength)
        {
            return FeelParseResult.Failed($"The expression is longer than {limits.MaxTextLength} characters.", limits.MaxTextLength);
        }

        try
        {
            var parser = new FeelParser(text, knownNames ?? [], limits, types);
            var root = read(parser);
            return FeelParseResult.Parsed(new FeelExpression(text, root, parser.FreeVariables, parser.Mistake));
        }
        catch (FeelSyntaxException failure)
        {
            return FeelParseResult.Failed(failure.Message, failure.Position);
        }
    }
}

/// <summary>Why a text is not an expression.</summary>
/// <param name="Message">What was expected and what stands there.</param>
/// <param name="Position">Offset in UTF-16 units from the start of the text.</param>
public sealed record FeelError(string Message, int Position);

/// <summary>Either an expression or the reason why there is none.</summary>
public sealed class FeelParseResult
{
    private FeelParseResult(FeelExpression? expression, FeelError? error)
    {
        Expression = expression;
        Error = error;
    }

    public FeelExpression? Expression { get; }

    public FeelError? Error { get; }

    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Expression))]
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Expression is not null;

    internal static FeelParseResult Parsed(FeelExpression expression) => new(expression, null);

    internal static FeelParseResult Failed(string message, int position) => new(null, new FeelError(message, position));
}
