using System.Text;

namespace Signaalketen.Engine.Parsing.Import;

internal enum JuelKind
{
    End,
    Word,
    Number,
    Text,
    Sign,
}

internal readonly record struct JuelToken(JuelKind Kind, string Text, int Position)
{
    public bool Is(params ReadOnlySpan<string> choices) => Kind is JuelKind.Word or JuelKind.Sign && choices.Contains(Text);
}

/// <summary>Cuts the inside of <c>${…}</c> into words, numbers, texts and signs.</summary>
internal static class JuelLexer
{
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "&&", "||"];

    public static List<JuelToken> Read(string text, int from)
    {
        var tokens = new List<JuelToken>();
        var at = from;
        while (at < text.Length)
        {
            var c = text[at];
            var start = at;
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c is '\'' or '"')
            {
                tokens.Add(new(JuelKind.Text, ReadText(text, ref at), start));
            }
            else if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
                    at++;
                tokens.Add(new(JuelKind.Number, text[start..at], start));
            }
            else if (char.IsLetter(c) || c is '_' or '$')
            {
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '$'))
                    at++;
                tokens.Add(new(JuelKind.Word, text[start..at], start));
            }
            else
            {
                at += Signs.Any(sign => string.CompareOrdinal(text, start, sign, 0, 2) == 0) ? 2 : 1;
                tokens.Add(new(JuelKind.Sign, text[start..at], start));
            }
        }

        tokens.Add(new(JuelKind.End, "", text.Length));
        return tokens;
    }

    /// <summary>A backslash keeps the character after it, whatever that is.</summary>
    private static string ReadText(string text, ref int at)
    {
        var (quote, start) = (text[at], at);
        var content = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                at++;
                return content.ToString();
            }

            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            content.Append(text[at]);
        }

        throw JuelRefusal.Unreadable(start);
    }
}
