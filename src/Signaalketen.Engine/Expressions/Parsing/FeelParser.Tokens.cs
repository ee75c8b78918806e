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

    private void Burn()
    {
        if (--_fuel < 0)
        {
            throw TooMuch("The expression takes too much work to read.");
        }
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
