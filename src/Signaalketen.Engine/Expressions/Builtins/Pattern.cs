using System.Text.RegularExpressions;

namespace Signaalketen.Engine.Expressions;

/// <summary>A compiled pattern and what it costs to use.</summary>
/// <param name="Regex">The pattern for .NET.</param>
/// <param name="IsLiteral">The flag q: every character stands for itself, also in a replacement.</param>
/// <param name="Size">How many states it has, roughly.</param>
internal sealed record Pattern(Regex Regex, bool IsLiteral, long Size)
{
    // A pattern that goes back may use all of its time on any text, so a hundred rounds of it are what one evaluation can pay.
    private const long PriceOfGoingBack = 50_000;

    private bool GoesBack => (Regex.Options & RegexOptions.NonBacktracking) == 0;

    /// <summary>For looking through a text once. A character costs as much as there are pairs of states, when the matcher has to follow many at a time.</summary>
    public void Charge(int length, Evaluation run) => run.Spend(GoesBack ? PriceOfGoingBack : 10 + (length * (1 + (Size * Size / 256)) / 4));

    /// <summary>For looking for the next match: that may take looking through all that is left.</summary>
    public void ChargeNext(int left, Evaluation run) => run.Spend(GoesBack ? PriceOfGoingBack : 1 + (left * (1 + (Size * Size / 32)) / 64));
}

/// <summary>The patterns that one evaluation used last: in a loop the same one comes back each round.</summary>
internal sealed class PatternCache
{
    private const int MaxPatternLength = 1_000;

    private readonly (string Pattern, string Flags, bool EndsInNewLine, Pattern Compiled)[] _last = new (string, string, bool, Pattern)[4];
    private int _next;

    /// <exception cref="ArgumentException">The text is no pattern.</exception>
    public Pattern Get(string pattern, string flags, bool endsInNewLine, Evaluation run)
    {
        foreach (var known in _last)
        {
            if (known.Compiled is not null && known.EndsInNewLine == endsInNewLine
                && string.Equals(known.Pattern, pattern, StringComparison.Ordinal) && string.Equals(known.Flags, flags, StringComparison.Ordinal))
            {
                return known.Compiled;
            }
        }

        if (pattern.Length > MaxPatternLength)
        {
            throw new ArgumentException($"it is longer than {MaxPatternLength} characters.");
        }

        run.Spend(5_000 + (pattern.Length * 10));
        var compiled = Compile(pattern, flags, endsInNewLine, run);
        _last[_next] = (pattern, flags, endsInNewLine, compiled);
        _next = (_next + 1) % _last.Length;
        return compiled;
    }

    private static Pattern Compile(string pattern, string flags, bool endsInNewLine, Evaluation run)
    {
        var isLiteral = flags.Contains('q', StringComparison.Ordinal);
        long size = pattern.Length;
        var translated = isLiteral ? Regex.Escape(pattern) : XPathPattern.Translate(pattern, flags, endsInNewLine, out size);
        run.Spend(size * 50);
        var options = RegexOptions.CultureInvariant
            | (flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None)
            | (flags.Contains('m', StringComparison.Ordinal) ? RegexOptions.Multiline : RegexOptions.None);
        try
        {
            // Its time is linear and paid for by length: a clock would only make the answer depend on how busy the machine is.
            return new Pattern(new Regex(translated, options | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout), isLiteral, size);
        }
        catch (NotSupportedException)
        {
            return new Pattern(new Regex(translated, options, run.Limits.RegexTimeout), isLiteral, size);
        }
    }
}
