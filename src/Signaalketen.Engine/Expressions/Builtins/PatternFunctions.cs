using System.Text;
using System.Text.RegularExpressions;

namespace Signaalketen.Engine.Expressions;

/// <summary>
/// Functions over regular expressions in the syntax of XML Schema and XPath (clause 10.3.4.3). They run on the linear-time
/// matcher; only a pattern with a back reference needs the other, which is cut off by time and pays for it in steps.
/// </summary>
internal static class PatternFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        new("matches", "input: string, pattern: string, flags?: string?", (a, run) =>
            Guarded(a[0], a[1], a[2], run, (pattern, input) => FeelBoolean.Of(pattern.Regex.IsMatch(input)))),
        new("replace", "input: string, pattern: string, replacement: string, flags?: string?", (a, run) =>
            Guarded(a[0], a[1], a[3], run, (pattern, input) => Replace(pattern, input, Text(a[2]), run))),
        new("split", "string: string, delimiter: string", (a, run) =>
            Guarded(a[0], a[1], FeelNull.Value, run, (pattern, input) => Split(pattern, input, run))),
    ];

    private static string Text(FeelValue value) => ((FeelString)value).Value;

    private static FeelValue Guarded(FeelValue input, FeelValue pattern, FeelValue flags, Evaluation run, Func<Pattern, string, FeelValue> use)
    {
        var letters = flags is FeelString text ? text.Value : "";
        if (letters.AsSpan().ContainsAnyExcept("smixq"))
        {
            return run.Fail("The flags of a pattern are s, m, i, x and q.");
        }

        try
        {
            var compiled = run.Patterns.Get(Text(pattern), letters, Text(input).EndsWith('\n'), run);
            compiled.Charge(Text(input).Length, run);
            return use(compiled, Text(input));
        }
        catch (RegexMatchTimeoutException)
        {
            throw new FeelLimitException("A pattern takes too long.");
        }
        catch (ArgumentException wrong)
        {
            return run.Fail($"This is no pattern: {wrong.Message}");
        }
    }

    private static FeelValue Replace(Pattern pattern, string input, string replacement, Evaluation run)
    {
        if (pattern.Regex.IsMatch(""))
        {
            return run.Fail("The pattern of 'replace' may not match nothing.");
        }

        if (!pattern.IsLiteral && !IsReplacement(replacement))
        {
            return run.Fail("In a replacement, '$' stands before a group number and '\\' before '$' or '\\'.");
        }

        var result = new StringBuilder();
        var from = 0;
        Each(pattern, input, run, match =>
        {
            result.Append(input, from, match.Index - from);
            _ = pattern.IsLiteral ? result.Append(replacement) : Expand(replacement, match, result);
            run.CheckLength(result.Length);
            from = match.Index + match.Length;
        });
        result.Append(input, from, input.Length - from);
        return run.Text(result.ToString());
    }

    private static FeelList Split(Pattern pattern, string input, Evaluation run)
    {
        var parts = new List<FeelValue>();
        var from = 0;
        Each(pattern, input, run, match =>
        {
            if (match.Length > 0)
            {
                parts.Add(run.Text(input[from..match.Index]));
                run.CheckCount(parts.Count);
                from = match.Index + match.Length;
            }
        });
        parts.Add(run.Text(input[from..]));
        return run.List(parts);
    }

    private static void Each(Pattern pattern, string input, Evaluation run, Action<Match> use)
    {
        for (var match = pattern.Regex.Match(input); match.Success; match = match.NextMatch())
        {
            use(match);
            pattern.ChargeNext(input.Length - match.Index, run);
        }
    }

    private static bool IsReplacement(string replacement)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] is '$' or '\\')
            {
                var sign = replacement[i++];
                if (i >= replacement.Length || (sign == '\\' ? replacement[i] is not ('$' or '\\') : !char.IsAsciiDigit(replacement[i])))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static StringBuilder Expand(string replacement, Match match, StringBuilder result)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c is not ('$' or '\\'))
            {
                result.Append(c);
                continue;
            }

            if (c == '\\')
            {
                result.Append(replacement[++i]);
                continue;
            }

            // As many digits as still name a group; the rest is text.
            var group = replacement[++i] - '0';
            while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && (group * 10) + replacement[i + 1] - '0' < match.Groups.Count)
            {
                group = (group * 10) + replacement[++i] - '0';
            }

            result.Append(match.Groups[group].Value);
        }

        return result;
    }
}
