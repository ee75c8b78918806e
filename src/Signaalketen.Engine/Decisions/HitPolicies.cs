using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>What a table gives when several rules match (DMN 1.5, clause 8.2.10).</summary>
internal enum HitPolicy
{
    Unique,
    Any,
    Priority,
    First,
    RuleOrder,
    OutputOrder,
    Collect,
    CollectSum,
    CollectMin,
    CollectMax,
    CollectCount,
}

internal static class HitPolicies
{
    /// <summary>The policy as written, or by its letter; null when there is none of that name.</summary>
    public static HitPolicy? Read(string? name, string? aggregation) => (name, aggregation) switch
    {
        (null or "UNIQUE" or "U", null) => HitPolicy.Unique,
        ("ANY" or "A", null) => HitPolicy.Any,
        ("PRIORITY" or "P", null) => HitPolicy.Priority,
        ("FIRST" or "F", null) => HitPolicy.First,
        ("RULE ORDER" or "R", null) => HitPolicy.RuleOrder,
        ("OUTPUT ORDER" or "O", null) => HitPolicy.OutputOrder,
        ("COLLECT" or "C", null) => HitPolicy.Collect,
        ("COLLECT" or "C", "SUM") or ("C+", null) => HitPolicy.CollectSum,
        ("COLLECT" or "C", "MIN") or ("C<", null) => HitPolicy.CollectMin,
        ("COLLECT" or "C", "MAX") or ("C>", null) => HitPolicy.CollectMax,
        ("COLLECT" or "C", "COUNT") or ("C#", null) => HitPolicy.CollectCount,
        _ => null,
    };

    /// <summary>What no hit gives where no default is written: the policies that gather, an empty list or the count of one; the others null.</summary>
    public static FeelValue Nothing(HitPolicy policy) => policy switch
    {
        HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder => FeelList.Empty,
        HitPolicy.CollectCount => FeelNumber.Zero,
        _ => FeelNull.Value,
    };

    public static FeelValue Apply(HitPolicy policy, TableNode table, IReadOnlyList<TableRule> hits, Scope scope, Evaluation run)
    {
        if (policy == HitPolicy.Unique && hits.Count > 1)
            return run.Fail($"{hits.Count} rules of a table match where only one may.");
        List<IReadOnlyList<FeelValue>> rows = [.. hits.Select(hit => table.Values(hit, scope, run))];
        if (policy is HitPolicy.Priority or HitPolicy.OutputOrder)
            rows = [.. Ordered(table, rows, scope, run)];
        switch (policy)
        {
            case HitPolicy.Unique or HitPolicy.First or HitPolicy.Priority:
                return table.Compose(rows[0], run);
            case HitPolicy.Any:
                return rows.TrueForAll(row => row.SequenceEqual(rows[0])) ? table.Compose(rows[0], run) : run.Fail("Rules of a table match with different outputs where all must be the same.");
            case HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Collect:
                return run.List([.. rows.Select(row => table.Compose(row, run))]);
            case HitPolicy.CollectCount:
                return FeelNumber.From(rows.Count);
            default:
                var function = Builtins.Find(policy switch { HitPolicy.CollectSum => "sum", HitPolicy.CollectMin => "min", _ => "max" })!;
                return table.Compose([.. table.Outputs.Select((_, column) => function.Invoke([run.List([.. rows.Select(row => row[column])])], run))], run);
        }
    }

    /// <summary>By the place of each output among its values, the first column deciding before the next; equals stay in the order of the rules.</summary>
    private static IEnumerable<IReadOnlyList<FeelValue>> Ordered(TableNode table, IEnumerable<IReadOnlyList<FeelValue>> rows, Scope scope, Evaluation run)
    {
        var orders = table.Outputs.Select(output => output.Order?.Evaluate(scope, run) as FeelList ?? FeelList.Empty).ToArray();
        var sorted = rows.OrderBy(row => Place(orders[0], row[0]));
        for (var column = 1; column < orders.Length; column++)
        {
            var at = column;
            sorted = sorted.ThenBy(row => Place(orders[at], row[at]));
        }

        return sorted;
    }

    private static int Place(FeelList order, FeelValue value)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (FeelOperators.Matches(value, order[i]) == true)
                return i;
        }

        return int.MaxValue;
    }
}
