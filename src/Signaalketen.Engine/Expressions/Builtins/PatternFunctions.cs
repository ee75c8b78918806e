using System.Text;
using System.Text.RegularExpressions;

namespace Signaalketen.Engine.Expressions;

/// <summary>
/// Functions over regular expressions in the syntax of XML Schema and XPath (clause 10.3.4.3). They run on the linear-time
/// matcher; only a pattern with a back reference needs the other, and that is cut off by time.
/// </summary>
internal static class PatternFunctions
{
    private const int MaxPatternLength = 1_000;

    public static IEnumerable<Builtin> All { get; } =
    [
        new("matches", "input: string, pattern: string, flags?: string?", (a, run) =>
            Guarded(a[1], a[2], run, (pattern, _) => FeelBoolean.Of(pattern.IsMatch(Text(a[0]))))),
        new("replace", "input: string, pattern: string, replacement: string, flags?: string?", (a, run) =>
            Guarded(a[1], a[3], run, (pattern, literal) => Replace(pattern, Text(a[0]), Text(a[2]), literal, run))),
        new("split", "string: string, delimiter: string", (a, run) =>
            Guarded(a[1], FeelNull.Value, run, (pattern, _) => Split(pattern, Text(a[0]), run))),
    ];

    private static string Text(FeelValue value) => ((FeelString)value).Value;

    private static FeelValue Guarded(FeelValue pattern, FeelValue flags, Evaluation run, Func<Regex, bool, FeelValue> use)
    {
        try
        {
            var letters = flags is FeelString text ? text.Value : "";
            return Compile(Text(pattern), letters, run.Limits.RegexTimeout) is { } regex
                ? use(regex, letters.Contains('q', StringComparison.Ordinal))
                : run.Fail("The flags of a pattern are s, m, i, x and q.");
        }
        catch (RegexMatchTimeoutException)
        {
            return run.Fail("The pattern takes too long.");
        }
        catch (ArgumentException)
        {
            return run.Fail("This is no pattern.");
        }
    }

    private static Regex? Compile(string pattern, string flags, TimeSpan timeout)
    {
        if (pattern.Length > MaxPatternLength)
        {
            throw new ArgumentException("Too long.", nameof(pattern));
        }

        var options = RegexOptions.CultureInvariant;
        var literal = false;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 'x':
                    options |= RegexOptions.IgnorePatternWhitespace;
                    break;
                case 'q':
                    literal = true;
                    break;
                default:
                    return null;
            }
        }

        var translated = literal ? Regex.Escape(pattern) : Translate(pattern, options);
        if (literal)
        {
            options &= ~RegexOptions.IgnorePatternWhitespace;
        }

        try
        {
            return new Regex(translated, options | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(translated, options, timeout);
        }
    }

    /// <summary>Writes the few things that XPath and .NET spell differently the way .NET does, and refuses what only .NET has.</summary>
    private static string Translate(string pattern, RegexOptions options)
    {
        var text = new StringBuilder(pattern.Length + 8);
        var classDepth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                text.Append(Escaped(pattern[++i], classDepth > 0));
            }
            else if (c == '(' && i + 1 < pattern.Length && pattern[i + 1] == '?' && classDepth == 0
                && (i + 2 >= pattern.Length || pattern[i + 2] != ':'))
            {
                throw new ArgumentException("Only plain and (?:…) groups.", nameof(pattern));
            }
            else if (c == '$' && classDepth == 0 && (options & RegexOptions.Multiline) == 0)
            {
                text.Append("\\z");
            }
            else if (char.IsWhiteSpace(c) && classDepth == 0 && (options & RegexOptions.IgnorePatternWhitespace) != 0)
            {
                // The flag x removes white space, but # is an ordinary character in XPath.
            }
            else
            {
                classDepth += c == '[' ? 1 : c == ']' && classDepth > 0 ? -1 : 0;
                text.Append(c == '#' && classDepth == 0 ? "\\#" : c);
            }
        }

        return text.ToString();
    }

    private static string Escaped(char c, bool inClass)
    {
        const string start = "\\p{L}_:";
        const string part = "\\p{L}\\p{N}\\p{M}_:.\\-·";
        return (c, inClass) switch
        {
            ('i', true) => start,
            ('i', false) => $"[{start}]",
            ('I', false) => $"[^{start}]",
            ('c', true) => part,
            ('c', false) => $"[{part}]",
            ('C', false) => $"[^{part}]",
            ('d' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P' or 'n' or 'r' or 't', _) => "\\" + c,
            (>= '1' and <= '9', false) => "\\" + c,
            _ when char.IsAsciiLetterOrDigit(c) => throw new ArgumentException("Unknown escape."),
            _ => "\\" + c,
        };
    }

    private static FeelValue Replace(Regex pattern, string input, string replacement, bool literal, Evaluation run)
    {
        if (pattern.IsMatch(""))
        {
            return run.Fail("The pattern of 'replace' may not match nothing.");
        }

        var result = new StringBuilder();
        var from = 0;
        for (var match = pattern.Match(input); match.Success; match = match.NextMatch())
        {
            run.Spend(1);
            result.Append(input, from, match.Index - from);
            if (literal)
            {
                result.Append(replacement);
            }
            else if (!Expand(replacement, match, result))
            {
                return run.Fail("In a replacement, '$' stands before a group number and '\\' before '$' or '\\'.");
            }

            run.CheckLength(result.Length);
            from = match.Index + match.Length;
        }

        result.Append(input, from, input.Length - from);
        return run.Text(result.ToString());
    }

    private static bool Expand(string replacement, Match match, StringBuilder result)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c is not ('$' or '\\'))
            {
                result.Append(c);
                continue;
            }

            if (++i >= replacement.Length || (c == '\\' && replacement[i] is not ('$' or '\\')) || (c == '$' && !char.IsAsciiDigit(replacement[i])))
            {
                return false;
            }

            if (c == '\\')
            {
                result.Append(replacement[i]);
                continue;
            }

            // As many digits as still name a group; the rest is text.
            var group = replacement[i] - '0';
            while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && (group * 10) + replacement[i + 1] - '0' < match.Groups.Count)
            {
                group = (group * 10) + replacement[++i] - '0';
            }

            result.Append(match.Groups[group].Value);
        }

        return true;
    }

    private static FeelList Split(Regex pattern, string input, Evaluation run)
    {
        var parts = new List<FeelValue>();
        var from = 0;
        for (var match = pattern.Match(input); match.Success; match = match.NextMatch())
        {
            if (match.Length == 0)
            {
                continue;
            }

            parts.Add(run.Text(input[from..match.Index]));
            run.CheckCount(parts.Count);
            from = match.Index + match.Length;
        }

        parts.Add(run.Text(input[from..]));
        return run.List(parts);
    }
}
