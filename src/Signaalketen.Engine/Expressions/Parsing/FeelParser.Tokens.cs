namespace Signaalketen.Engine.Expressions;

/// <content>Taking tokens, and refusing what does not fit.</content>
internal sealed partial class FeelParser
{
    private T Checked<T>(T node)
        where T : Node
    {
        // A tree may be a few times as deep as its brackets: each pair can hold one operator of every strength.
        if (node.Depth > _maxNesting * 4)
        {
            throw TooMuch($"The expression is nested deeper than {_maxNesting}.");
        }

        return node;
    }

    /// <summary>
    /// Pays for a token that is read or tried. A text may be read again for another meaning, and each time again for every part of it, so whatever
    /// walks over tokens pays, or a long text would cost hours.
    /// </summary>
    private void Burn(int work = 1)
    {
        _fuel -= work;
        if (_fuel < 0)
        {
            throw TooMuch("The expression takes too much work to read.");
        }
    }

    /// <summary>Looking ahead over tokens is lighter than reading them.</summary>
    private void BurnLookingAt(int tokens) => Burn(tokens / 16);

    /// <summary>Before every part that can hold another of its kind: the stack is what a text may not fill.</summary>
    private void GoDeeper(string part = "expression")
    {
        if (++_state.Nesting > _maxNesting)
        {
            throw TooMuch($"The {part} is nested deeper than {_maxNesting}.");
        }

        Burn();
    }

    private bool TakeSign(string sign)
    {
        var taken = Current.Is(sign);
        _state.At += taken ? 1 : 0;
        return taken;
    }

    private bool TakeWord(string word)
    {
        var taken = Current.IsWord(word);
        _state.At += taken ? 1 : 0;
        return taken;
    }

    private void ExpectSign(string sign)
    {
        if (!TakeSign(sign))
        {
            throw Unexpected($"'{sign}'");
        }
    }

    private void ExpectWord(string word)
    {
        if (!TakeWord(word))
        {
            throw Unexpected($"'{word}'");
        }
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Unexpected("the end of the expression");
        }
    }

    private FeelSyntaxException Unexpected(string wanted) => Current.Kind switch
    {
        TokenKind.Bad => Error(Current.Value),
        TokenKind.End => Error($"Expected {wanted}, but the expression ends here."),
        _ => Error($"Expected {wanted}, but found '{Shorten(_text[Current.Start..Current.End])}'."),
    };

    private FeelSyntaxException Error(string message) => new(message, Current.Start);

    private FeelSyntaxException TooMuch(string message) => new(message, Current.Start) { IsFinal = true };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
