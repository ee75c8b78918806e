using System.Text;

namespace Signaalketen.Engine.Expressions;

internal sealed class PathNode(Node target, string name) : Node(target)
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var value = target.Evaluate(scope, run);
        if (value is not FeelList list)
        {
            return Get(value, run);
        }

        run.Spend(list.Count);
        var found = new FeelValue[list.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Get(list[i], run);
        }

        return run.List(found);
    }

    public override void Print(StringBuilder text)
    {
        PrintPart(text, target);
        text.Append('.').Append(name);
    }

    private FeelValue Get(FeelValue value, Evaluation run)
    {
        if (value is FeelContext context)
        {
            return context.TryGet(name, out var entry) ? entry : run.Fail($"The context has no entry '{name}'.");
        }

        return FeelProperties.Get(value, name) ?? run.Fail($"A {value.TypeName} has no property '{name}'.");
    }
}

/// <summary><c>value...name</c>: every entry of that name at any depth, outermost first, without those that are null. Not in DMN 1.5, but in its kit.</summary>
internal sealed class DescendantsNode(Node target, string name) : Node(target)
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var found = new List<FeelValue>();
        Collect(target.Evaluate(scope, run), found, run);
        return run.List(found);
    }

    public override void Print(StringBuilder text)
    {
        PrintPart(text, target);
        text.Append("...").Append(name);
    }

    // Values are never nested deeper than the limit, so this may call itself.
    private void Collect(FeelValue value, List<FeelValue> found, Evaluation run)
    {
        run.Spend(1);
        switch (value)
        {
            case FeelList list:
                foreach (var item in list)
                {
                    Collect(item, found, run);
                }

                break;
            case FeelContext context:
                foreach (var (key, entry) in context.Entries)
                {
                    if (entry is not FeelNull && string.Equals(key, name, StringComparison.Ordinal))
                    {
                        found.Add(entry);
                    }

                    Collect(entry, found, run);
                }

                break;
        }
    }
}

/// <summary><c>list[position]</c> or <c>list[condition]</c>; a single value counts as a list of one.</summary>
internal sealed class FilterNode(Node target, Node filter) : Node(target, filter)
{
    private readonly bool _isPosition = filter is LiteralNode { Value: FeelNumber };

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var value = target.Evaluate(scope, run);
        var items = value switch { FeelList list => list.Items, FeelNull => [], _ => [value] };
        if (_isPosition)
        {
            return At(items, filter.Evaluate(scope, run), run);
        }

        var kept = new List<FeelValue>();
        for (var i = 0; i < items.Count; i++)
        {
            run.Spend(filter.Size);
            var verdict = filter.Evaluate(new ItemScope(items[i], scope), run);
            if (i == 0 && verdict is FeelNumber)
            {
                return At(items, verdict, run);
            }

            if (ReferenceEquals(verdict, FeelBoolean.True))
            {
                kept.Add(items[i]);
            }
            else if (verdict is not (FeelBoolean or FeelNull))
            {
                return run.Fail($"A filter gives a boolean or a position, not a {verdict.TypeName}.");
            }
        }

        return value is FeelNull ? FeelNull.Value : run.List(kept);
    }

    public override void Print(StringBuilder text)
    {
        PrintPart(text, target);
        text.Append('[');
        filter.Print(text);
        text.Append(']');
    }

    private static FeelValue At(IReadOnlyList<FeelValue> items, FeelValue position, Evaluation run)
    {
        if (position is FeelNumber number && number.TryToInt32(out var at))
        {
            var index = at > 0 ? at - 1 : items.Count + at;
            if (at != 0 && index >= 0 && index < items.Count)
            {
                return items[index];
            }
        }

        return run.Fail($"The list of {items.Count} has no position {FeelText.Write(position)}.");
    }
}
