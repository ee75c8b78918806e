using System.Collections;

namespace Signaalketen.Engine.Expressions;

/// <summary>An ordered list; positions in FEEL start at 1.</summary>
public sealed class FeelList : FeelValue, IReadOnlyList<FeelValue>
{
    private readonly IReadOnlyList<FeelValue> _items;

    public FeelList(IReadOnlyList<FeelValue> items)
    {
        _items = items;
        (Nesting, Weight) = Measure.Of(items);
    }

    /// <summary>For a list of which the measures are known.</summary>
    internal FeelList(IReadOnlyList<FeelValue> items, int nesting, long weight)
    {
        _items = items;
        (Nesting, Weight) = (nesting, weight);
    }

    public static FeelList Empty { get; } = new([]);

    public override string TypeName => "list";

    public IReadOnlyList<FeelValue> Items => _items;

    public int Count => _items.Count;

    internal override int Nesting { get; }

    internal override long Weight { get; }

    public FeelValue this[int index] => _items[index];

    public static FeelList Of(params FeelValue[] items) => new(items);

    public IEnumerator<FeelValue> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(FeelValue? other)
    {
        if (other is not FeelList list || list.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!_items[i].Equals(list._items[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}

/// <summary>Named entries in the order they were written; two contexts with the same entries are equal in any order.</summary>
public sealed class FeelContext : FeelValue
{
    private const int ScanAtMost = 8;
    private readonly KeyValuePair<string, FeelValue>[] _entries;
    private readonly Dictionary<string, int>? _index;

    /// <summary>Keeps the first position and the last value of a key that comes twice.</summary>
    public FeelContext(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var kept = new List<KeyValuePair<string, FeelValue>>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (index.TryAdd(entry.Key, kept.Count))
            {
                kept.Add(entry);
            }
            else
            {
                kept[index[entry.Key]] = entry;
            }
        }

        _entries = [.. kept];
        _index = _entries.Length > ScanAtMost ? index : null;
        (Nesting, Weight) = Measure.Of(_entries.Select(e => e.Value));
    }

    public static FeelContext Empty { get; } = new([]);

    public override string TypeName => "context";

    public IReadOnlyList<KeyValuePair<string, FeelValue>> Entries => _entries;

    public int Count => _entries.Length;

    internal override int Nesting { get; }

    internal override long Weight { get; }

    public bool TryGet(string name, out FeelValue value)
    {
        var at = IndexOf(name);
        value = at < 0 ? FeelNull.Value : _entries[at].Value;
        return at >= 0;
    }

    /// <summary>A copy in which <paramref name="name"/> has <paramref name="value"/>.</summary>
    public FeelContext With(string name, FeelValue value) => new(_entries.Append(new(name, value)));

    public override bool Equals(FeelValue? other)
    {
        if (other is not FeelContext context || context.Count != Count)
        {
            return false;
        }

        foreach (var (name, value) in _entries)
        {
            if (!context.TryGet(name, out var theirs) || !value.Equals(theirs))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var (name, value) in _entries)
        {
            hash ^= HashCode.Combine(name, value);
        }

        return hash;
    }

    private int IndexOf(string name)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(name, -1);
        }

        for (var i = 0; i < _entries.Length; i++)
        {
            if (string.Equals(_entries[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Depth and size of a value from those of its parts.</summary>
internal static class Measure
{
    public static (int Nesting, long Weight) Of(IEnumerable<FeelValue> parts)
    {
        var nesting = 0;
        long weight = 1;
        foreach (var part in parts)
        {
            nesting = Math.Max(nesting, part.Nesting);
            weight = Sum(weight, part);
        }

        return (nesting + 1, weight);
    }

    // Shared parts count each time: a value is as large as its text. Saturates far above any limit.
    public static long Sum(long weight, FeelValue part) => Math.Min(weight + part.Weight + 1, long.MaxValue / 4);
}
