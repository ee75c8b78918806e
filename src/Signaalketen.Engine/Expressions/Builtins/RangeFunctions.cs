namespace Signaalketen.Engine.Expressions;

/// <summary>How points and ranges lie to each other (clause 10.3.4.6, table 78).</summary>
internal static class RangeFunctions
{
    private delegate bool Relation(FeelRange one, FeelRange two, Order order);

    public static IEnumerable<Builtin> All { get; } =
    [
        Of("before", Before, "pp", "pr", "rp", "rr"),
        Of("after", (a, b, order) => Before(b, a, order), "pp", "pr", "rp", "rr"),
        Of("meets", Meets, "rr"),
        Of("met by", (a, b, order) => Meets(b, a, order), "rr"),
        Of("overlaps", Overlaps, "rr"),
        Of("overlaps before", OverlapsBefore, "rr"),
        Of("overlaps after", (a, b, order) => OverlapsBefore(b, a, order), "rr"),
        Of("finishes", Finishes, "pr", "rr"),
        Of("finished by", (a, b, order) => Finishes(b, a, order), "rp", "rr"),
        Of("includes", Includes, "rp", "rr"),
        Of("during", (a, b, order) => Includes(b, a, order), "pr", "rr"),
        Of("starts", Starts, "pr", "rr"),
        Of("started by", (a, b, order) => Starts(b, a, order), "rp", "rr"),
        Of("coincides", (a, b, order) => order.Start(a, b) == 0 && order.End(a, b) == 0
            && a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded, "pp", "rr"),
    ];

    private static Builtin Of(string name, Relation relation, params string[] shapes) => new(name, [.. shapes.Select(s => Shape(s, relation))]);

    private static Form Shape(string shape, Relation relation)
    {
        var numbered = shape[0] == shape[1];
        string Slot(char kind, int index) => kind == 'p'
            ? $"point{(numbered ? index : "")}: point"
            : $"range{(numbered ? index : "")}: range";
        return new Form($"{Slot(shape[0], 1)}, {Slot(shape[1], 2)}", (a, run) =>
        {
            var order = new Order();
            var holds = relation(AsRange(a[0]), AsRange(a[1]), order);
            return order.Failed ? run.Fail($"A {a[0].TypeName} and a {a[1].TypeName} have no order.") : FeelBoolean.Of(holds);
        });
    }

    // A point is the range from itself to itself; every relation of table 78 between a point and a range is the one between two such ranges.
    private static FeelRange AsRange(FeelValue value) => value as FeelRange ?? new FeelRange(value, value, true, true);

    private static bool Before(FeelRange a, FeelRange b, Order order)
    {
        var gap = order.Of(a.End, 1, b.Start, -1);
        return gap < 0 || (gap == 0 && !(a.EndIncluded && b.StartIncluded));
    }

    private static bool Meets(FeelRange a, FeelRange b, Order order) =>
        order.Of(a.End, 1, b.Start, -1) == 0 && a.EndIncluded && b.StartIncluded;

    private static bool Overlaps(FeelRange a, FeelRange b, Order order) => !Before(a, b, order) & !Before(b, a, order);

    private static bool OverlapsBefore(FeelRange a, FeelRange b, Order order)
    {
        var start = order.Start(a, b);
        var end = order.End(a, b);
        return (start < 0 || (start == 0 && a.StartIncluded && !b.StartIncluded))
            && !Before(a, b, order)
            && (end < 0 || (end == 0 && (!a.EndIncluded || b.EndIncluded)));
    }

    private static bool Finishes(FeelRange a, FeelRange b, Order order)
    {
        var start = order.Start(a, b);
        return order.End(a, b) == 0 && a.EndIncluded == b.EndIncluded
            && (start > 0 || (start == 0 && (!a.StartIncluded || b.StartIncluded)));
    }

    private static bool Starts(FeelRange a, FeelRange b, Order order)
    {
        var end = order.End(a, b);
        return order.Start(a, b) == 0 && a.StartIncluded == b.StartIncluded
            && (end < 0 || (end == 0 && (!a.EndIncluded || b.EndIncluded)));
    }

    private static bool Includes(FeelRange a, FeelRange b, Order order)
    {
        var start = order.Start(a, b);
        var end = order.End(a, b);
        return (start < 0 || (start == 0 && (a.StartIncluded || !b.StartIncluded)))
            && (end > 0 || (end == 0 && (a.EndIncluded || !b.EndIncluded)));
    }

    /// <summary>Compares ends, an absent one being infinite; notes when two ends have no order.</summary>
    private sealed class Order
    {
        public bool Failed { get; private set; }

        public int Start(FeelRange a, FeelRange b) => Of(a.Start, -1, b.Start, -1);

        public int End(FeelRange a, FeelRange b) => Of(a.End, 1, b.End, 1);

        public int Of(FeelValue? one, int oneInfinity, FeelValue? two, int twoInfinity)
        {
            if (one is null || two is null)
            {
                return (one is null ? oneInfinity : 0).CompareTo(two is null ? twoInfinity : 0);
            }

            if (FeelOperators.Compare(one, two) is { } order)
            {
                return order;
            }

            Failed = true;
            return 0;
        }
    }
}
