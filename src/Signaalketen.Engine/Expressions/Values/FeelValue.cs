namespace Signaalketen.Engine.Expressions;

/// <summary>
/// An immutable FEEL value (DMN 1.5, clause 10.3.2). Equality is structural and never depends on culture or process;
/// it is not the three-valued FEEL operator <c>=</c>, which lives in <see cref="FeelOperators"/>.
/// </summary>
public abstract class FeelValue : IEquatable<FeelValue>
{
    private protected FeelValue()
    {
    }

    /// <summary>The FEEL name of the type, for instance <c>date and time</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>How deep values are nested in this one; a scalar is 1.</summary>
    internal virtual int Nesting => 1;

    /// <summary>A measure of size that grows with items and text; bounds what an expression may build.</summary>
    internal virtual long Weight => 1;

    public bool IsNull => this is FeelNull;

    public abstract bool Equals(FeelValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as FeelValue);

    public abstract override int GetHashCode();

    public sealed override string ToString() => FeelText.Write(this);
}

/// <summary>The absence of a value, and the answer to everything that went wrong.</summary>
public sealed class FeelNull : FeelValue
{
    private FeelNull()
    {
    }

    public static FeelNull Value { get; } = new();

    public override string TypeName => "null";

    public override bool Equals(FeelValue? other) => other is FeelNull;

    public override int GetHashCode() => 0;
}

/// <summary>A truth value; the third truth value of FEEL is <see cref="FeelNull"/>.</summary>
public sealed class FeelBoolean : FeelValue
{
    private FeelBoolean(bool value) => Value = value;

    public static FeelBoolean True { get; } = new(true);

    public static FeelBoolean False { get; } = new(false);

    public bool Value { get; }

    public override string TypeName => "boolean";

    public static FeelBoolean Of(bool value) => value ? True : False;

    public override bool Equals(FeelValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Value ? 1 : 2;
}

/// <summary>
/// Text as a sequence of Unicode scalar values. A lone surrogate is replaced by U+FFFD on entry, so that every string
/// survives UTF-8 and JSON unchanged.
/// </summary>
public sealed class FeelString : FeelValue
{
    public FeelString(string value) => Value = WellFormed(value);

    public static FeelString Empty { get; } = new("");

    public string Value { get; }

    public override string TypeName => "string";

    internal override long Weight => 1 + (Value.Length / 8);

    public override bool Equals(FeelValue? other) =>
        other is FeelString text && string.Equals(Value, text.Value, StringComparison.Ordinal);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    private static string WellFormed(string value)
    {
        var first = value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0)
        {
            return value;
        }

        char[]? copy = null;
        for (var i = first; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                copy ??= value.ToCharArray();
                copy[i] = '\uFFFD';
            }
        }

        return copy is null ? value : new string(copy);
    }
}
