namespace Signaalketen.Engine.Expressions;

/// <summary>A type as written behind <c>instance of</c> or a parameter.</summary>
internal abstract class FeelType
{
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
            ? new FeelDateTime(date, new FeelTime(0, FeelZone.Utc))
            : null;
    }
}

internal sealed class AnyFeelType : FeelType
{
    public override bool Holds(FeelValue value) => value is not FeelNull;
}

internal sealed class NamedFeelType(string name) : FeelType
{
    public string Name { get; } = name;

    public override bool Holds(FeelValue value) => string.Equals(value.TypeName, Name, StringComparison.Ordinal);
}

/// <summary>What can be an end of a range.</summary>
internal sealed class PointFeelType : FeelType
{
    public override bool Holds(FeelValue value) => value is FeelNumber or FeelString or FeelDate or FeelTime or FeelDateTime
        or FeelDaysAndTimeDuration or FeelYearsAndMonthsDuration;
}

/// <summary>A name that is no type; every test against it gives null.</summary>
internal sealed class UnknownFeelType(string name) : FeelType
{
    public string Name { get; } = name;

    public override bool Holds(FeelValue value) => true;
}

internal sealed class ListFeelType(FeelType item) : FeelType
{
    public override bool Holds(FeelValue value) => value is FeelList list && list.All(v => v is FeelNull || item.Holds(v));
}

internal sealed class RangeFeelType(FeelType item) : FeelType
{
    public override bool Holds(FeelValue value) => value is FeelRange range && (range.Start is null || item.Holds(range.Start))
        && (range.End is null || item.Holds(range.End)) && (range.Start ?? range.End) is not null;
}

internal sealed class ContextFeelType(IReadOnlyList<Parameter> entries) : FeelType
{
    public override bool Holds(FeelValue value) => value is FeelContext context
        && entries.All(e => context.TryGet(e.Name, out var v) && (v is FeelNull || e.Type.Holds(v)));
}

/// <summary>A function with this many parameters; what they hold is only known when it is called.</summary>
internal sealed class FunctionFeelType(int parameters) : FeelType
{
    public override bool Holds(FeelValue value) => value is FeelFunction function && function.Parameters.Count == parameters;
}
