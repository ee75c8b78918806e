using System.Globalization;
using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>Cuts text into tokens (DMN 1.5, clause 10.3.1.2, rules 27 to 35). Words are cut at signs; names with signs are joined by <see cref="NameTable"/>.</summary>
internal static class FeelLexer
{
    public static List<FeelToken> Cut(string text)
    {
        var tokens = new List<FeelToken>(16);
        var at = 0;
        while (true)
        {
            at = SkipSpace(text, at, out var openComment);
            if (openComment >= 0)
            {
                tokens.Add(new FeelToken(TokenKind.Bad, openComment, text.Length, "The comment is not closed."));
                at = text.Length;
            }

            if (at >= text.Length)
            {
                tokens.Add(new FeelToken(TokenKind.End, text.Length, text.Length, ""));
                return tokens;
            }

            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
        }
    }

    private static FeelToken Next(string text, int at)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return Number(text, at);
        }

        if (c == '"')
        {
            return Text(text, at);
        }

        var length = NameStartLength(text, at);
        if (length > 0)
        {
            return Word(text, at, at + length);
        }

        // "1...5" is the range from 1 to .5; before a name three points ask for descendants.
        if (text.AsSpan(at).StartsWith("...", StringComparison.Ordinal) && (at + 3 >= text.Length || !char.IsAsciiDigit(text[at + 3])))
        {
            return new FeelToken(TokenKind.Sign, at, at + 3, "...");
        }

        var two = at + 1 < text.Length ? text.AsSpan(at, 2) : default;
        var sign = two switch { "**" => "**", ".." => "..", "<=" => "<=", ">=" => ">=", "!=" => "!=", "->" => "->", _ => null };
        if (sign is not null)
        {
            return new FeelToken(TokenKind.Sign, at, at + 2, sign);
        }

        var size = char.IsSurrogatePair(text, at) ? 2 : 1;
        return new FeelToken(TokenKind.Sign, at, at + size, text.Substring(at, size));
    }

    private static FeelToken Word(string text, int start, int at)
    {
        while (at < text.Length)
        {
            var length = NamePartLength(text, at);
            if (length == 0)
            {
                break;
            }

            at += length;
        }

        return new FeelToken(TokenKind.Word, start, at, text[start..at]);
    }

    private static FeelToken Number(string text, int start)
    {
        var at = Digits(text, start);
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at = Digits(text, at + 1);
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var digits = at + 1;
            if (digits < text.Length && text[digits] is '+' or '-')
            {
                digits++;
            }

            if (digits < text.Length && char.IsAsciiDigit(text[digits]))
            {
                at = Digits(text, digits);
            }
        }

        return new FeelToken(TokenKind.Number, start, at, text[start..at]);
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static FeelToken Text(string text, int start)
    {
        var end = text.AsSpan(start + 1).IndexOfAny('"', '\\');
        if (end >= 0 && text[start + 1 + end] == '"')
        {
            return new FeelToken(TokenKind.Text, start, start + end + 2, text.Substring(start + 1, end));
        }

        var value = new StringBuilder();
        var at = start + 1;
        while (at < text.Length && text[at] != '"')
        {
            at = text[at] == '\\' && at + 1 < text.Length ? Escape(text, at, value) : Plain(text, at, value);
        }

        return at < text.Length
            ? new FeelToken(TokenKind.Text, start, at + 1, value.ToString())
            : new FeelToken(TokenKind.Bad, start, text.Length, "The text in quotes is not closed.");
    }

    private static int Plain(string text, int at, StringBuilder value)
    {
        value.Append(text[at]);
        return at + 1;
    }

    private static int Escape(string text, int at, StringBuilder value)
    {
        var c = text[at + 1];
        var plain = c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '"' => '"', '\'' => '\'', '\\' => '\\', _ => '\0' };
        if (plain != '\0')
        {
            value.Append(plain);
            return at + 2;
        }

        var size = c switch { 'u' => 4, 'U' => 6, _ => 0 };
        // Where no digits belong, none are read, and none is no number.
        if (at + 2 + size <= text.Length
            && int.TryParse(text.AsSpan(at + 2, size), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code <= 0x10FFFF)
        {
            // Two \u escapes may together be one character beyond the basic plane.
            if (code is >= 0xD800 and <= 0xDFFF)
            {
                value.Append((char)code);
            }
            else
            {
                value.Append(char.ConvertFromUtf32(code));
            }

            return at + 2 + size;
        }

        // A backslash before anything else stands for itself, so that regular expressions stay readable.
        value.Append('\\');
        return at + 1;
    }

    /// <summary>Skips white space and comments; reports where an unclosed comment starts.</summary>
    private static int SkipSpace(string text, int at, out int openComment)
    {
        openComment = -1;
        while (at < text.Length)
        {
            var c = text[at];
            if (IsSpace(c))
            {
                at++;
            }
            else if (c == '/' && at + 1 < text.Length && text[at + 1] == '/')
            {
                var end = text.AsSpan(at).IndexOfAny('\n', '\r');
                at = end < 0 ? text.Length : at + end;
            }
            else if (c == '/' && at + 1 < text.Length && text[at + 1] == '*')
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    openComment = at;
                    return text.Length;
                }

                at = end + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static bool IsSpace(char c) => c is ' ' or (>= '\u0009' and <= '\u000D') or '\u0085' or '\u00A0' or '\u1680' or '\u180E'
        or (>= '\u2000' and <= '\u200B') or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' or '\uFEFF';

    /// <summary>UTF-16 units of a name start character here, or 0 (rule 28).</summary>
    internal static int NameStartLength(string text, int at)
    {
        var c = text[at];
        if (char.IsAsciiLetter(c) || c is '_' or '?')
        {
            return 1;
        }

        if (c < '\u00C0')
        {
            return 0;
        }

        if (char.IsSurrogatePair(text, at))
        {
            return char.ConvertToUtf32(text, at) <= 0xEFFFF ? 2 : 0;
        }

        var allowed = c is not ('\u00D7' or '\u00F7' or '\u037E')
            && c is <= '\u02FF' or (>= '\u0370' and <= '\u1FFF') or (>= '\u200C' and <= '\u200D') or (>= '\u2070' and <= '\u218F')
                or (>= '\u2C00' and <= '\u2FEF') or (>= '\u3001' and <= '\uD7FF') or (>= '\uF900' and <= '\uFDCF') or (>= '\uFDF0' and <= '\uFFFD');
        return allowed && !IsSpace(c) ? 1 : 0;
    }

    /// <summary>UTF-16 units of a name part character here, or 0 (rule 29, without the additional signs).</summary>
    internal static int NamePartLength(string text, int at)
    {
        var c = text[at];
        return char.IsAsciiDigit(c) || c is '\u00B7' or (>= '\u0300' and <= '\u036F') or (>= '\u203F' and <= '\u2040') ? 1 : NameStartLength(text, at);
    }
}
