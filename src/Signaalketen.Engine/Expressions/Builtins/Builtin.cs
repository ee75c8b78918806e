namespace Signaalketen.Engine.Expressions;

/// <summary>What a built-in function does with arguments that fit its form; a left-out optional argument is null.</summary>
internal delegate FeelValue BuiltinCode(FeelValue[] arguments, Evaluation run);

/// <summary>A built-in function: a name and one or more forms, of which the first that fits is used; by name, those that have the names in their order first.</summary>
internal sealed class Builtin(string name, params Form[] forms) : IFunctionBody
{
    public Builtin(string name, string parameters, BuiltinCode code)
        : this(name, new Form(parameters, code))
    {
    }

    public string Name => name;

    public IReadOnlyList<string> Parameters => forms[0].Names;

    public FeelValue Invoke(FeelFunction function, IReadOnlyList<FeelValue> arguments, IReadOnlyList<string>? names, Evaluation run)
    {
        long weight = 1;
        foreach (var argument in arguments)
        {
            weight += argument.Weight / 8;
        }

        run.Spend(weight);
        // before(point, range) and before(range, point) have the same names: there the order in which they were given tells which is meant.
        var inOrder = names is null || forms.Length == 1 ? forms : [.. forms.OrderByDescending(form => form.Follows(names))];
        foreach (var coerce in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var form in inOrder)
            {
                if (form.Fit(arguments, names, coerce) is { } fitting)
                {
                    return form.Code(fitting, run);
                }
            }
        }

        var given = string.Join(", ", arguments.Select(a => a.TypeName));
        return run.Fail($"'{name}' does not take ({given}).");
    }

    public bool SameAs(IFunctionBody other) => ReferenceEquals(this, other);
}

/// <summary>One way to call a function, written as <c>string: string, length?: number, item...: any</c>.</summary>
internal sealed class Form
{
    private readonly Slot[] _slots;
    private readonly int _required;
    private readonly bool _repeats;

    public Form(string parameters, BuiltinCode code)
    {
        Code = code;
        _slots = parameters.Length == 0 ? [] : [.. parameters.Split(", ").Select(Slot.Read)];
        _required = _slots.Count(s => !s.Optional && !s.Repeats);
        _repeats = _slots.Any(s => s.Repeats);
        Names = [.. _slots.Select(s => s.Name)];
    }

    public BuiltinCode Code { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether all these names are its own, in its order.</summary>
    public bool Follows(IReadOnlyList<string> names)
    {
        var last = -1;
        foreach (var name in names)
        {
            var at = FunctionBodies.IndexOf(Names, name);
            if (at <= last)
            {
                return false;
            }

            last = at;
        }

        return true;
    }

    /// <summary>The arguments as the code wants them; null when they do not fit.</summary>
    public FeelValue[]? Fit(IReadOnlyList<FeelValue> arguments, IReadOnlyList<string>? names, bool coerce)
    {
        if (arguments.Count < _required || (!_repeats && arguments.Count > _slots.Length) || (_repeats && arguments.Count == 0))
        {
            return null;
        }

        var fitting = new FeelValue[Math.Max(arguments.Count, _repeats ? 0 : _slots.Length)];
        Array.Fill(fitting, FeelNull.Value);
        var given = 0UL;
        for (var i = 0; i < arguments.Count; i++)
        {
            var at = names is null ? Math.Min(i, _slots.Length - 1) : FunctionBodies.IndexOf(Names, names[i]);
            if (at < 0 || (names is not null && (given & (1UL << at)) != 0))
            {
                return null;
            }

            given |= 1UL << at;
            if (_slots[at].Take(arguments[i], coerce) is not { } value)
            {
                return null;
            }

            fitting[names is null ? i : at] = value;
        }

        for (var at = 0; at < _slots.Length; at++)
        {
            if (!_slots[at].Optional && !_slots[at].Repeats && (given & (1UL << at)) == 0)
            {
                return null;
            }
        }

        return fitting;
    }

    private sealed record Slot(string Name, FeelType? Type, bool Nullable, bool Optional, bool Repeats)
    {
        public static Slot Read(string text)
        {
            var colon = text.IndexOf(": ", StringComparison.Ordinal);
            var name = text[..colon];
            var type = text[(colon + 2)..];
            var nullable = type.EndsWith('?');
            type = type.TrimEnd('?');
            return new Slot(
                name.TrimEnd('?', '.'),
                type == "any" ? null : type == "point" ? new PointFeelType() : FeelType.Simple(type) ?? throw new InvalidOperationException($"No type '{type}'."),
                nullable,
                name.EndsWith('?'),
                name.EndsWith("...", StringComparison.Ordinal));
        }

        public FeelValue? Take(FeelValue value, bool coerce)
        {
            if (Type is null)
            {
                return value;
            }

            if (value is FeelNull)
            {
                return Nullable ? value : null;
            }

            return Type.Holds(value) ? value : coerce ? Type.Coerce(value) : null;
        }
    }
}
