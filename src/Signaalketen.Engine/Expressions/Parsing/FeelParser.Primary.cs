namespace Signaalketen.Engine.Expressions;

/// <content>Literals, names, brackets, and the constructs that start with a word.</content>
internal sealed partial class FeelParser
{
    private Node ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _state.At++;
                return FeelNumber.TryParse(token.Value, out var number)
                    ? new LiteralNode(number)
                    : throw new FeelSyntaxException("The number is out of range.", token.Start);
            case TokenKind.Text:
                _state.At++;
                return new LiteralNode(new FeelString(token.Value));
            case TokenKind.Word:
                return ParseWord();
            case TokenKind.Sign:
                return ParseSign(token);
            default:
                throw Unexpected("a value");
        }
    }

    private Node ParseSign(FeelToken token)
    {
        switch (token.Value)
        {
            case "(":
                return ParseRound();
            case "[":
                return ParseSquare();
            case "]":
                _state.At++;
                return ParseRangeFrom(ParseEndpoint(), startIncluded: false);
            case "{":
                _state.At++;
                return ParseContext();
            case "@" when _tokens[_state.At + 1].Kind == TokenKind.Text:
                _state.At += 2;
                if (FeelTemporalText.Read(_tokens[_state.At - 1].Value) is { } temporal)
                {
                    return new LiteralNode(temporal);
                }

                Mistake ??= new FeelError("This is no date, time or duration.", token.Start);
                return new MistakenLiteralNode(_tokens[_state.At - 1].Value);
            default:
                throw Unexpected("a value");
        }
    }

    private Node ParseWord()
    {
        if (TakeKnownName() is { } name)
        {
            return Named(name);
        }

        var word = Current.Value;
        switch (word)
        {
            case "true" or "false":
                _state.At++;
                return new LiteralNode(FeelBoolean.Of(word == "true"));
            case "null":
                _state.At++;
                return new LiteralNode(FeelNull.Value);
            case "if":
                return ParseIf();
            case "for":
                return ParseFor();
            case "some" or "every":
                return ParseQuantifier(word == "every");
            case "function" when _tokens[_state.At + 1].Is("("):
                return ParseFunction();
        }

        if (Array.IndexOf(Stops, word) >= 0)
        {
            throw Unexpected("a value");
        }

        return Named(ParseLooseName());
    }

    private Node ParseRound()
    {
        var open = _state.At++;
        if (Current.Is("=") || Current.Is("!="))
        {
            var point = ParsePoint();
            ExpectSign(")");
            return point;
        }

        var node = ParseExpression();
        if (Current.Is(".."))
        {
            return ParseRangeFrom(node, startIncluded: false);
        }

        if (!TakeSign(")"))
        {
            throw Current.Kind == TokenKind.End ? new FeelSyntaxException("This bracket is not closed.", _tokens[open].Start) : Unexpected("')'");
        }

        return node;
    }

    private Node ParseSquare()
    {
        _state.At++;
        if (TakeSign("]"))
        {
            return new ListNode([]);
        }

        var items = new List<Node> { ParseListItem() };
        if (Current.Is(".."))
        {
            return ParseRangeFrom(items[0], startIncluded: true);
        }

        while (TakeSign(","))
        {
            items.Add(ParseListItem());
        }

        ExpectSign("]");
        return Checked(new ListNode(items));
    }

    // A list may hold tests such as "< 5" or "= 5", which are ranges.
    private Node ParseListItem() => Current.Is("=") ? ParsePoint() : ParseExpression();

    /// <summary><c>= 5</c> or <c>!= 5</c> as a range of its own.</summary>
    private RangeNode ParsePoint()
    {
        GoDeeper();
        var point = ParseOpenRange();
        _state.Nesting--;
        return point;
    }

    private IfNode ParseIf()
    {
        _state.At++;
        var condition = ParseExpression();
        ExpectWord("then");
        var whenTrue = ParseExpression();
        ExpectWord("else");
        return Checked(new IfNode(condition, whenTrue, ParseExpression()));
    }

    private ForNode ParseFor()
    {
        var outer = _state.BoundCount;
        var iterators = ParseIterators();
        ExpectWord("return");
        Bind("partial");
        var body = ParseExpression();
        Unbind(outer);
        return Checked(new ForNode(iterators, body));
    }

    private QuantifierNode ParseQuantifier(bool every)
    {
        var outer = _state.BoundCount;
        var iterators = ParseIterators();
        ExpectWord("satisfies");
        var condition = ParseExpression();
        Unbind(outer);
        return Checked(new QuantifierNode(every, iterators, condition));
    }

    private List<Iterator> ParseIterators()
    {
        var iterators = new List<Iterator>();
        do
        {
            _state.At++;
            var from = _state.At;
            while (Current.Kind != TokenKind.End && !Current.IsWord("in"))
            {
                Burn();
                _state.At++;
            }

            if (_state.At == from || _tokens[from].Kind != TokenKind.Word || Current.Kind == TokenKind.End)
            {
                _state.At = Current.Kind == TokenKind.End ? _state.At : from;
                throw Unexpected("a name and 'in'");
            }

            var name = NameTable.Join(_tokens, from, _state.At);
            _state.At++;
            var domain = ParseExpression();
            iterators.Add(Checked(new Iterator(name, domain, TakeSign("..") ? ParseExpression() : null)));
            Bind(name);
        }
        while (Current.Is(","));
        return iterators;
    }
}
