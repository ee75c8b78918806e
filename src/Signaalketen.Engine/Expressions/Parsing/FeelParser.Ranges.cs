namespace Signaalketen.Engine.Expressions;

/// <content>Ranges: between two ends in any brackets, or open at one side.</content>
internal sealed partial class FeelParser
{
    // What an exception costs, in tokens read.
    private const int FailedTry = 50;

    /// <summary>Nothing but a range, as the function <c>range</c> reads it: <c>[2..)</c> has no end. <c>&gt;= 2</c> is a range too, but not in this form.</summary>
    public RangeNode ParseWholeRange()
    {
        var startIncluded = Current.Is("[");
        if (!startIncluded && !Current.Is("(") && !Current.Is("]"))
        {
            throw Unexpected("a range");
        }

        _state.At++;
        var start = Current.Is("..") ? null : ParseEndpoint();
        if (_tokens[_state.At].Is("..") && AtRangeEnd(_state.At + 1) && _tokens[_state.At + 2].Kind == TokenKind.End)
        {
            return new RangeNode(start, null, startIncluded, _tokens[_state.At + 1].Is("]"));
        }

        var range = ParseRangeFrom(start, startIncluded);
        ExpectEnd();
        return range;
    }

    private bool AtOpenRange() => Current.Kind == TokenKind.Sign && Current.Value is "<" or "<=" or ">" or ">=";

    private RangeNode ParseOpenRange()
    {
        var sign = ComparisonSign(Current);
        _state.At++;
        var end = ParseAdditive();
        return Checked(sign switch
        {
            Comparison.Less => new RangeNode(null, end, false, false),
            Comparison.LessOrEqual => new RangeNode(null, end, false, true),
            Comparison.Greater => new RangeNode(end, null, false, false),
            Comparison.GreaterOrEqual => new RangeNode(end, null, true, false),
            Comparison.NotEqual => new RangeNode(end, end, false, false),
            _ => new RangeNode(end, end, true, true),
        });
    }

    private RangeNode ParseRangeFrom(Node? start, bool startIncluded)
    {
        ExpectSign("..");
        var before = _state;
        var end = ParseEndpoint();
        if (!AtRangeEnd())
        {
            // "[1..5[" ends in an open bracket, which was taken for a filter.
            end = ParseWithoutFilter(before);
        }

        if (!AtRangeEnd())
        {
            throw Unexpected("the end of the range");
        }

        return Checked(new RangeNode(start, end, startIncluded, _tokens[_state.At++].Is("]")));
    }

    private bool AtRangeEnd() => AtRangeEnd(_state.At);

    private bool AtRangeEnd(int at) => _tokens[at].Is("]") || _tokens[at].Is(")") || _tokens[at].Is("[");

    private Node ParseEndpoint()
    {
        var before = _state;
        FeelSyntaxException failure;
        try
        {
            return ParseExpression();
        }
        catch (FeelSyntaxException caught) when (!caught.IsFinal)
        {
            failure = caught;
        }

        // Outside the catch: inside, the stack of what failed would stay below every further try.
        Burn(FailedTry);
        var node = ParseWithoutFilter(before);
        return AtRangeEnd() ? node : throw new FeelSyntaxException(failure.Message, failure.Position);
    }

    private Node ParseWithoutFilter(State before)
    {
        GoBackTo(before with { FilterForbidden = true });
        var node = ParseAdditive();
        _state.FilterForbidden = before.FilterForbidden;
        return node;
    }
}
