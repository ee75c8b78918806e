using System.Numerics;
using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>A variable with what it runs over: a list, a range, or all whole steps from one value to another.</summary>
internal sealed class Iterator(string name, Node domain, Node? end) : Node(domain, end)
{
    public string Name { get; } = name;

    public override FeelValue Evaluate(Scope scope, Evaluation run) => domain.Evaluate(scope, run);

    public override void Print(StringBuilder text)
    {
        text.Append(Name).Append(" in ");
        PrintPart(text, domain);
        if (end is not null)
        {
            text.Append("..");
            PrintPart(text, end);
        }
    }

    /// <summary>The values to run over; null when there are none to be had.</summary>
    public IEnumerable<FeelValue>? Domain(Scope scope, Evaluation run)
    {
        var first = domain.Evaluate(scope, run);
        if (end is not null)
        {
            return Steps(first, end.Evaluate(scope, run), run);
        }

        switch (first)
        {
            case FeelList list:
                return list.Items;
            case FeelRange { Start: not null, End: not null } range:
                return Inside(range, run);
            case FeelNull or FeelRange:
                run.Report($"A {first.TypeName} without both ends cannot be walked through.");
                return null;
            default:
                return [first];
        }
    }

    private static IEnumerable<FeelValue>? Inside(FeelRange range, Evaluation run) =>
        Steps(range.Start!, range.End!, run)?.Where(v => FeelOperators.Includes(range, v) == true);

    private static IEnumerable<FeelValue>? Steps(FeelValue from, FeelValue until, Evaluation run)
    {
        switch (from, until)
        {
            case (FeelNumber a, FeelNumber b) when a.IsInteger && b.IsInteger && a.Exponent < 40 && b.Exponent < 40:
                return Whole(a.FloorInteger(), b.FloorInteger(), n => FeelNumber.From(n, 0)!);
            case (FeelDate a, FeelDate b):
                return Whole(a.DayNumber, b.DayNumber, n => FeelDate.FromDayNumber((long)n)!);
            default:
                run.Report($"There are no steps from {from.TypeName} to {until.TypeName}.");
                return null;
        }
    }

    private static IEnumerable<FeelValue> Whole(BigInteger from, BigInteger until, Func<BigInteger, FeelValue> make)
    {
        var step = from <= until ? 1 : -1;
        for (var n = from; step > 0 ? n <= until : n >= until; n += step)
        {
            yield return make(n);
        }
    }
}

internal sealed class ForNode : Node
{
    private readonly IReadOnlyList<Iterator> _iterators;
    private readonly Node _body;

    public ForNode(IReadOnlyList<Iterator> iterators, Node body)
        : base([.. iterators, body])
    {
        _iterators = iterators;
        _body = body;
        Depth += iterators.Count;
    }

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var results = new GrowingList();
        return Walk(0, new PartialScope(results, scope), results, run) ? run.Bounded(results.SoFar()) : FeelNull.Value;
    }

    public override void Print(StringBuilder text)
    {
        text.Append("for ");
        PrintAll(text, _iterators);
        text.Append(" return ");
        _body.Print(text);
    }

    private bool Walk(int index, Scope scope, GrowingList results, Evaluation run)
    {
        if (index == _iterators.Count)
        {
            // A name may be looked up through the scopes of all variables.
            run.Spend(_body.Size + _iterators.Count);
            var value = _body.Evaluate(scope, run);
            results.Add(value);
            run.CheckCount(results.Count);
            return true;
        }

        var iterator = _iterators[index];
        if (iterator.Domain(scope, run) is not { } domain)
        {
            return false;
        }

        foreach (var item in domain)
        {
            run.Spend(1);
            if (!Walk(index + 1, new LocalScope(iterator.Name, item, scope), results, run))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>partial</c>: the results so far.</summary>
    private sealed class PartialScope(GrowingList results, Scope parent) : Scope(parent)
    {
        protected override bool TryGetHere(string name, out FeelValue value)
        {
            var asked = string.Equals(name, "partial", StringComparison.Ordinal);
            value = asked ? results.SoFar() : FeelNull.Value;
            return asked;
        }
    }
}

/// <summary><c>some</c> and <c>every</c>: one deciding round settles it, otherwise a round without boolean gives null.</summary>
internal sealed class QuantifierNode : Node
{
    private readonly bool _every;
    private readonly IReadOnlyList<Iterator> _iterators;
    private readonly Node _condition;

    public QuantifierNode(bool every, IReadOnlyList<Iterator> iterators, Node condition)
        : base([.. iterators, condition])
    {
        _every = every;
        _iterators = iterators;
        _condition = condition;
        Depth += iterators.Count;
    }

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var unknown = false;
        return Walk(0, scope, ref unknown, run) ? FeelBoolean.Of(!_every) : unknown ? FeelNull.Value : FeelBoolean.Of(_every);
    }

    public override void Print(StringBuilder text)
    {
        text.Append(_every ? "every " : "some ");
        PrintAll(text, _iterators);
        text.Append(" satisfies ");
        _condition.Print(text);
    }

    /// <summary>True once a round decides.</summary>
    private bool Walk(int index, Scope scope, ref bool unknown, Evaluation run)
    {
        if (index == _iterators.Count)
        {
            run.Spend(_condition.Size + _iterators.Count);
            var value = _condition.Evaluate(scope, run);
            unknown |= value is not FeelBoolean;
            return value is FeelBoolean verdict && verdict.Value != _every;
        }

        var iterator = _iterators[index];
        if (iterator.Domain(scope, run) is not { } domain)
        {
            unknown = true;
            return false;
        }

        foreach (var item in domain)
        {
            run.Spend(1);
            if (Walk(index + 1, new LocalScope(iterator.Name, item, scope), ref unknown, run))
            {
                return true;
            }
        }

        return false;
    }
}
