namespace Signaalketen.Engine.Expressions;

/// <summary>Builds the tree of an expression by recursive descent. Nesting, tree depth and work are bounded, so no text can harm.</summary>
internal sealed partial class FeelParser
{
    private static readonly string[] Stops = ["and", "or", "in", "between", "instance", "then", "else", "return", "satisfies"];

    private readonly string _text;
    private readonly List<FeelToken> _tokens;
    private readonly NameTable _names;
    private readonly BoundNames _bound = new();
    private readonly List<string> _free = [];
    private readonly int _maxNesting;
    private readonly Func<string, FeelType?>? _types;
    private int _fuel;
    private State _state;

    public FeelParser(string text, IEnumerable<string> knownNames, FeelLimits limits, Func<string, FeelType?>? types)
    {
        _text = text;
        _tokens = FeelLexer.Cut(text);
        _names = new NameTable(knownNames, withBuiltIn: true);
        _maxNesting = limits.MaxNesting;
        _types = types;
        _fuel = (_tokens.Count * 30) + 1_000;
    }

    public IReadOnlyList<string> FreeVariables => [.. new SortedSet<string>(_free.Take(_state.FreeCount), StringComparer.Ordinal)];

    /// <summary>The first literal that stands for no value.</summary>
    public FeelError? Mistake { get; private set; }

    private FeelToken Current => _tokens[_state.At];

    /// <summary>All that a second attempt at the same text must set back.</summary>
    /// <param name="At">The token to read next.</param>
    /// <param name="Nesting">Brackets and constructs around it.</param>
    /// <param name="BoundCount">How many names are bound around it.</param>
    /// <param name="FreeCount">How many free names were noted.</param>
    /// <param name="FunctionLevel">Function definitions begun before it.</param>
    /// <param name="LowestCapture">The outermost level that the present function takes a name from; a name from before the function has a lower one than its own.</param>
    /// <param name="UsesInput">Whether <c>?</c> was read in the present test.</param>
    /// <param name="FilterForbidden">Whether an open bracket here ends a range.</param>
    private record struct State(
        int At, int Nesting, int BoundCount, int FreeCount, int FunctionLevel, int LowestCapture, bool UsesInput, bool FilterForbidden);

    public Node ParseWhole()
    {
        var node = ParseExpression();
        ExpectEnd();
        return node;
    }

    private Node ParseExpression()
    {
        GoDeeper();
        var forbidden = _state.FilterForbidden;
        _state.FilterForbidden = false;
        var node = ParseOr();
        _state.FilterForbidden = forbidden;
        _state.Nesting--;
        return node;
    }

    private Node ParseOr() => ParseLogic("or", ParseAnd, isAnd: false);

    private Node ParseAnd() => ParseLogic("and", ParseComparison, isAnd: true);

    private Node ParseLogic(string word, Func<Node> operand, bool isAnd)
    {
        var first = operand();
        if (!Current.IsWord(word))
        {
            return first;
        }

        var operands = new List<Node> { first };
        while (TakeWord(word))
        {
            operands.Add(operand());
        }

        return Checked(new LogicNode(isAnd, [.. operands]));
    }

    private Node ParseComparison()
    {
        var left = AtOpenRange() ? ParseOpenRange() : ParseAdditive();
        while (true)
        {
            if (ComparisonSign(Current) is { } comparison)
            {
                _state.At++;
                var right = comparison <= Comparison.NotEqual && AtOpenRange() ? ParseOpenRange() : ParseAdditive();
                left = Checked(new CompareNode(comparison, left, right));
            }
            else if (TakeWord("between"))
            {
                var low = ParseAdditive();
                ExpectWord("and");
                left = Checked(new BetweenNode(left, low, ParseAdditive()));
            }
            else if (TakeWord("in"))
            {
                left = Checked(new InNode(left, ParseInTests()));
            }
            else
            {
                return left;
            }
        }
    }

    private static Comparison? ComparisonSign(FeelToken token) => token.Kind != TokenKind.Sign ? null : token.Value switch
    {
        "=" => Comparison.Equal,
        "!=" => Comparison.NotEqual,
        "<" => Comparison.Less,
        "<=" => Comparison.LessOrEqual,
        ">" => Comparison.Greater,
        ">=" => Comparison.GreaterOrEqual,
        _ => null,
    };

    private Node ParseAdditive() => ParseArithmetic(ParseMultiplicative, "+", "-");

    private Node ParseMultiplicative() => ParseArithmetic(ParsePower, "*", "/");

    private Node ParsePower() => ParseArithmetic(ParseNegation, "**", "**");

    private Node ParseArithmetic(Func<Node> operand, string one, string other)
    {
        var first = operand();
        List<(char, Node)>? rest = null;
        while (Current.Is(one) || Current.Is(other))
        {
            var sign = Current.Value == "**" ? '^' : Current.Value[0];
            _state.At++;
            rest ??= [];
            rest.Add((sign, operand()));
        }

        return rest is null ? first : Checked(new ArithmeticNode(first, [.. rest]));
    }

    private Node ParseNegation()
    {
        var minuses = 0;
        while (TakeSign("-"))
        {
            Burn();
            minuses++;
        }

        var node = ParseInstanceOf();
        if (node is LiteralNode { Value: FeelNumber number })
        {
            return minuses % 2 == 1 ? new LiteralNode(number.Negate()) : node;
        }

        // Two minuses cancel out, but the operand must still be one that has a negative.
        return minuses == 0 ? node : Checked(minuses % 2 == 1 ? new NegateNode(node) : new NegateNode(new NegateNode(node)));
    }

    private Node ParseInstanceOf()
    {
        var node = ParsePostfix();
        while (Current.IsWord("instance") && _tokens[_state.At + 1].IsWord("of"))
        {
            _state.At += 2;
            var start = Current.Start;
            var type = ParseType();
            node = Checked(new InstanceOfNode(node, type, _text[start.._tokens[_state.At - 1].End]));
        }

        return node;
    }

    private Node ParsePostfix()
    {
        var node = ParsePrimary();
        while (true)
        {
            Burn();
            if (Current.Is("."))
            {
                _state.At++;
                node = Checked(new PathNode(node, ParsePathName()));
            }
            else if (Current.Is("..."))
            {
                _state.At++;
                node = Checked(new DescendantsNode(node, ParsePathName()));
            }
            else if (Current.Is("[") && !_state.FilterForbidden)
            {
                _state.At++;
                node = Checked(new FilterNode(node, ParseWithLocals(["item"], ParseExpression)));
                ExpectSign("]");
            }
            else if (Current.Is("("))
            {
                _state.At++;
                node = ParseArguments(node);
            }
            else
            {
                return node;
            }
        }
    }

    private InvocationNode ParseArguments(Node target)
    {
        var values = new List<Node>();
        List<string>? names = null;
        if (!TakeSign(")"))
        {
            var named = NameBeforeColon() > 0;
            do
            {
                if (named)
                {
                    var length = NameBeforeColon();
                    if (length == 0)
                    {
                        throw Error("A named value was expected here.");
                    }

                    names ??= [];
                    names.Add(NameTable.Join(_tokens, _state.At, _state.At + length));
                    _state.At += length + 1;
                }

                values.Add(ParseExpression());
            }
            while (TakeSign(","));
            ExpectSign(")");
        }

        return Checked(new InvocationNode(target, values, names));
    }
}
