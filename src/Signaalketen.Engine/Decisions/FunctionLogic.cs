using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>A parameter with what its values must be.</summary>
internal sealed record TypedParameter(string Name, ItemType Type);

/// <summary>A function that a decision model defines. A value that is not of its parameter's type comes in as null (DMN 1.5, clause 10.3.2.9.4).</summary>
internal sealed class FunctionLogic(IReadOnlyList<TypedParameter> parameters, Node body, ItemType result)
{
    public Node Body => body;

    public FeelFunction Function(Scope home, string name) => new(name, [.. parameters.Select(parameter => parameter.Name)], new Closure(this, home, name));

    private FeelValue Invoke(IReadOnlyList<FeelValue> arguments, Scope home, string name, Evaluation run)
    {
        var scope = home;
        for (var i = 0; i < arguments.Count; i++)
            scope = new LocalScope(parameters[i].Name, parameters[i].Type.Take(arguments[i], parameters[i].Name, run), scope);
        run.Spend(body.Size);
        run.Enter(body.Depth + 1);
        var value = result.Take(body.Evaluate(scope, run), name, run);
        run.Leave(body.Depth + 1);
        return value;
    }

    private sealed class Closure(FunctionLogic logic, Scope home, string name) : IFunctionBody
    {
        public FeelType? Type { get; } = FeelType.FunctionOf([.. logic.Parameters.Select(parameter => parameter.Type.Feel)], logic.Result.Feel);

        public FeelValue Invoke(FeelFunction function, IReadOnlyList<FeelValue> arguments, IReadOnlyList<string>? names, Evaluation run) =>
            FunctionBodies.Order(function, arguments, names, run) is { } ordered ? logic.Invoke(ordered, home, name, run) : FeelNull.Value;

        public bool SameAs(IFunctionBody other) => ReferenceEquals(this, other);
    }

    private IReadOnlyList<TypedParameter> Parameters => parameters;

    private ItemType Result => result;
}
