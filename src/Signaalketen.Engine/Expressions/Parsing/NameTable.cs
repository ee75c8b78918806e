using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>
/// The known names that are more than one word, so that <c>datum van ontvangst</c> or <c>pre-advies</c> is read as one name:
/// the longest match wins (DMN 1.5, clause 10.3.1.5). A tree by token, so that thousands of names cost no more than the longest.
/// </summary>
internal sealed class NameTable
{
    private static readonly NameTable BuiltIn = new(Builtins.Names);

    private readonly Branch _root = new();
    private readonly NameTable? _outer;

    public NameTable(IEnumerable<string> names, bool withBuiltIn = false)
    {
        _outer = withBuiltIn ? BuiltIn : null;
        foreach (var name in names)
        {
            Add(name);
        }
    }

    public void Add(string name)
    {
        var tokens = FeelLexer.Cut(name);
        if (tokens.Count <= 2 || tokens[0].Kind != TokenKind.Word || tokens.Exists(t => t.Kind is TokenKind.Bad or TokenKind.Text))
        {
            return;
        }

        var branch = _root;
        for (var i = 0; i < tokens.Count - 1; i++)
        {
            branch = branch.Grow(KeyOf(tokens, i, 0));
        }

        // Of two spellings with the same tokens the first in ordinal order is meant, whichever came first.
        branch.Name = branch.Name is { } other && string.CompareOrdinal(other, name) <= 0 ? other : name;
    }

    /// <summary>The longest known name that starts at this token, and how many tokens it takes; 0 when none does.</summary>
    /// <param name="tokens">All tokens of the text, with its end, which is part of no name.</param>
    /// <param name="at">The first token of the name.</param>
    /// <param name="name">The name, when there is one.</param>
    /// <param name="looked">How many tokens were compared to find it.</param>
    public int Match(IReadOnlyList<FeelToken> tokens, int at, out string name, out int looked)
    {
        name = "";
        looked = 0;
        var taken = 0;
        var branch = _root;
        for (var i = at; branch.Next(KeyOf(tokens, i, at)) is { } next; i++)
        {
            looked++;
            branch = next;
            if (branch.Name is { } found)
            {
                name = found;
                taken = i + 1 - at;
            }
        }

        if (_outer is not null && _outer.Match(tokens, at, out var other, out _) is var more && more > taken)
        {
            name = other;
            return more;
        }

        return taken;
    }

    /// <summary>The words from one token up to another as one name: signs as written, white space as one space.</summary>
    public static string Join(IReadOnlyList<FeelToken> tokens, int from, int until)
    {
        if (until == from + 1)
        {
            return tokens[from].Value;
        }

        var text = new StringBuilder();
        for (var i = from; i < until; i++)
        {
            if (i > from && tokens[i].Start > tokens[i - 1].End)
            {
                text.Append(' ');
            }

            text.Append(tokens[i].Value);
        }

        return text.ToString();
    }

    // "a-b" is the name a-b; "a - b" stays a subtraction.
    private static Key KeyOf(IReadOnlyList<FeelToken> tokens, int at, int first) =>
        new(tokens[at].Kind, tokens[at].Value, at > first && tokens[at].Start > tokens[at - 1].End);

    private readonly record struct Key(TokenKind Kind, string Value, bool SpaceBefore);

    private sealed class Branch
    {
        private Dictionary<Key, Branch>? _next;

        public string? Name { get; set; }

        public Branch? Next(Key key) => _next?.GetValueOrDefault(key);

        public Branch Grow(Key key)
        {
            _next ??= [];
            if (!_next.TryGetValue(key, out var branch))
            {
                _next[key] = branch = new Branch();
            }

            return branch;
        }
    }
}
