namespace Signaalketen.Engine.Expressions;

/// <summary>One value out of a list (clause 10.3.4.4). Each takes a list, or its items one by one.</summary>
internal static class AggregateFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        new("count", "list: list", (a, _) => FeelNumber.From(((FeelList)a[0]).Count)),
        Of("min", (items, run) => Extreme(items, -1, run)),
        Of("max", (items, run) => Extreme(items, 1, run)),
        Of("sum", Sum),
        Of("mean", (items, run) => Sum(items, run) is { } sum and not FeelNull
            ? FeelArithmetic.Apply('/', sum, FeelNumber.From(items.Count), run)
            : FeelNull.Value),
        Of("median", (items, run) => Numbers(items, run) is { Count: > 0 } numbers ? Median(numbers, run) : FeelNull.Value),
        Of("product", (items, run) => Numbers(items, run) is { Count: > 0 } numbers
            ? numbers.Aggregate((FeelValue)FeelNumber.One, (left, right) => left is FeelNumber ? FeelArithmetic.Apply('*', left, right, run) : left)
            : FeelNull.Value),
        Of("stddev", StandardDeviation),
        Of("mode", Mode),
        Of("all", (items, run) => Quantify(items, deciding: false, run)),
        Of("any", (items, run) => Quantify(items, deciding: true, run)),
    ];

    private static Builtin Of(string name, Func<IReadOnlyList<FeelValue>, Evaluation, FeelValue> code) => new(
        name,
        new Form("list: list", (a, run) => code(((FeelList)a[0]).Items, run)),
        new Form("item...: any", (a, run) => a is [FeelNull] ? run.Fail($"'{name}' takes a list, not null.") : code(a, run)));

    private static FeelValue Extreme(IReadOnlyList<FeelValue> items, int direction, Evaluation run)
    {
        if (items.Count == 0)
        {
            return FeelNull.Value;
        }

        var best = items[0];
        foreach (var item in items)
        {
            if (FeelOperators.Compare(item, best) is not { } order)
            {
                return run.Fail($"A {item.TypeName} and a {best.TypeName} have no order.");
            }

            best = order * direction > 0 ? item : best;
        }

        return best;
    }

    private static FeelValue Sum(IReadOnlyList<FeelValue> items, Evaluation run)
    {
        if (items.Count == 0)
        {
            return FeelNull.Value;
        }

        run.Spend(items.Count * 4L);
        var sum = items[0];
        if (sum is not (FeelNumber or FeelDaysAndTimeDuration or FeelYearsAndMonthsDuration))
        {
            return run.Fail($"A {sum.TypeName} cannot be added up.");
        }

        for (var i = 1; i < items.Count; i++)
        {
            if (items[i].GetType() != sum.GetType())
            {
                return run.Fail($"A {items[i].TypeName} cannot be added to a {sum.TypeName}.");
            }

            sum = FeelArithmetic.Apply('+', sum, items[i], run);
        }

        return sum;
    }

    private static List<FeelNumber>? Numbers(IReadOnlyList<FeelValue> items, Evaluation run)
    {
        // They are sorted, multiplied or squared next.
        run.Spend(items.Count * 8L);
        var numbers = new List<FeelNumber>(items.Count);
        foreach (var item in items)
        {
            if (item is not FeelNumber number)
            {
                run.Report($"A list of numbers has a {item.TypeName}.");
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static FeelValue Median(List<FeelNumber> numbers, Evaluation run)
    {
        numbers.Sort((x, y) => x.CompareTo(y));
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1
            ? numbers[middle]
            : FeelArithmetic.Apply('/', FeelArithmetic.Apply('+', numbers[middle - 1], numbers[middle], run), FeelNumber.From(2), run);
    }

    /// <summary>The deviation of a sample: divided by one less than the number of items.</summary>
    private static FeelValue StandardDeviation(IReadOnlyList<FeelValue> items, Evaluation run)
    {
        if (Numbers(items, run) is not { Count: > 1 } numbers)
        {
            return run.Fail("'stddev' takes at least two numbers.");
        }

        var mean = FeelArithmetic.Apply('/', Sum(items, run), FeelNumber.From(items.Count), run);
        FeelValue squares = FeelNumber.Zero;
        foreach (var number in numbers)
        {
            var difference = FeelArithmetic.Apply('-', number, mean, run);
            squares = FeelArithmetic.Apply('+', squares, FeelArithmetic.Apply('*', difference, difference, run), run);
        }

        var variance = FeelArithmetic.Apply('/', squares, FeelNumber.From(items.Count - 1), run);
        return (variance as FeelNumber)?.SquareRoot() ?? (FeelValue)FeelNull.Value;
    }

    private static FeelValue Mode(IReadOnlyList<FeelValue> items, Evaluation run)
    {
        if (Numbers(items, run) is not { } numbers)
        {
            return FeelNull.Value;
        }

        numbers.Sort((x, y) => x.CompareTo(y));
        var modes = new List<FeelValue>();
        var most = 0;
        for (var i = 0; i < numbers.Count;)
        {
            var end = i;
            while (end < numbers.Count && numbers[end].Equals(numbers[i]))
            {
                end++;
            }

            if (end - i > most)
            {
                modes.Clear();
                most = end - i;
            }

            if (end - i == most)
            {
                modes.Add(numbers[i]);
            }

            i = end;
        }

        return run.List(modes);
    }

    private static FeelValue Quantify(IReadOnlyList<FeelValue> items, bool deciding, Evaluation run)
    {
        var unknown = false;
        foreach (var item in items)
        {
            if (item is FeelBoolean value && value.Value == deciding)
            {
                return value;
            }

            unknown |= item is not FeelBoolean;
        }

        return unknown ? run.Fail("The list has more than booleans in it.") : FeelBoolean.Of(!deciding);
    }
}
