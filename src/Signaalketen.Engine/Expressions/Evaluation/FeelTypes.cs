namespace Signaalketen.Engine.Expressions;

/// <summary>A type as written behind <c>instance of</c> or a parameter, or defined by a decision model.</summary>
public abstract class FeelType
{
    private protected FeelType()
    {
    }

    public static FeelType Any { get; } = new AnyFeelType();

    /// <summary>The simple type of this name; null when there is none.</summary>
    public static FeelType? Simple(string name) => name switch
    {
        "Any" => Any,
        "Null" => new NamedFeelType("null"),
        "number" or "string" or "boolean" or "date" or "time" or "date and time" or "days and time duration"
            or "years and months duration" or "list" or "context" or "range" or "function" => new NamedFeelType(name),
        "day time duration" or "dayTimeDuration" => new NamedFeelType("days and time duration"),
        "year month duration" or "yearMonthDuration" => new NamedFeelType("years and months duration"),
        "dateTime" => new NamedFeelType("date and time"),
        _ => null,
    };

    public static FeelType ListOf(FeelType item) => new ListFeelType(item);

    public static FeelType RangeOf(FeelType end) => new RangeFeelType(end);

    /// <summary>A context that has at least these entries.</summary>
    public static FeelType ContextOf(IEnumerable<KeyValuePair<string, FeelType>> entries) =>
        new ContextFeelType([.. entries.Select(e => new Parameter(e.Key, e.Value))]);

    /// <summary>A function with parameters of these types; null for one whose type is not said, which any will do for.</summary>
    public static FeelType FunctionOf(IReadOnlyList<FeelType?> parameters, FeelType result) => new FunctionFeelType(parameters, result);

    /// <summary>A type whose values must also pass a test, such as the allowed values of an item definition.</summary>
    public static FeelType Restricted(FeelType type, Func<FeelValue, bool> allowed) => new RestrictedFeelType(type, allowed);

    /// <summary>The same without its allowed values: what <c>instance of</c> asks about.</summary>
    internal virtual FeelType Form => this;

    /// <summary>Whether a value is of the type; null is of no type but its own.</summary>
    public abstract bool Holds(FeelValue value);

    /// <summary>The value as this type, with the implicit conversions of clause 10.3.2.9.4; null when it cannot be.</summary>
    public FeelValue? Coerce(FeelValue value)
    {
        if (value is FeelNull || Holds(value))
        {
            return value;
        }

        if (value is FeelList { Count: 1 } single && Holds(single[0]))
        {
            return single[0];
        }

        if (value is not FeelList && Holds(FeelList.Of(value)))
        {
            return FeelList.Of(value);
        }

        return value is FeelDate date && this is NamedFeelType { Name: "date and time" }
            ? date.AtMidnightUtc
            : null;
    }

    /// <summary>Whether every value of the other type is one of this; an unknown (null) type is given the benefit of the doubt.</summary>
    internal bool Covers(FeelType? other) => other is null or UnknownFeelType || CoversKnown(other);

    private protected abstract bool CoversKnown(FeelType other);
}

internal sealed class AnyFeelType : FeelType
{
    public override bool Holds(FeelValue value) => value is not FeelNull;

    private protected override bool CoversKnown(FeelType other) => true;
}

internal sealed class NamedFeelType(string name) : FeelType
{
    public string Name { get; } = name;

    public override bool Holds(FeelValue value) => string.Equals(value.TypeName, Name, StringComparison.Ordinal);

    private protected override bool CoversKnown(FeelType other) => other switch
    {
        NamedFeelType named => string.Equals(Name, named.Name, StringComparison.Ordinal),
        ListFeelType => Name == "list",
        ContextFeelType => Name == "context",
        RangeFeelType => Name == "range",
        FunctionFeelType => Name == "function",
        RestrictedFeelType restricted => Covers(restricted.Type),
        _ => false,
    };
}

/// <summary>What can be an end of a range.</summary>
internal sealed class PointFeelType : FeelType
{
    public override bool Holds(FeelValue value) => value is FeelNumber or FeelString or FeelDate or FeelTime or FeelDateTime
        or FeelDaysAndTimeDuration or FeelYearsAndMonthsDuration;

    private protected override bool CoversKnown(FeelType other) => false;
}

/// <summary>A name that is no type; every test against it gives null.</summary>
internal sealed class UnknownFeelType(string name) : FeelType
{
    public string Name { get; } = name;

    public override bool Holds(FeelValue value) => true;

    private protected override bool CoversKnown(FeelType other) => true;
}

internal sealed class ListFeelType(FeelType item) : FeelType
{
    private readonly FeelType _item = item;

    internal override FeelType Form => new ListFeelType(_item.Form);

    public override bool Holds(FeelValue value) => value is FeelList list && list.All(v => v is FeelNull || _item.Holds(v));

    private protected override bool CoversKnown(FeelType other) => other is ListFeelType list && _item.Covers(list._item);
}

internal sealed class RangeFeelType(FeelType end) : FeelType
{
    private readonly FeelType _end = end;

    internal override FeelType Form => new RangeFeelType(_end.Form);

    public override bool Holds(FeelValue value) => value is FeelRange range && (range.Start is null || _end.Holds(range.Start))
        && (range.End is null || _end.Holds(range.End)) && (range.Start ?? range.End) is not null;

    private protected override bool CoversKnown(FeelType other) => other is RangeFeelType range && _end.Covers(range._end);
}

internal sealed class ContextFeelType(IReadOnlyList<Parameter> entries) : FeelType
{
    private readonly IReadOnlyList<Parameter> _entries = entries;

    internal override FeelType Form => new ContextFeelType([.. _entries.Select(e => new Parameter(e.Name, e.Type.Form))]);

    public override bool Holds(FeelValue value) => value is FeelContext context
        && _entries.All(e => context.TryGet(e.Name, out var v) && (v is FeelNull || e.Type.Holds(v)));

    private protected override bool CoversKnown(FeelType other) => other is ContextFeelType context
        && _entries.All(mine => context._entries.Any(theirs => theirs.Name == mine.Name && mine.Type.Covers(theirs.Type)));
}

/// <summary>A function that takes at least these arguments and gives nothing but this result.</summary>
internal sealed class FunctionFeelType(IReadOnlyList<FeelType?> parameters, FeelType? result, bool isForm = false) : FeelType
{
    private readonly IReadOnlyList<FeelType?> _parameters = parameters;
    private readonly FeelType? _result = result;

    internal override FeelType Form => new FunctionFeelType([.. _parameters.Select(p => p?.Form)], _result?.Form, isForm: true);

    public override bool Holds(FeelValue value) => value is FeelFunction function && (function.Body.Type is { } type
        ? CoversKnown(isForm ? type.Form : type)
        : function.Parameters.Count == _parameters.Count);

    private protected override bool CoversKnown(FeelType other) => other is FunctionFeelType function
        && function._parameters.Count == _parameters.Count
        && !_parameters.Where((mine, i) => function._parameters[i]?.Covers(mine) == false).Any()
        && (_result is null || _result.Covers(function._result));
}

internal sealed class RestrictedFeelType(FeelType type, Func<FeelValue, bool> allowed) : FeelType
{
    public FeelType Type { get; } = type;

    internal override FeelType Form => Type.Form;

    public override bool Holds(FeelValue value) => Type.Holds(value) && allowed(value);

    private protected override bool CoversKnown(FeelType other) => ReferenceEquals(this, other);
}
