namespace Signaalketen.Engine.Expressions;

/// <summary>Where an expression finds its variables.</summary>
public interface IFeelScope
{
    /// <summary>Names in ordinal order; they tell the parser which words with spaces or signs are one name.</summary>
    IEnumerable<string> Names { get; }

    bool TryGet(string name, out FeelValue value);
}

/// <summary>A scope over a fixed set of values.</summary>
public sealed class DictionaryFeelScope : IFeelScope
{
    private readonly Dictionary<string, FeelValue> _values = new(StringComparer.Ordinal);
    private readonly string[] _names;

    public DictionaryFeelScope(IEnumerable<KeyValuePair<string, FeelValue>> values)
    {
        foreach (var (name, value) in values)
        {
            _values[name] = value;
        }

        _names = [.. _values.Keys.Order(StringComparer.Ordinal)];
    }

    public DictionaryFeelScope(FeelContext context)
        : this(context.Entries)
    {
    }

    public static DictionaryFeelScope Empty { get; } = new([]);

    public IEnumerable<string> Names => _names;

    public bool TryGet(string name, out FeelValue value)
    {
        var found = _values.TryGetValue(name, out var held);
        value = held ?? FeelNull.Value;
        return found;
    }
}
