using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>
/// The known names that are more than one word, so that <c>datum van ontvangst</c> or <c>pre-advies</c> is read as one name:
/// the longest match wins (DMN 1.5, clause 10.3.1.5).
/// </summary>
internal sealed class NameTable
{
    private static readonly NameTable BuiltIn = new(Builtins.Names);

    private readonly Dictionary<string, List<Entry>> _byFirst = new(StringComparer.Ordinal);
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

        if (!_byFirst.TryGetValue(tokens[0].Value, out var entries))
        {
            _byFirst[tokens[0].Value] = entries = [];
        }

        tokens.RemoveAt(tokens.Count - 1);
        var entry = new Entry(name, [.. tokens]);
        if (!entries.Exists(e => string.Equals(e.Name, name, StringComparison.Ordinal)))
        {
            entries.Add(entry);
            entries.Sort((a, b) => a.Tokens.Length != b.Tokens.Length ? b.Tokens.Length.CompareTo(a.Tokens.Length) : string.CompareOrdinal(a.Name, b.Name));
        }
    }

    /// <summary>The longest known name that starts at this token, and how many tokens it takes; 0 when none does.</summary>
    public int Match(IReadOnlyList<FeelToken> tokens, int at, out string name)
    {
        name = "";
        var taken = 0;
        if (_byFirst.TryGetValue(tokens[at].Value, out var entries))
        {
            foreach (var entry in entries)
            {
                if (entry.Matches(tokens, at))
                {
                    name = entry.Name;
                    taken = entry.Tokens.Length;
                    break;
                }
            }
        }

        if (_outer is not null && _outer.Match(tokens, at, out var other) is var more && more > taken)
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

    private sealed record Entry(string Name, FeelToken[] Tokens)
    {
        public bool Matches(IReadOnlyList<FeelToken> tokens, int at)
        {
            if (at + Tokens.Length > tokens.Count)
            {
                return false;
            }

            for (var i = 0; i < Tokens.Length; i++)
            {
                var mine = Tokens[i];
                var theirs = tokens[at + i];
                if (mine.Kind != theirs.Kind || !string.Equals(mine.Value, theirs.Value, StringComparison.Ordinal))
                {
                    return false;
                }

                // "a-b" is the name a-b; "a - b" stays a subtraction.
                if (i > 0 && (mine.Start > Tokens[i - 1].End) != (theirs.Start > tokens[at + i - 1].End))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
