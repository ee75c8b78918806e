using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>Functions over text (clause 10.3.4.3). A character is a code point, however many UTF-16 units it takes.</summary>
internal static class TextFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        new("substring", "string: string, start position: number, length?: number?", Substring),
        new("string length", "string: string", (a, _) => FeelNumber.From(Length(Text(a[0])))),
        new("upper case", "string: string", (a, run) => run.Text(Text(a[0]).ToUpperInvariant())),
        new("lower case", "string: string", (a, run) => run.Text(Text(a[0]).ToLowerInvariant())),
        new("substring before", "string: string, match: string", (a, run) =>
            run.Text(Text(a[0])[..Math.Max(0, Find(a, run))])),
        new("substring after", "string: string, match: string", (a, run) =>
        {
            var at = Find(a, run);
            return run.Text(at < 0 ? "" : Text(a[0])[(at + Text(a[1]).Length)..]);
        }),
        new("contains", "string: string, match: string", (a, run) => FeelBoolean.Of(Find(a, run) >= 0)),
        new("starts with", "string: string, match: string", (a, _) => FeelBoolean.Of(Text(a[0]).StartsWith(Text(a[1]), StringComparison.Ordinal))),
        new("ends with", "string: string, match: string", (a, _) => FeelBoolean.Of(Text(a[0]).EndsWith(Text(a[1]), StringComparison.Ordinal))),
        new("string join", "list: list, delimiter?: string?", Join),
    ];

    private static string Text(FeelValue value) => ((FeelString)value).Value;

    /// <summary>Where the second text stands in the first; −1 when it does not.</summary>
    private static int Find(FeelValue[] a, Evaluation run)
    {
        // Texts of one letter make the search compare everything with everything.
        run.Spend((long)Text(a[0]).Length * Text(a[1]).Length / 2_000);
        return Text(a[0]).IndexOf(Text(a[1]), StringComparison.Ordinal);
    }

    private static int Length(string text)
    {
        var length = text.Length;
        foreach (var c in text)
        {
            length -= char.IsLowSurrogate(c) ? 1 : 0;
        }

        return length;
    }

    private static FeelValue Substring(FeelValue[] a, Evaluation run)
    {
        var text = Text(a[0]);
        var size = Length(text);
        if (((FeelNumber)a[1]).Round(0, FeelRounding.Down)?.TryToInt32(out var start) != true || start == 0 || Math.Abs((long)start) > size)
        {
            return run.Fail("The start position of 'substring' lies outside the text.");
        }

        var from = start > 0 ? start - 1 : size + start;
        var count = size - from;
        if (a[2] is FeelNumber length)
        {
            if (length.CompareTo(FeelNumber.One) < 0)
            {
                return run.Fail("The length of 'substring' must be at least 1.");
            }

            count = length.Round(0, FeelRounding.Down)!.TryToInt32(out var wanted) ? Math.Min(wanted, count) : count;
        }

        var first = UnitsOf(text, 0, from);
        return run.Text(text[first..UnitsOf(text, first, count)]);
    }

    /// <summary>The UTF-16 offset that lies a number of characters after another.</summary>
    private static int UnitsOf(string text, int at, int characters)
    {
        for (; characters > 0; characters--)
        {
            at += char.IsHighSurrogate(text[at]) ? 2 : 1;
        }

        return at;
    }

    private static FeelValue Join(FeelValue[] a, Evaluation run)
    {
        var delimiter = a[1] is FeelString text ? text.Value : "";
        var joined = new StringBuilder();
        var first = true;
        foreach (var item in (FeelList)a[0])
        {
            if (item is FeelNull)
            {
                continue;
            }

            if (item is not FeelString part)
            {
                return run.Fail($"'string join' takes strings, not a {item.TypeName}.");
            }

            joined.Append(first ? "" : delimiter).Append(part.Value);
            run.CheckLength(joined.Length);
            first = false;
        }

        return run.Text(joined.ToString());
    }
}
