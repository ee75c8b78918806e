namespace Signaalketen.Engine.Expressions;

/// <summary>Something that can be called: built in, written in FEEL, or given by the host.</summary>
public sealed class FeelFunction : FeelValue
{
    private readonly IFunctionBody _body;

    internal FeelFunction(string text, IReadOnlyList<string> parameters, IFunctionBody body)
    {
        Text = text;
        Parameters = parameters;
        _body = body;
    }

    public override string TypeName => "function";

    /// <summary>FEEL text of the function: its name when it is built in, otherwise its definition. What the definition
    /// took from its surroundings is not in it.</summary>
    public string Text { get; }

    public IReadOnlyList<string> Parameters { get; }

    internal IFunctionBody Body => _body;

    /// <summary>A function of the host, such as a business knowledge model. It must be pure and bounded.</summary>
    public static FeelFunction FromHost(string text, IReadOnlyList<string> parameters, Func<IReadOnlyList<FeelValue>, FeelEnvironment, FeelValue> body) =>
        new(text, parameters, new HostBody(body));

    /// <summary>Calls with positional arguments.</summary>
    internal FeelValue Invoke(IReadOnlyList<FeelValue> arguments, Evaluation run) => _body.Invoke(this, arguments, null, run);

    /// <summary>Calls with named arguments.</summary>
    internal FeelValue Invoke(IReadOnlyList<FeelValue> arguments, IReadOnlyList<string> names, Evaluation run) =>
        _body.Invoke(this, arguments, names, run);

    public override bool Equals(FeelValue? other) => other is FeelFunction function
        && (ReferenceEquals(this, other) || (string.Equals(Text, function.Text, StringComparison.Ordinal) && _body.SameAs(function._body)));

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private sealed class HostBody(Func<IReadOnlyList<FeelValue>, FeelEnvironment, FeelValue> body) : IFunctionBody
    {
        public FeelValue Invoke(FeelFunction function, IReadOnlyList<FeelValue> arguments, IReadOnlyList<string>? names, Evaluation run)
        {
            run.Spend(10);
            if (FunctionBodies.Order(function, arguments, names, run) is not { } ordered)
            {
                return FeelNull.Value;
            }

            return run.Bounded(body(ordered, run.Environment));
        }

        public bool SameAs(IFunctionBody other) => ReferenceEquals(this, other);
    }
}

internal interface IFunctionBody
{
    FeelValue Invoke(FeelFunction function, IReadOnlyList<FeelValue> arguments, IReadOnlyList<string>? names, Evaluation run);

    /// <summary>The type of the function, when its parameters have one.</summary>
    FeelType? Type => null;

    bool SameAs(IFunctionBody other);
}

internal static class FunctionBodies
{
    /// <summary>Arguments in the order of the parameters; null when they do not fit.</summary>
    public static IReadOnlyList<FeelValue>? Order(FeelFunction function, IReadOnlyList<FeelValue> arguments, IReadOnlyList<string>? names, Evaluation run)
    {
        if (arguments.Count != function.Parameters.Count)
        {
            run.Report($"The function takes {function.Parameters.Count} values, not {arguments.Count}.");
            return null;
        }

        if (names is null)
        {
            return arguments;
        }

        var ordered = new FeelValue?[arguments.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var at = IndexOf(function.Parameters, names[i]);
            if (at < 0 || ordered[at] is not null)
            {
                run.Report($"The function has no place for '{names[i]}'.");
                return null;
            }

            ordered[at] = arguments[i];
        }

        return ordered!;
    }

    public static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
