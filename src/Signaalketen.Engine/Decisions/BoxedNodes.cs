using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>What cannot be evaluated: null with the reason, each time it is asked.</summary>
internal sealed class FailNode(string reason) : Node
{
    public override FeelValue Evaluate(Scope scope, Evaluation run) => run.Fail(reason);
}

/// <summary>An expression whose <c>typeRef</c> says what its value must be.</summary>
internal sealed class TypedNode(Node inner, ItemType type, string what) : Node(inner)
{
    public override FeelValue Evaluate(Scope scope, Evaluation run) => type.Take(inner.Evaluate(scope, run), what, run);
}

/// <summary>A boxed context (DMN 1.5, clause 10.2.1.4): its entries, or its result entry when it has one.</summary>
internal sealed class BoxedContextNode(IReadOnlyList<(string Name, Node Node)> entries, Node? result) : Node([.. entries.Select(entry => entry.Node), result])
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var local = new EntryScope(scope);
        foreach (var (name, node) in entries)
            local.Add(name, node.Evaluate(local, run));
        return result is null ? run.Bounded(new FeelContext(local.Entries)) : result.Evaluate(local, run);
    }
}

/// <summary>A boxed relation (clause 10.2.1.6): a list of contexts with the same keys.</summary>
internal sealed class RelationNode(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Node>> rows) : Node([.. rows.SelectMany(row => row)])
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var found = new FeelValue[rows.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var row = rows[i];
            found[i] = run.Bounded(new FeelContext(columns.Select((name, column) => KeyValuePair.Create(name, row[column].Evaluate(scope, run)))));
        }

        return run.List(found);
    }
}

/// <summary>A boxed invocation (clause 10.2.1.3): values are bound to parameters by name.</summary>
internal sealed class BoxedInvocationNode(Node called, IReadOnlyList<string> names, IReadOnlyList<Node> values) : Node([called, .. values])
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var target = called.Evaluate(scope, run);
        if (target is not FeelFunction function)
            return run.Fail($"A {target.TypeName} cannot be called.");
        FeelValue[] arguments = [.. values.Select(value => value.Evaluate(scope, run))];
        return function.Invoke(arguments, names, run);
    }
}

/// <summary>A boxed function definition (clause 10.2.1.7): it keeps what it sees where it is written.</summary>
internal sealed class BoxedFunctionNode(FunctionLogic logic, string name) : Node(logic.Body)
{
    public override FeelValue Evaluate(Scope scope, Evaluation run) => logic.Function(scope, name);
}
