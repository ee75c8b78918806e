using System.Text;

namespace Signaalketen.Engine.Expressions;

internal sealed class InvocationNode(Node target, IReadOnlyList<Node> arguments, IReadOnlyList<string>? names) : Node([target, .. arguments])
{
    /// <summary>The name of the function, when it is called by name.</summary>
    public string? CalledName => (target as NameNode)?.Name;

    public IReadOnlyList<Node> Arguments => arguments;

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var called = target.Evaluate(scope, run);
        if (called is FeelList { Count: 1 } single)
        {
            called = single[0];
        }

        if (called is not FeelFunction function)
        {
            return run.Fail($"A {called.TypeName} cannot be called.");
        }

        var values = new FeelValue[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(scope, run);
        }

        return names is null ? function.Invoke(values, run) : function.Invoke(values, names, run);
    }

    public override void Print(StringBuilder text)
    {
        PrintPart(text, target);
        text.Append('(');
        for (var i = 0; i < arguments.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(names is null ? "" : names[i] + ": ");
            arguments[i].Print(text);
        }

        text.Append(')');
    }
}

internal sealed record Parameter(string Name, FeelType Type);

/// <summary><c>function(a: number, b) …</c>; it keeps what it sees where it is written.</summary>
internal sealed class FunctionNode(string text, IReadOnlyList<Parameter> parameters, Node? body, bool isClosed) : Node(body)
{
    private readonly string[] _names = [.. parameters.Select(p => p.Name)];
    private readonly FunctionFeelType _type = new([.. parameters.Select(p => p.Type)], body?.StaticType);

    public override FeelType? StaticType => _type;

    public override FeelValue Evaluate(Scope scope, Evaluation run) =>
        new FeelFunction(text, _names, new WrittenBody(parameters, body, isClosed ? EmptyScope.Instance : scope, _type));

    public override void Print(StringBuilder written) => written.Append(text);

    private sealed class WrittenBody(IReadOnlyList<Parameter> parameters, Node? body, Scope home, FeelType type) : IFunctionBody
    {
        public FeelType? Type => type;

        public FeelValue Invoke(FeelFunction function, IReadOnlyList<FeelValue> arguments, IReadOnlyList<string>? names, Evaluation run)
        {
            if (body is null)
            {
                return run.Fail("A function outside FEEL is not supported.");
            }

            if (FunctionBodies.Order(function, arguments, names, run) is not { } ordered)
            {
                return FeelNull.Value;
            }

            var scope = home;
            for (var i = 0; i < ordered.Count; i++)
            {
                // What is not of the type of its parameter, or not one of its allowed values, comes in as null (clause 10.3.2.9.4).
                if (!ReferenceEquals(parameters[i].Type, FeelType.Any))
                {
                    run.Spend(ordered[i].Weight);
                }

                var value = parameters[i].Type.Coerce(ordered[i]) ?? run.Fail($"'{parameters[i].Name}' cannot be a {ordered[i].TypeName}; it is null.");
                scope = new LocalScope(parameters[i].Name, value, scope);
            }

            run.Spend(body.Size);
            run.Enter(body.Depth + 1);
            var result = body.Evaluate(scope, run);
            run.Leave(body.Depth + 1);
            return result;
        }

        public bool SameAs(IFunctionBody other) => other is WrittenBody written && written.Home == home;

        private Scope Home => home;
    }
}
