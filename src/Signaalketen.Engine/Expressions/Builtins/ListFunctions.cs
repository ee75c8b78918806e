namespace Signaalketen.Engine.Expressions;

/// <summary>Functions from lists to lists (clause 10.3.4.4). Positions start at 1; a negative one counts from the end.</summary>
internal static class ListFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        new("list contains", "list: list, element: any", (a, run) => FeelBoolean.Of(IndexOf(Items(a[0]), a[1], 0, run) >= 0)),
        new("sublist", "list: list, start position: number, length?: number?", Sublist),
        new("append", "list: list, item...: any", (a, run) => run.List([.. Items(a[0]), .. a[1..]])),
        new("concatenate", "list...: list", (a, run) => run.List([.. a.SelectMany(Items)])),
        new("insert before", "list: list, position: number, newItem: any", (a, run) => At(a, run, (items, at) => items.Insert(at, a[2]))),
        new("remove", "list: list, position: number", (a, run) => At(a, run, (items, at) => items.RemoveAt(at))),
        new(
            "list replace",
            new Form("list: list, position: number, newItem: any", (a, run) => At(a, run, (items, at) => items[at] = a[2])),
            new Form("list: list, match: function, newItem: any", ReplaceMatching)),
        new("reverse", "list: list", (a, run) => run.List([.. Items(a[0]).Reverse()])),
        new("index of", "list: list, match: any", IndicesOf),
        new("union", "list...: list", (a, run) => Distinct([.. a.SelectMany(Items)], run)),
        new("distinct values", "list: list", (a, run) => Distinct(Items(a[0]), run)),
        new("flatten", "list: list", (a, run) =>
        {
            var flat = new List<FeelValue>();
            Flatten((FeelList)a[0], flat, run);
            return run.List(flat);
        }),
        new(
            "sort",
            new Form("list: list, precedes: function", (a, run) => Sort(Items(a[0]), run, (x, y) => ((FeelFunction)a[1]).Invoke([x, y], run))),
            new Form("list: list", (a, run) => Sort(Items(a[0]), run, (x, y) => FeelOperators.Compare(x, y) is { } order
                ? FeelBoolean.Of(order < 0)
                : run.Fail($"A {x.TypeName} and a {y.TypeName} have no order.")))),
    ];

    private static IReadOnlyList<FeelValue> Items(FeelValue list) => ((FeelList)list).Items;

    private static int IndexOf(IReadOnlyList<FeelValue> items, FeelValue wanted, int from, Evaluation run)
    {
        for (var i = from; i < items.Count; i++)
        {
            run.Spend(2 + (Math.Min(items[i].Weight, wanted.Weight) / 8));
            if (FeelOperators.AreEqual(items[i], wanted) == true)
            {
                return i;
            }
        }

        return -1;
    }

    private static FeelList IndicesOf(FeelValue[] a, Evaluation run)
    {
        var found = new List<FeelValue>();
        for (var at = IndexOf(Items(a[0]), a[1], 0, run); at >= 0; at = IndexOf(Items(a[0]), a[1], at + 1, run))
        {
            found.Add(FeelNumber.From(at + 1));
        }

        return run.List(found);
    }

    /// <summary>The zero-based index of a position in a list; −1 outside it.</summary>
    private static int Index(FeelValue position, int count)
    {
        if (!((FeelNumber)position).TryToInt32(out var at) || at == 0)
        {
            return -1;
        }

        var index = at > 0 ? at - 1L : count + (long)at;
        return index >= 0 && index < count ? (int)index : -1;
    }

    private static FeelValue At(FeelValue[] a, Evaluation run, Action<List<FeelValue>, int> change)
    {
        var items = new List<FeelValue>(Items(a[0]));
        var at = Index(a[1], items.Count);
        if (at < 0)
        {
            return run.Fail($"The list of {items.Count} has no position {FeelText.Write(a[1])}.");
        }

        change(items, at);
        return run.List(items);
    }

    private static FeelValue Sublist(FeelValue[] a, Evaluation run)
    {
        var items = Items(a[0]);
        var from = Index(a[1], items.Count);
        var count = items.Count - from;
        if (from < 0 || (a[2] is FeelNumber length && (!length.TryToInt32(out count) || count < 0 || count > items.Count - from)))
        {
            return run.Fail("'sublist' reaches outside the list.");
        }

        return run.List([.. items.Skip(from).Take(count)]);
    }

    private static FeelValue ReplaceMatching(FeelValue[] a, Evaluation run)
    {
        var match = (FeelFunction)a[1];
        var items = new List<FeelValue>(Items(a[0]));
        for (var i = 0; i < items.Count; i++)
        {
            if (match.Invoke([items[i], a[2]], run) is not FeelBoolean verdict)
            {
                return run.Fail("The match of 'list replace' gives a boolean.");
            }

            items[i] = verdict.Value ? a[2] : items[i];
        }

        return run.List(items);
    }

    private static FeelList Distinct(IReadOnlyList<FeelValue> items, Evaluation run)
    {
        run.Spend(items.Count * 4L);
        var kept = new List<FeelValue>();
        // Where structural and FEEL equality are the same, a set finds doubles at once.
        var seen = items.All(i => i is FeelNumber or FeelString or FeelBoolean or FeelNull or FeelDate) ? new HashSet<FeelValue>() : null;
        foreach (var item in items)
        {
            if (seen is not null ? seen.Add(item) : IndexOf(kept, item, 0, run) < 0)
            {
                kept.Add(item);
            }
        }

        return run.List(kept);
    }

    // Values are never nested deeper than the limit, so this may call itself.
    private static void Flatten(FeelList list, List<FeelValue> flat, Evaluation run)
    {
        run.Spend(list.Count);
        foreach (var item in list)
        {
            if (item is FeelList inner)
            {
                Flatten(inner, flat, run);
            }
            else
            {
                flat.Add(item);
            }
        }

        run.CheckCount(flat.Count);
    }

    /// <summary>Merge sort from below: stable, no recursion, and it ends whatever the comparison answers.</summary>
    private static FeelValue Sort(IReadOnlyList<FeelValue> items, Evaluation run, Func<FeelValue, FeelValue, FeelValue> precedes)
    {
        var from = items.ToArray();
        var to = new FeelValue[from.Length];
        for (var width = 1; width < from.Length; width *= 2)
        {
            for (var start = 0; start < from.Length; start += 2 * width)
            {
                var (left, right) = (start, Math.Min(start + width, from.Length));
                var (leftEnd, rightEnd) = (right, Math.Min(start + (2 * width), from.Length));
                for (var i = start; i < rightEnd; i++)
                {
                    var takeRight = left >= leftEnd;
                    if (left < leftEnd && right < rightEnd)
                    {
                        run.Spend(1);
                        if (precedes(from[right], from[left]) is not FeelBoolean verdict)
                        {
                            return run.Fail("The order of 'sort' gives a boolean.");
                        }

                        takeRight = verdict.Value;
                    }

                    to[i] = takeRight ? from[right++] : from[left++];
                }
            }

            (from, to) = (to, from);
        }

        return run.List(from);
    }
}
