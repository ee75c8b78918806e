using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>A type as a decision model writes it: what values must be, and what they are turned into (DMN 1.5, clause 10.3.2.9.4).</summary>
/// <param name="Name">As written, for diagnostics.</param>
/// <param name="Feel">What values are held against.</param>
/// <param name="Result">For the type of a function: what its calls give; else null.</param>
internal sealed record ItemType(string Name, FeelType Feel, ItemType? Result = null)
{
    public static readonly ItemType Any = new("Any", FeelType.Any);

    /// <summary>For the type of a function: what its parameters must be, as far as it says so.</summary>
    public IReadOnlyDictionary<string, ItemType> Parameters { get; init; } = new Dictionary<string, ItemType>(StringComparer.Ordinal);

    /// <summary>The allowed values in their order, when the type lists them: an output clause without values of its own takes its priorities from them.</summary>
    public Node? Values { get; init; }

    public bool IsAny => ReferenceEquals(Feel, FeelType.Any);

    /// <summary>The value as this type; null with a diagnostic when it cannot be.</summary>
    public FeelValue Take(FeelValue value, string what, Evaluation run)
    {
        if (IsAny)
            return value;
        run.Spend(value.Weight);
        // A list of one stands for its item, and a list of one such list too.
        var taken = Feel.Coerce(value);
        for (var single = value; taken is null && single is FeelList { Count: 1 } list;)
            taken = Feel.Coerce(single = list[0]);
        return taken ?? run.Fail($"'{what}' must be {Name}; this {value.TypeName} is not, or is not one of its allowed values.");
    }
}
