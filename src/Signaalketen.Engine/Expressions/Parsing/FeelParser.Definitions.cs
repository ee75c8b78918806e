namespace Signaalketen.Engine.Expressions;

/// <content>Contexts, functions and types.</content>
internal sealed partial class FeelParser
{
    private ContextNode ParseContext()
    {
        var entries = new List<KeyValuePair<string, Node>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var outer = _state.BoundCount;
        string? doubleKey = null;
        if (!TakeSign("}"))
        {
            do
            {
                var key = ParseKey();
                doubleKey ??= seen.Add(key) ? null : key;

                // A function may call itself by the name of its entry.
                if (Current.IsWord("function"))
                {
                    Bind(key);
                }

                entries.Add(new(key, ParseExpression()));
                Bind(key);
            }
            while (TakeSign(","));
            ExpectSign("}");
        }

        Unbind(outer);
        return Checked(new ContextNode(entries, doubleKey));
    }

    private string ParseKey()
    {
        if (Current.Kind == TokenKind.Text && _tokens[_state.At + 1].Is(":"))
        {
            _state.At += 2;
            return new FeelString(_tokens[_state.At - 2].Value).Value;
        }

        var length = NameBeforeColon();
        if (length == 0)
        {
            throw Unexpected("a name or text and ':'");
        }

        var key = NameTable.Join(_tokens, _state.At, _state.At + length);
        _state.At += length + 1;
        return key;
    }

    private FunctionNode ParseFunction()
    {
        var start = Current.Start;
        _state.At += 2;
        var parameters = new List<Parameter>();
        if (!TakeSign(")"))
        {
            do
            {
                parameters.Add(ParseParameter());
            }
            while (TakeSign(","));
            ExpectSign(")");
        }

        if (TakeWord("external"))
        {
            ParseExpression();
            return new FunctionNode(_text[start.._tokens[_state.At - 1].End], parameters, null, isClosed: true);
        }

        // Whatever the body takes from around it makes it more than its text.
        var outerCapture = _state.LowestCapture;
        _state.LowestCapture = int.MaxValue;
        var level = ++_state.FunctionLevel;
        var body = ParseWithLocals([.. parameters.Select(p => p.Name)], ParseExpression);
        var isClosed = _state.LowestCapture >= level;
        _state.LowestCapture = Math.Min(outerCapture, _state.LowestCapture);
        return Checked(new FunctionNode(_text[start.._tokens[_state.At - 1].End], parameters, body, isClosed));
    }

    private Parameter ParseParameter()
    {
        var from = _state.At;
        while (Current.Kind != TokenKind.End && !Current.Is(":") && !Current.Is(",") && !Current.Is(")"))
        {
            Burn();
            _state.At++;
        }

        if (_state.At == from || _tokens[from].Kind != TokenKind.Word)
        {
            _state.At = from;
            throw Unexpected("the name of a parameter");
        }

        var name = NameTable.Join(_tokens, from, _state.At);
        return new Parameter(name, TakeSign(":") ? ParseType() : FeelType.Any);
    }

    private FeelType ParseType()
    {
        GoDeeper("type");
        var type = ParseTypeHere();
        _state.Nesting--;
        return type;
    }

    private FeelType ParseTypeHere()
    {
        if (Current.Kind != TokenKind.Word)
        {
            throw Unexpected("a type");
        }

        if (_tokens[_state.At + 1].Is("<"))
        {
            return ParseGenericType();
        }

        var from = _state.At;
        foreach (var name in (ReadOnlySpan<string>)["days and time duration", "years and months duration", "date and time"])
        {
            var words = name.Split(' ');
            if (Enumerable.Range(0, words.Length).All(i => _tokens[from + i].IsWord(words[i])))
            {
                _state.At += words.Length;
                return FeelType.Simple(name)!;
            }
        }

        _state.At++;
        while ((Current.Is(".") && _tokens[_state.At + 1].Kind == TokenKind.Word)
            || (Current.Kind == TokenKind.Word && Array.IndexOf(Stops, Current.Value) < 0))
        {
            Burn();
            _state.At++;
        }

        var written = NameTable.Join(_tokens, from, _state.At);
        return FeelType.Simple(written) ?? _types?.Invoke(written) ?? new UnknownFeelType(written);
    }

    private FeelType ParseGenericType()
    {
        var kind = Current.Value;
        _state.At += 2;
        FeelType type;
        switch (kind)
        {
            case "list":
                type = new ListFeelType(ParseType());
                ExpectSign(">");
                return type;
            case "range":
                type = new RangeFeelType(ParseType());
                ExpectSign(">");
                return type;
            case "context":
                return ParseContextType();
            case "function":
                return ParseFunctionType();
            default:
                _state.At -= 2;
                throw Unexpected("list, range, context or function");
        }
    }

    private ContextFeelType ParseContextType()
    {
        var entries = new List<Parameter>();
        if (!TakeSign(">"))
        {
            do
            {
                entries.Add(new Parameter(ParseKey(), ParseType()));
            }
            while (TakeSign(","));
            ExpectSign(">");
        }

        return new ContextFeelType(entries);
    }

    private FunctionFeelType ParseFunctionType()
    {
        var parameters = new List<FeelType>();
        if (!TakeSign(">"))
        {
            do
            {
                parameters.Add(ParseType());
            }
            while (TakeSign(","));
            ExpectSign(">");
        }

        ExpectSign("->");
        return new FunctionFeelType(parameters, ParseType());
    }
}
