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

        // "not(1, 2)" turns all tests round, and "not(? > 1) and true" is a condition; what stands behind the bracket decides.
        if (Current.IsWord("not") && _tokens[_state.At + 1].Is("("))
        {
            var before = _state;
            _state.At += 2;
            var negated = ParseTests(negated: true);
            if (TakeSign(")") && Current.Kind == TokenKind.End)
            {
                return negated;
            }

            GoBackTo(before);
        }

        var tests = ParseTests(negated: false);
        ExpectEnd();
        return tests;
    }

    /// <summary>What stands behind <c>in</c>: one test, or several in brackets.</summary>
    private UnaryTest ParseInTests() => ParseWithLocals(["?"], ParseInTestsHere);

    private UnaryTest ParseInTestsHere()
    {
        if (!Current.Is("("))
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

        GoBackTo(before);
        return ParseTest(ParseAdditive);
    }

    private UnaryTest ParseTests(bool negated)
    {
        var tests = new List<UnaryTest>();
        do
        {
            tests.Add(ParseTestGroup() ?? ParseTest(ParseExpression));
        }
        while (TakeSign(","));
        return tests.Count == 1 && !negated ? tests[0] : Checked(new AnyTest([.. tests], negated));
    }

    /// <summary>Several tests in brackets that are one of the tests; null when the bracket opens a range or an expression.</summary>
    private UnaryTest? ParseTestGroup()
    {
        if (!Current.Is("(") || (ComparisonSign(_tokens[_state.At + 1]) is null && !HasCommaBeforeClose(_state.At)))
        {
            return null;
        }

        // What cannot be read as a test cannot be read as an expression either, so only what stands behind the bracket makes it another reading.
        var before = _state;
        GoDeeper();
        _state.At++;
        var group = ParseTests(negated: false);
        if (TakeSign(")") && (Current.Is(",") || Current.Is(")") || Current.Kind == TokenKind.End))
        {
            _state.Nesting--;
            return group;
        }

        GoBackTo(before);
        return null;
    }

    private UnaryTest ParseTest(Func<Node> operand)
    {
        var outer = _state.UsesInput;
        _state.UsesInput = false;
        var comparison = ComparisonSign(Current);
        _state.At += comparison is null ? 0 : 1;
        var node = operand();
        UnaryTest test = comparison is { } sign ? new ComparisonTest(sign, node, _state.UsesInput) : new ValueTest(node, _state.UsesInput);
        _state.UsesInput |= outer;
        return Checked(test);
    }

    private static bool IsArithmetic(FeelToken token) => token.Kind == TokenKind.Sign && token.Value is "+" or "-" or "*" or "/" or "**";

    private bool HasCommaBeforeClose(int open)
    {
        var depth = 0;
        for (var at = open; at < _tokens.Count; at++)
        {
            depth += _tokens[at].Is("(") ? 1 : _tokens[at].Is(")") ? -1 : 0;
            if (depth == 0 || (depth == 1 && _tokens[at].Is(",")))
            {
                BurnLookingAt(at - open);
                return depth == 1;
            }
        }

        BurnLookingAt(_tokens.Count - open);
        return false;
    }
}
