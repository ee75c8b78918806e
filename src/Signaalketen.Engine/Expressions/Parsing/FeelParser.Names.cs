namespace Signaalketen.Engine.Expressions;

/// <content>Names: which words are one, which are bound here, and which are free.</content>
internal sealed partial class FeelParser
{
    /// <summary>Adjacent words that no known name explains are one name: nothing else could be meant.</summary>
    private string ParseLooseName()
    {
        var from = _state.At++;
        while (Current.Kind == TokenKind.Word && Array.IndexOf(Stops, Current.Value) < 0)
        {
            Burn();
            _state.At++;
        }

        return NameTable.Join(_tokens, from, _state.At);
    }

    private string ParsePathName()
    {
        if (Current.Kind != TokenKind.Word)
        {
            throw Unexpected("a name");
        }

        return TakeKnownName() ?? ParseLooseName();
    }

    /// <summary>The longest known name of several words or signs that stands here; null when none does.</summary>
    private string? TakeKnownName()
    {
        var taken = _names.Match(_tokens, _state.At, out var name, out var looked);
        BurnLookingAt(looked);
        _state.At += taken;
        return taken > 0 ? name : null;
    }

    private NameNode Named(string name)
    {
        _state.UsesInput |= name == "?";
        if (_bound.LevelOf(name) is { } level)
        {
            _state.LowestCapture = Math.Min(_state.LowestCapture, level);
        }
        else if (Builtins.Find(name) is null || !Current.Is("("))
        {
            _state.LowestCapture = 0;
            NoteFree(name);
        }

        return new NameNode(name);
    }

    private void NoteFree(string name)
    {
        _free.RemoveRange(_state.FreeCount, _free.Count - _state.FreeCount);
        _free.Add(name);
        _state.FreeCount++;
    }

    /// <summary>How many tokens of a name stand here when a colon follows it; 0 otherwise.</summary>
    private int NameBeforeColon()
    {
        if (Current.Kind != TokenKind.Word)
        {
            return 0;
        }

        var at = _state.At + 1;
        while (_tokens[at].Kind is TokenKind.Word or TokenKind.Number
            || (_tokens[at].Kind == TokenKind.Sign && _tokens[at].Value is "-" or "+" or "*" or "/" or "." or "'" or "’" or "**"))
        {
            Burn();
            at++;
        }

        return _tokens[at].Is(":") ? at - _state.At : 0;
    }

    private T ParseWithLocals<T>(IReadOnlyList<string> names, Func<T> parse)
    {
        var outer = _state.BoundCount;
        foreach (var name in names)
        {
            Bind(name);
        }

        var result = parse();
        Unbind(outer);
        return result;
    }

    private void Bind(string name)
    {
        _bound.Add(name, _state.FunctionLevel);
        _state.BoundCount++;
        _names.Add(name);
    }

    private void Unbind(int count)
    {
        _bound.KeepFirst(count);
        _state.BoundCount = count;
    }

    private void GoBackTo(State earlier)
    {
        _state = earlier;
        _bound.KeepFirst(earlier.BoundCount);
    }
}
