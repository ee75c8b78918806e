using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <content>Classes in square brackets, and the classes that have a letter.</content>
internal sealed partial class XPathPattern
{
    private const string SchemaSpace = " \\t\\n\\r";
    private const string SchemaWord = "\\p{L}\\p{M}\\p{N}\\p{S}";
    private const string SchemaNoWord = "\\p{P}\\p{Z}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}";
    private const string NameStart = "\\p{L}_:";
    private const string NamePart = "\\p{L}\\p{N}\\p{M}_:.\\-·";

    // What .NET takes for white space and XML Schema does not.
    private const string OtherSpace = "\\f\\v\\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";

    private const int FirstPair = 0x10000;
    private const int LastPair = 0x10FFFF;

    private string Class()
    {
        var content = new StringBuilder();
        var pairs = ReadClass(content);
        return pairs.Count == 0 ? content.ToString() : $"(?:{content}|{string.Join('|', pairs.SelectMany(Pairs))})";
    }

    /// <summary>Writes the class without what lies beyond the basic plane, which it gives back as runs of code points.</summary>
    private List<(int From, int To)> ReadClass(StringBuilder text)
    {
        _at++;
        var negated = _at < _pattern.Length && _pattern[_at] == '^';
        _at += negated ? 1 : 0;
        var pairs = new List<(int From, int To)>();
        var start = _at;
        text.Append(negated ? "[^" : "[");
        var empty = text.Length;
        while (true)
        {
            if (_at >= _pattern.Length)
            {
                throw Wrong("A class is not closed.");
            }

            var c = _pattern[_at];
            if (c == ']' && _at > start)
            {
                break;
            }

            if (c == '-' && _at > start && _at + 1 < _pattern.Length && _pattern[_at + 1] == '[')
            {
                pairs = Finish();
                text.Append('-');
                _at++;
                pairs = Without(pairs, ReadClass(text));
                if (_at >= _pattern.Length || _pattern[_at] != ']')
                {
                    throw Wrong("What is taken off stands last in its class.");
                }

                _at++;
                text.Append(']');
                return pairs;
            }

            if (c == '-' && _at > start && _at + 1 < _pattern.Length && _pattern[_at + 1] != ']')
            {
                throw Wrong("A hyphen stands first or last in its class.");
            }

            Item(text, pairs);
        }

        _at++;
        pairs = Finish();
        text.Append(']');
        return pairs;

        // .NET knows no empty class; the last unit of the plane is no character.
        List<(int From, int To)> Finish()
        {
            text.Append(negated ? Halves : text.Length == empty ? "\\uFFFF" : "");
            return negated ? Without([(FirstPair, LastPair)], pairs) : pairs;
        }
    }

    private void Item(StringBuilder text, List<(int From, int To)> pairs)
    {
        if (Point(text) is not { } from)
        {
            return;
        }

        var to = from;
        if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] is not (']' or '['))
        {
            _at++;
            to = Point(null) ?? throw Wrong("A run of characters ends in a character.");
        }

        if (to < from)
        {
            throw Wrong("A run of characters goes backwards.");
        }

        if (from < FirstPair)
        {
            text.Append(Unit(from)).Append('-').Append(Unit(Math.Min(to, FirstPair - 1)));
        }

        if (to >= FirstPair)
        {
            pairs.Add((Math.Max(from, FirstPair), to));
        }
    }

    /// <summary>One character of a class; null after a class that has a letter, which is written at once.</summary>
    private int? Point(StringBuilder? text)
    {
        var c = _pattern[_at];
        if (c is '[' or ']')
        {
            throw Wrong($"'{c}' is written as '\\{c}'.");
        }

        if (c != '\\')
        {
            return CodePoint();
        }

        c = Escaped();
        if (Single(c) is { } point)
        {
            return point;
        }

        var content = c switch
        {
            'd' => "\\d",
            'D' => "\\D",
            's' => SchemaSpace,
            'S' => "\\S" + OtherSpace,
            'w' => SchemaWord,
            'W' => SchemaNoWord,
            'i' => NameStart,
            'c' => NamePart,
            'p' or 'P' => Property(c),
            _ => throw Wrong($"'\\{c}' means nothing here."),
        };
        _ = text?.Append(content) ?? throw Wrong("A run of characters ends in a character.");
        return null;
    }

    /// <summary>The character that an escape stands for; null when it stands for a class.</summary>
    private static int? Single(char c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$' => c,
        _ => null,
    };

    private string Property(char kind)
    {
        var end = _pattern.IndexOf('}', _at);
        if (end < 0 || _pattern[_at] != '{')
        {
            throw Wrong("A property is written as '\\p{…}'.");
        }

        var name = _pattern[_at..(end + 1)];
        _at = end + 1;
        return $"\\{kind}{name}";
    }

    private static List<(int From, int To)> Without(List<(int From, int To)> runs, List<(int From, int To)> others)
    {
        foreach (var (from, to) in others)
        {
            List<(int From, int To)> left = [];
            foreach (var run in runs)
            {
                if (run.From < from)
                {
                    left.Add((run.From, Math.Min(run.To, from - 1)));
                }

                if (run.To > to)
                {
                    left.Add((Math.Max(run.From, to + 1), run.To));
                }
            }

            runs = left;
        }

        return runs;
    }

    /// <summary>A run beyond the basic plane as pairs: its first and last high half may have part of their low halves, those between have all.</summary>
    private static IEnumerable<string> Pairs((int From, int To) run)
    {
        var (high, low) = Split(run.From);
        var (lastHigh, lastLow) = Split(run.To);
        while (high <= lastHigh)
        {
            if (low == 0xDC00 && high < lastHigh)
            {
                var until = lastLow == 0xDFFF ? lastHigh : lastHigh - 1;
                yield return $"[{Unit(high)}-{Unit(until)}][\\uDC00-\\uDFFF]";
                high = until + 1;
                continue;
            }

            yield return $"{Unit(high)}[{Unit(low)}-{Unit(high == lastHigh ? lastLow : 0xDFFF)}]";
            high++;
            low = 0xDC00;
        }
    }

    private static (int High, int Low) Split(int point)
    {
        var units = char.ConvertFromUtf32(point);
        return (units[0], units[1]);
    }
}
