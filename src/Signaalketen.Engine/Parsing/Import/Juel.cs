using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>
/// Writes the simple expressions of Camunda 7, Flowable and Activiti (<c>${…}</c>, Jakarta Expression Language) in FEEL: comparison, boolean,
/// arithmetic, dotted names, literals, choice. What FEEL would do differently is refused, not approximated.
/// </summary>
public sealed class Juel
{
    /// <summary>Longest expression that is translated, in UTF-16 units.</summary>
    public const int MaxLength = 4_000;

    /// <summary>Deepest nesting that is translated.</summary>
    public const int MaxNesting = 50;

    // How tightly a piece of FEEL binds: a piece is put in parentheses where a tighter one is needed.
    private const int Choice = 0, Or = 1, And = 2, Comparison = 3, Sum = 4, Product = 5, Unary = 6;

    /// <summary>What the other engines offer beside the variables of the process.</summary>
    private static readonly SortedSet<string> EngineObjects = new(StringComparer.Ordinal)
    {
        "execution", "task", "externalTask", "caseExecution", "authenticatedUserId", "processEngine", "runtimeService", "taskService", "connector", "variables",
    };

    private static readonly SortedSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod", "empty", "instanceof", "true", "false", "null",
    };

    /// <summary>The counters of a multi-instance have other names here, and BPMN counts its rounds from one.</summary>
    private static readonly SortedDictionary<string, (string Text, int Rank)> Counters = new(StringComparer.Ordinal)
    {
        ["nrOfInstances"] = ("numberOfInstances", Unary),
        ["nrOfActiveInstances"] = ("numberOfActiveInstances", Unary),
        ["nrOfCompletedInstances"] = ("numberOfCompletedInstances", Unary),
        ["loopCounter"] = ("loopCounter - 1", Sum),
    };

    private readonly List<JuelToken> _tokens;
    private int _at;
    private int _depth;

    private Juel(string text) => _tokens = JuelLexer.Read(text, 2);

    private readonly record struct Piece(string Text, int Rank)
    {
        public string AtLeast(int rank) => Rank >= rank ? Text : $"({Text})";
    }

    private JuelToken Next => _tokens[_at];

    /// <summary>Whether a text is meant to be evaluated by such an engine.</summary>
    public static bool IsOne(string text) => text.StartsWith("${", StringComparison.Ordinal) || text.StartsWith("#{", StringComparison.Ordinal);

    /// <summary>The same in FEEL; null with the reason when it is not simple.</summary>
    /// <param name="text">Trimmed text that begins with <c>${</c> or <c>#{</c>.</param>
    public static string? ToFeel(string text, out string reason, out string reasonNl)
    {
        (reason, reasonNl) = ("", "");
        try
        {
            if (text.Length > MaxLength)
                throw JuelRefusal.TooLong(MaxLength);
            var feel = new Juel(text).Whole();
            return Feel.Parse(feel).IsOk ? feel : throw JuelRefusal.Name(text);
        }
        catch (JuelRefusal refusal)
        {
            (reason, reasonNl) = (refusal.Message, refusal.MessageNl);
            return null;
        }
    }

    private string Whole()
    {
        var piece = ReadChoice();
        Expect("}");
        return Next.Kind == JuelKind.End ? piece.Text : throw JuelRefusal.Mixed();
    }

    private Piece ReadChoice()
    {
        if (++_depth > MaxNesting)
            throw JuelRefusal.TooDeep(MaxNesting);
        var piece = ReadChain(Or, ReadAnd, "or", "||", "or");
        if (Take("?"))
        {
            var yes = ReadChoice();
            Expect(":");
            piece = new($"if {piece.Text} then {yes.AtLeast(Or)} else {ReadChoice().AtLeast(Or)}", Choice);
        }

        _depth--;
        return piece;
    }

    private Piece ReadAnd() => ReadChain(And, ReadEquality, "and", "&&", "and");

    private Piece ReadChain(int rank, Func<Piece> read, string feel, string sign, string word)
    {
        var piece = read();
        while (Take(sign) || Take(word))
            piece = new($"{piece.AtLeast(rank)} {feel} {read().AtLeast(rank + 1)}", rank);
        return piece;
    }

    private Piece ReadEquality()
    {
        var piece = ReadRelation();
        while (Next.Is("==", "eq", "!=", "ne"))
        {
            var sign = Advance().Text is "==" or "eq" ? "=" : "!=";
            piece = new($"{piece.AtLeast(Sum)} {sign} {ReadRelation().AtLeast(Sum)}", Comparison);
        }

        return piece;
    }

    private Piece ReadRelation()
    {
        var piece = ReadSum();
        while (Next.Is("<", ">", "<=", ">=", "lt", "gt", "le", "ge"))
        {
            var sign = Advance().Text switch { "lt" => "<", "gt" => ">", "le" => "<=", "ge" => ">=", var same => same };
            piece = new($"{piece.AtLeast(Sum)} {sign} {ReadSum().AtLeast(Sum)}", Comparison);
        }

        return piece;
    }

    private Piece ReadSum()
    {
        var piece = ReadProduct();
        while (Next.Is("+", "-"))
            piece = new($"{piece.AtLeast(Sum)} {Advance().Text} {ReadProduct().AtLeast(Product)}", Sum);
        return piece;
    }

    private Piece ReadProduct()
    {
        var piece = ReadUnary();
        while (Next.Is("*", "/", "div", "%", "mod"))
        {
            var sign = Advance().Text;
            if (sign is "%" or "mod")
                throw JuelRefusal.Remainder();
            piece = new($"{piece.AtLeast(Product)} {(sign == "*" ? "*" : "/")} {ReadUnary().AtLeast(Unary)}", Product);
        }

        return piece;
    }

    private Piece ReadUnary()
    {
        if (++_depth > MaxNesting)
            throw JuelRefusal.TooDeep(MaxNesting);
        Piece piece;
        if (Take("!") || Take("not"))
            piece = new($"not({ReadUnary().Text})", Unary);
        else if (Take("empty"))
            piece = new($"list contains([null, \"\", [], {{}}], {ReadUnary().Text})", Unary);
        else if (Take("-"))
            piece = new($"-{ReadUnary().AtLeast(Unary)}", Product);
        else
            piece = ReadValue();
        _depth--;
        return piece;
    }

    private Piece ReadValue()
    {
        var token = Advance();
        switch (token.Kind)
        {
            case JuelKind.Number:
                return new(token.Text, Unary);
            case JuelKind.Text:
                return new(FeelText.Write(new FeelString(token.Text)), Unary);
            case JuelKind.Word when token.Text is "true" or "false" or "null":
                return new(token.Text, Unary);
            case JuelKind.Word when !Reserved.Contains(token.Text):
                return ReadPath(token);
            case JuelKind.Sign when token.Text == "(":
                var inside = ReadChoice();
                Expect(")");
                return inside;
            default:
                throw JuelRefusal.Unreadable(token.Position);
        }
    }

    private Piece ReadPath(JuelToken first)
    {
        if (EngineObjects.Contains(first.Text))
            throw JuelRefusal.EngineObject(first.Text);
        var path = Plain(first);
        if (Counters.TryGetValue(path, out var counter) && !Next.Is(".", "[", "("))
            return new(counter.Text, counter.Rank);
        while (true)
        {
            if (Next.Is("("))
                throw JuelRefusal.Call();
            if (Next.Is("["))
                throw JuelRefusal.Index();
            // A function with a prefix, and not the other half of a choice.
            if (Next.Is(":") && _tokens[_at + 1].Kind == JuelKind.Word && _tokens.Count > _at + 2 && _tokens[_at + 2].Is("("))
                throw JuelRefusal.Call();
            if (!Take("."))
                return new(path, Unary);
            path += "." + Plain(Advance());
        }
    }

    private static string Plain(JuelToken token)
    {
        if (token.Kind != JuelKind.Word)
            throw JuelRefusal.Unreadable(token.Position);
        return token.Text.Contains('$', StringComparison.Ordinal) || !Feel.Parse(token.Text).IsOk ? throw JuelRefusal.Name(token.Text) : token.Text;
    }

    private JuelToken Advance() => Next.Kind == JuelKind.End ? throw JuelRefusal.Unreadable(Next.Position) : _tokens[_at++];

    private bool Take(string text)
    {
        if (!Next.Is(text))
            return false;
        _at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Take(text))
            throw JuelRefusal.Unreadable(Next.Position);
    }
}
