namespace Signaalketen.Engine.Expressions;

/// <summary>Functions over contexts (clause 10.3.4.9).</summary>
internal static class ContextFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        new(
            "get value",
            new Form("m: context, key: string", (a, run) => Get(a[0], [a[1]], run)),
            new Form("m: context, key: list", (a, run) => Get(a[0], ((FeelList)a[1]).Items, run))),
        new("get entries", "m: context", (a, run) => run.List(
            [.. ((FeelContext)a[0]).Entries.Select(e => new FeelContext([new("key", new FeelString(e.Key)), new("value", e.Value)]))])),
        new("context", "entries: list", Build),
        new(
            "context put",
            new Form("context: context, key: string, value: any", (a, run) => Put((FeelContext)a[0], [a[1]], a[2], run)),
            new Form("context: context, keys: list, value: any", (a, run) => Put((FeelContext)a[0], ((FeelList)a[1]).Items, a[2], run))),
        new("context merge", "contexts: list", Merge),
    ];

    private static FeelValue Get(FeelValue value, IReadOnlyList<FeelValue> keys, Evaluation run)
    {
        if (keys.Count == 0)
        {
            return run.Fail("'get value' takes at least one key.");
        }

        foreach (var key in keys)
        {
            if (value is not FeelContext context || key is not FeelString name || !context.TryGet(name.Value, out value))
            {
                return FeelNull.Value;
            }
        }

        return value;
    }

    private static FeelValue Build(FeelValue[] a, Evaluation run)
    {
        var entries = new List<KeyValuePair<string, FeelValue>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in (FeelList)a[0])
        {
            if (item is not FeelContext entry || !entry.TryGet("key", out var key) || key is not FeelString name || !entry.TryGet("value", out var value))
            {
                return run.Fail("'context' takes entries with a key and a value.");
            }

            if (!seen.Add(name.Value))
            {
                return run.Fail($"'context' has two entries '{name.Value}'.");
            }

            entries.Add(new(name.Value, value));
        }

        return run.Bounded(new FeelContext(entries));
    }

    private static FeelValue Put(FeelContext context, IReadOnlyList<FeelValue> keys, FeelValue value, Evaluation run)
    {
        if (keys.Count == 0 || keys.Count > run.Limits.MaxNesting || !keys.All(k => k is FeelString))
        {
            return run.Fail("'context put' takes one or more keys that are strings.");
        }

        // From the outside in along the path, then back out with the new value.
        var path = new List<FeelContext> { context };
        for (var i = 0; i < keys.Count - 1; i++)
        {
            if (!path[i].TryGet(((FeelString)keys[i]).Value, out var inner) || inner is not FeelContext next)
            {
                return run.Fail("'context put' found no context along its keys.");
            }

            path.Add(next);
        }

        for (var i = keys.Count - 1; i >= 0; i--)
        {
            value = run.Bounded(path[i].With(((FeelString)keys[i]).Value, value));
        }

        return value;
    }

    private static FeelValue Merge(FeelValue[] a, Evaluation run)
    {
        var entries = new List<KeyValuePair<string, FeelValue>>();
        foreach (var item in (FeelList)a[0])
        {
            if (item is not FeelContext context)
            {
                return run.Fail($"'context merge' takes contexts, not a {item.TypeName}.");
            }

            entries.AddRange(context.Entries);
        }

        return run.Bounded(new FeelContext(entries));
    }
}
