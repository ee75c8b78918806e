namespace Signaalketen.Engine.Expressions;

/// <content>Unary tests (DMN 1.5, clause 10.3.1.2, rules 7 to 18).</content>
internal sealed partial class FeelParser
{
    public Node ParseWholeUnaryTests()
    {
        Bind("?");
        if (Current.Is("-") && _tokens[_state.At + 1].Kind == TokenKind.End)
        {
            return new AnythingTest();
        }

        if (Current.IsWord("not") && _tokens[_state.At + 1].Is("(") && EndsWithMatchingBracket(_state.At + 1))
        {
            _state.At += 2;
            var negated = ParseTests(negated: true);
            ExpectSign(")");
            ExpectEnd();
            return negated;
        }

        var tests = ParseTests(negated: false);
        ExpectEnd();
        return tests;
    }

    /// <summary>What stands behind <c>in</c>: one test, or several in brackets.</summary>
    private UnaryTest ParseInTests() => ParseWithLocals(["?"], ParseInTestsHere);

    private UnaryTest ParseInTestsHere()
    {
        if (!Current.Is("(") || ComparisonSign(Current) is not null)
        {
            return ParseTest(ParseAdditive);
        }

        // "(1..5)" is a range and "(1, 5)" are tests; both start alike, so what closes the bracket decides.
        var before = _state;
        _state.At++;
        var tests = ParseTests(negated: false);
        if (TakeSign(")") && !Current.Is("(") && !Current.Is("[") && !Current.Is(".") && !IsArithmetic(Current))
        {
            return tests;
        }

        _state = before;
        return ParseTest(ParseAdditive);
    }

    private AnyTest ParseTests(bool negated)
    {
        var tests = new List<UnaryTest>();
        do
        {
            Burn();
            tests.Add(ParseTest(ParseExpression));
        }
        while (TakeSign(","));
        return Checked(new AnyTest(tests, negated));
    }

    private UnaryTest ParseTest(Func<Node> operand)
    {
        if (ComparisonSign(Current) is { } comparison)
        {
            _state.At++;
            return Checked(new ComparisonTest(comparison, operand()));
        }

        var outer = _state.UsesInput;
        _state.UsesInput = false;
        var node = operand();
        var test = new ValueTest(node, _state.UsesInput);
        _state.UsesInput |= outer;
        return Checked(test);
    }

    private static bool IsArithmetic(FeelToken token) => token.Kind == TokenKind.Sign && token.Value is "+" or "-" or "*" or "/" or "**";

    private bool EndsWithMatchingBracket(int open)
    {
        var depth = 0;
        for (var at = open; at < _tokens.Count; at++)
        {
            depth += _tokens[at].Is("(") || _tokens[at].Is("[") ? 1 : _tokens[at].Is(")") || _tokens[at].Is("]") ? -1 : 0;
            if (depth <= 0)
            {
                return _tokens[at + 1].Kind == TokenKind.End;
            }
        }

        return false;
    }
}
