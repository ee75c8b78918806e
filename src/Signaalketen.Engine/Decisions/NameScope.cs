using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>
/// The names that an expression may use, so that words with spaces or signs are read as one name (DMN 1.5, clause 10.3.1.5). Indexed by first
/// word: a table with thousands of cells must not go through thousands of names for each.
/// </summary>
internal sealed class NameScope(NameScope? outer)
{
    private readonly Dictionary<string, List<string>> byFirst = new(StringComparer.Ordinal);

    public NameScope With(params IEnumerable<string> names)
    {
        var inner = new NameScope(this);
        foreach (var name in names)
            inner.Add(name);
        return inner;
    }

    public void Add(string name)
    {
        var tokens = FeelLexer.Cut(name);
        if (tokens.Count <= 2 || tokens[0].Kind != TokenKind.Word)
            return;
        if (!byFirst.TryGetValue(tokens[0].Value, out var names))
            byFirst[tokens[0].Value] = names = [];
        if (!names.Contains(name))
            names.Add(name);
    }

    /// <summary>The names of which the first word stands in this text.</summary>
    public IReadOnlyCollection<string> In(string text)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var words = FeelLexer.Cut(text).Where(token => token.Kind == TokenKind.Word).Select(token => token.Value).Distinct(StringComparer.Ordinal).ToArray();
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            foreach (var word in words)
                found.UnionWith(scope.byFirst.GetValueOrDefault(word, []));
        }

        return found;
    }

    private NameScope? Outer => outer;
}
