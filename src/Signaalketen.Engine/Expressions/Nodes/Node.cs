using System.Text;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Expressions;

/// <summary>A part of a parsed expression. <see cref="Depth"/> bounds the stack, <see cref="Size"/> the work of one round.</summary>
internal abstract class Node
{
    protected Node(params ReadOnlySpan<Node?> children)
    {
        var depth = 0;
        var size = 1;
        foreach (var child in children)
        {
            if (child is not null)
            {
                depth = Math.Max(depth, child.Depth);
                size += child.Size;
            }
        }

        Depth = depth + 1;
        Size = size;
    }

    public int Depth { get; protected init; }

    public int Size { get; }

    /// <summary>The type of every value this gives, as far as its form tells; null when it does not.</summary>
    public virtual FeelType? StaticType => null;

    public abstract FeelValue Evaluate(Scope scope, Evaluation run);

    /// <summary>Writes FEEL text that reads back to the same tree, given the same known names.</summary>
    /// <exception cref="NotSupportedException">The node was not read from FEEL text.</exception>
    public virtual void Print(StringBuilder text) => throw new NotSupportedException("This was not read from an expression.");

    /// <summary>Writes a part in brackets where another reading would be possible.</summary>
    protected static void PrintPart(StringBuilder text, Node part)
    {
        if (part is NameNode or ListNode or ContextNode or LiteralNode { Value: not FeelNumber { Sign: < 0 } })
        {
            part.Print(text);
            return;
        }

        text.Append('(');
        part.Print(text);
        text.Append(')');
    }

    protected static void PrintAll(StringBuilder text, IReadOnlyList<Node> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            parts[i].Print(text);
        }
    }
}

internal sealed class LiteralNode(FeelValue value) : Node
{
    public FeelValue Value { get; } = value;

    public override FeelType? StaticType => Value is FeelNull ? null : FeelType.Simple(Value.TypeName);

    public override FeelValue Evaluate(Scope scope, Evaluation run) => Value;

    public override void Print(StringBuilder text) => text.Append(FeelText.Write(Value));
}

/// <summary><c>@"…"</c> around what is no date, time or duration.</summary>
internal sealed class MistakenLiteralNode(string content) : Node
{
    public override FeelValue Evaluate(Scope scope, Evaluation run) => run.Fail($"'{TimeText.Shorten(content)}' is no date, time or duration.");

    public override void Print(StringBuilder text) => text.Append('@').Append(FeelText.Write(new FeelString(content)));
}

internal sealed class NameNode(string name) : Node
{
    private readonly FeelFunction? _builtIn = Builtins.Find(name);

    public string Name { get; } = name;

    public override FeelValue Evaluate(Scope scope, Evaluation run) => scope.TryGet(Name, out var value)
        ? value
        : _builtIn ?? run.Fail($"Nothing is known under the name '{Name}'.");

    public override void Print(StringBuilder text) => text.Append(Name);
}

internal sealed class ListNode(IReadOnlyList<Node> items) : Node([.. items])
{
    // A list of literals is the same each time.
    private readonly FeelList? _fixed = items.All(i => i is LiteralNode) ? new FeelList([.. items.Select(i => ((LiteralNode)i).Value)]) : null;

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        if (_fixed is not null)
        {
            return _fixed;
        }

        var values = new FeelValue[items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = items[i].Evaluate(scope, run);
        }

        return run.List(values);
    }

    public override void Print(StringBuilder text)
    {
        text.Append('[');
        PrintAll(text, items);
        text.Append(']');
    }
}

internal sealed class ContextNode(IReadOnlyList<KeyValuePair<string, Node>> entries, string? doubleKey) : Node([.. entries.Select(e => e.Value)])
{
    /// <summary>The keys as they are written.</summary>
    public IEnumerable<string> Keys => entries.Select(entry => entry.Key);

    public override FeelType? StaticType => new ContextFeelType(
        [.. entries.Select(e => new Parameter(e.Key, e.Value.StaticType ?? new UnknownFeelType(e.Key)))]);

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        if (doubleKey is not null)
        {
            return run.Fail($"The context has two entries '{doubleKey}'.");
        }

        var local = new EntryScope(scope);
        foreach (var (name, node) in entries)
        {
            local.Add(name, node.Evaluate(local, run));
        }

        return run.Bounded(new FeelContext(local.Entries));
    }

    public override void Print(StringBuilder text)
    {
        text.Append('{');
        for (var i = 0; i < entries.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(FeelText.Write(new FeelString(entries[i].Key))).Append(": ");
            entries[i].Value.Print(text);
        }

        text.Append('}');
    }
}

internal sealed class RangeNode(Node? start, Node? end, bool startIncluded, bool endIncluded) : Node(start, end)
{
    private static readonly PointFeelType Ends = new();

    /// <summary>Whether both ends are written as values, and an end that is left out is open.</summary>
    public bool IsLiteral => (start is null ? !startIncluded : IsLiteralEnd(start)) && (end is null ? !endIncluded : IsLiteralEnd(end));

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var from = start?.Evaluate(scope, run);
        var until = end?.Evaluate(scope, run);
        if (IsMissing(from, startIncluded) || IsMissing(until, endIncluded))
        {
            return run.Fail("An end of the range is null.");
        }

        if (!CanBeEnd(from) || !CanBeEnd(until))
        {
            return run.Fail($"A range cannot run from {from?.TypeName} to {until?.TypeName}.");
        }

        if (from is not (null or FeelNull) && until is not (null or FeelNull) && FeelOperators.Compare(from, until) is null)
        {
            return run.Fail($"A range cannot run from {from.TypeName} to {until.TypeName}.");
        }

        return new FeelRange(from, until, startIncluded, endIncluded);
    }

    public override void Print(StringBuilder text)
    {
        if (start is null || end is null)
        {
            text.Append('(').Append(start is null ? "<" : ">").Append(startIncluded || endIncluded ? "=" : "");
            PrintPart(text, (start ?? end)!);
            text.Append(')');
            return;
        }

        text.Append(startIncluded ? '[' : '(');
        PrintPart(text, start);
        text.Append("..");
        PrintPart(text, end);
        text.Append(endIncluded ? ']' : ')');
    }

    private static bool IsLiteralEnd(Node node) => node is LiteralNode
        || (node is InvocationNode { CalledName: "date" or "time" or "date and time" or "duration", Arguments.Count: > 0 } made && made.Arguments.All(IsLiteralEnd));

    /// <summary>
    /// Whether an end has no value: at an open bracket null is no end, as where it is left out; at a closed one, and behind a comparison, it is a value
    /// that is missing.
    /// </summary>
    private bool IsMissing(FeelValue? value, bool included) => value is FeelNull && (included || start is null || end is null);

    private static bool CanBeEnd(FeelValue? value) => value is null or FeelNull || Ends.Holds(value);
}

internal sealed class IfNode(Node condition, Node whenTrue, Node whenFalse) : Node(condition, whenTrue, whenFalse)
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var value = condition.Evaluate(scope, run);
        if (value is not (FeelBoolean or FeelNull))
        {
            run.Report($"The condition of 'if' is a {value.TypeName}, not a boolean.");
        }

        return ReferenceEquals(value, FeelBoolean.True) ? whenTrue.Evaluate(scope, run) : whenFalse.Evaluate(scope, run);
    }

    public override void Print(StringBuilder text)
    {
        text.Append("if ");
        condition.Print(text);
        text.Append(" then ");
        whenTrue.Print(text);
        text.Append(" else ");
        whenFalse.Print(text);
    }
}
