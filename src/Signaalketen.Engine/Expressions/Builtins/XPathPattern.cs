using System.Globalization;
using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>
/// Rewrites a regular expression of XPath (Functions and Operators, clause 5.6.1, on top of XML Schema) the way .NET spells it, and refuses what
/// only .NET has. A character is a code point: beyond the basic plane it is two units for .NET, so every class says what it does with pairs.
/// </summary>
internal sealed partial class XPathPattern
{
    /// <summary>States of the automaton, roughly; bounds what it costs to build and to run.</summary>
    private const long MaxSize = 5_000;

    private const string Pair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";
    private const string Halves = "\\uD800-\\uDFFF";

    private readonly string _pattern;
    private readonly string _dot;
    private readonly string _lineStart;
    private readonly string _lineEnd;
    private readonly StringBuilder _text = new();
    private readonly Stack<(int Group, long Sum)> _open = new();
    private readonly HashSet<int> _closed = [];
    private int _at;
    private int _groups;
    private long _sum;
    private long _last;

    private XPathPattern(string pattern, bool dotIsAnything, bool byLine, bool endsInNewLine)
    {
        _pattern = pattern;
        _dot = dotIsAnything ? Not("") : Not("\\n\\r");

        // A new line that ends the text starts no line behind it.
        _lineStart = byLine && endsInNewLine ? "(?:\\A|^(?!\\z))" : "^";
        _lineEnd = byLine ? "$" : "\\z";
    }

    /// <summary>The pattern for .NET.</summary>
    /// <param name="size">How many states it has, roughly.</param>
    /// <exception cref="ArgumentException">This is no pattern, or too large a one.</exception>
    public static string Translate(string pattern, string flags, bool endsInNewLine, out long size)
    {
        bool Has(char flag) => flags.Contains(flag, StringComparison.Ordinal);
        var translation = new XPathPattern(Has('x') ? WithoutSpace(pattern) : pattern, Has('s'), Has('m'), endsInNewLine);
        translation.ReadAll();
        size = translation._sum;
        return translation._text.ToString();
    }

    /// <summary>The flag x: white space goes, but not within a class.</summary>
    private static string WithoutSpace(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (depth == 0 && c is ' ' or '\t' or '\n' or '\r')
            {
                continue;
            }

            text.Append(c);
            if (c == '\\')
            {
                do
                {
                    i++;
                }
                while (depth == 0 && i < pattern.Length && pattern[i] is ' ' or '\t' or '\n' or '\r');
                text.Append(i < pattern.Length ? pattern[i].ToString() : "");
            }
            else
            {
                depth += c == '[' ? 1 : c == ']' && depth > 0 ? -1 : 0;
            }
        }

        return text.ToString();
    }

    private void ReadAll()
    {
        while (_at < _pattern.Length)
        {
            var c = _pattern[_at];
            switch (c)
            {
                case '(':
                    Open();
                    break;
                case ')':
                    Close();
                    break;
                case '[':
                    Atom(Class());
                    break;
                case '{':
                    Count();
                    break;
                case '\\':
                    Escape();
                    break;
                case '.':
                    _at++;
                    Atom(_dot);
                    break;
                case '^' or '$':
                    _at++;
                    _text.Append(c == '^' ? _lineStart : _lineEnd);
                    break;
                case '*' or '+' or '?' or '|':
                    _at++;
                    _text.Append(c);
                    break;
                case ']' or '}':
                    throw Wrong($"'{c}' is written as '\\{c}'.");
                default:
                    Atom(Literal(CodePoint()));
                    break;
            }
        }

        if (_open.Count > 0)
        {
            throw Wrong("A bracket is not closed.");
        }
    }

    private void Atom(string text)
    {
        _text.Append(text);
        _last = 1;
        Grow(1);
    }

    private void Grow(long by)
    {
        _sum += by;
        if (_sum > MaxSize)
        {
            throw Wrong("The pattern is too large.");
        }
    }

    private void Open()
    {
        var captures = !_pattern.AsSpan(_at).StartsWith("(?:", StringComparison.Ordinal);
        if (captures && _pattern.AsSpan(_at).StartsWith("(?", StringComparison.Ordinal))
        {
            throw Wrong("A group is written as '(…)' or '(?:…)'.");
        }

        _at += captures ? 1 : 3;
        _text.Append(captures ? "(" : "(?:");
        _open.Push((captures ? ++_groups : 0, _sum));
        _sum = 0;
    }

    private void Close()
    {
        if (!_open.TryPop(out var group))
        {
            throw Wrong("A bracket is closed that was not opened.");
        }

        _at++;
        _text.Append(')');
        _closed.Add(group.Group);
        _last = _sum;
        _sum = group.Sum;
        Grow(_last);
    }

    /// <summary><c>{2}</c>, <c>{2,}</c> or <c>{2,4}</c>: as many copies of what stands before it.</summary>
    private void Count()
    {
        var end = _pattern.IndexOf('}', _at);
        var parts = end < 0 ? [] : _pattern[(_at + 1)..end].Split(',');
        var most = 0;
        if (parts.Length is not (1 or 2) || !Array.TrueForAll(parts, p => (p.Length == 0 && p == parts[^1] && parts.Length == 2)
            || (int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && (most = Math.Max(most, count)) >= 0)))
        {
            throw Wrong("A count is written as '{2}', '{2,}' or '{2,4}'.");
        }

        _text.Append(_pattern, _at, end + 1 - _at);
        _at = end + 1;
        Grow(_last * Math.Max(0, most - 1L));
        _last *= Math.Max(1, most);
    }

    private void Escape()
    {
        var c = Escaped();
        if (c is >= '1' and <= '9')
        {
            BackReference(c - '0');
            return;
        }

        Atom(Single(c) is { } single ? Literal(single) : c switch
        {
            'd' => "\\d",
            'D' => Not("\\d"),
            's' => $"[{SchemaSpace}]",
            'S' => Not(SchemaSpace),
            'w' => $"(?:{Pair}|[{SchemaWord}])",
            'W' => $"[{SchemaNoWord}]",
            'i' => $"[{NameStart}]",
            'I' => Not(NameStart),
            'c' => $"[{NamePart}]",
            'C' => Not(NamePart),
            'p' => Property('p'),
            'P' => Not(Property('p')),
            _ => throw Wrong($"'\\{c}' means nothing."),
        });
    }

    private char Escaped()
    {
        if (_at + 1 >= _pattern.Length)
        {
            throw Wrong("'\\' stands at the end.");
        }

        _at += 2;
        return _pattern[_at - 1];
    }

    /// <summary>As many digits as still name a group that is closed. A group that took no part matches nothing at all.</summary>
    private void BackReference(int group)
    {
        while (_at < _pattern.Length && char.IsAsciiDigit(_pattern[_at]) && (group * 10) + _pattern[_at] - '0' <= _groups)
        {
            group = (group * 10) + _pattern[_at++] - '0';
        }

        if (!_closed.Contains(group))
        {
            throw Wrong($"There is no group {group} before '\\{group}'.");
        }

        Atom(string.Create(CultureInfo.InvariantCulture, $"(?({group})\\{group})"));
    }

    private int CodePoint()
    {
        var point = char.ConvertToUtf32(_pattern, _at);
        _at += point > 0xFFFF ? 2 : 1;
        return point;
    }

    private static string Literal(int point) => point > 0xFFFF
        ? $"(?:{Unit(char.ConvertFromUtf32(point)[0])}{Unit(char.ConvertFromUtf32(point)[1])})"
        : Unit((char)point);

    private static string Unit(int unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{unit:X4}");

    private static string Not(string content) => $"(?:{Pair}|[^{content}{Halves}])";

    private static ArgumentException Wrong(string why) => new(why);
}
