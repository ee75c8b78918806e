using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>Calls a decision service as a function (DMN 1.5, clause 10.4): its inputs are all that its decisions learn from outside.</summary>
internal sealed class ServiceBody : IFunctionBody
{
    // A call goes through the whole of a graph again, which is deeper than the trees of its expressions tell.
    private const int CallDepth = 8;

    private readonly Service service;

    private ServiceBody(Service service) => this.service = service;

    public static FeelFunction FunctionOf(Service service) => new(service.Name, [.. service.Inputs.Select(input => Known(service, input))], new ServiceBody(service));

    public FeelValue Invoke(FeelFunction function, IReadOnlyList<FeelValue> arguments, IReadOnlyList<string>? names, Evaluation run)
    {
        if (FunctionBodies.Order(function, arguments, names, run) is not { } ordered)
            return FeelNull.Value;
        run.Enter(CallDepth);
        var value = Evaluate(service, ordered, run);
        run.Leave(CallDepth);
        return value;
    }

    public bool SameAs(IFunctionBody other) => ReferenceEquals(this, other);

    /// <summary>The name of a parameter: what comes from another file stands under its alias.</summary>
    private static string Known(Service service, DrgElement input) =>
        ReferenceEquals(input.File, service.File) ? input.Name : $"{service.File.AliasOf(input.File)}.{input.Name}";

    /// <summary>The value of the one output decision, or a context with one entry for each.</summary>
    public static FeelValue Evaluate(Service service, IReadOnlyList<FeelValue> arguments, Evaluation run)
    {
        var drg = new DrgRun(run, _ => FeelNull.Value);
        for (var i = 0; i < arguments.Count; i++)
            drg.Give(service.Inputs[i], Taken(service, service.Inputs[i], arguments[i], run));
        var value = service.Outputs is [var only]
            ? drg.ValueOf(only)
            : run.Bounded(new FeelContext(service.Outputs.Select(output => KeyValuePair.Create(output.Name, drg.ValueOf(output)))));
        return (service.Type.Result ?? service.Type).Take(value, service.Name, run);
    }

    /// <summary>What comes in for an input must be what its own type says, and what the type of the service says of that parameter.</summary>
    private static FeelValue Taken(Service service, DrgElement input, FeelValue argument, Evaluation run)
    {
        var value = input.Type.Take(argument, input.Name, run);
        return service.Type.Parameters.TryGetValue(input.Name, out var type) ? type.Take(value, input.Name, run) : value;
    }
}
