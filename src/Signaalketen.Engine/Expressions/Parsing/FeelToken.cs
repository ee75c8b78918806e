namespace Signaalketen.Engine.Expressions;

internal enum TokenKind
{
    End,
    Word,
    Number,
    Text,
    Sign,
    Bad,
}

/// <summary>A piece of the text: a word, a number, a string or a sign.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Value">The word or sign itself, the content of a string, or what is wrong with a bad piece.</param>
internal readonly record struct FeelToken(TokenKind Kind, int Start, int End, string Value)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && string.Equals(Value, sign, StringComparison.Ordinal);

    public bool IsWord(string word) => Kind == TokenKind.Word && string.Equals(Value, word, StringComparison.Ordinal);
}
