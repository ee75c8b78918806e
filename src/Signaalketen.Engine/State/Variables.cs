using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.State;

/// <summary>An immutable set of named values, kept in ordinal order of name so that the same content has the same bytes.</summary>
public sealed class Variables : IEnumerable<KeyValuePair<string, FeelValue>>, IEquatable<Variables>
{
    public static readonly Variables Empty = new([]);

    private readonly KeyValuePair<string, FeelValue>[] sorted;

    private Variables(KeyValuePair<string, FeelValue>[] sorted) => this.sorted = sorted;

    public int Count => sorted.Length;

    public IEnumerable<string> Names => sorted.Select(pair => pair.Key);

    public static Variables Of(IEnumerable<KeyValuePair<string, FeelValue>> pairs)
    {
        var unique = new SortedDictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
            unique[name] = value;
        return unique.Count == 0 ? Empty : new([.. unique]);
    }

    public static Variables Of(string name, FeelValue value) => new([new(name, value)]);

    public bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value)
    {
        var index = Find(name);
        value = index >= 0 ? sorted[index].Value : null;
        return index >= 0;
    }

    /// <summary>These values with <paramref name="changes"/> laid over them.</summary>
    public Variables With(Variables changes)
    {
        if (changes.Count == 0)
            return this;
        if (Count == 0)
            return changes;
        var merged = new List<KeyValuePair<string, FeelValue>>(sorted.Length + changes.sorted.Length);
        int left = 0, right = 0;
        while (left < sorted.Length && right < changes.sorted.Length)
        {
            var order = string.CompareOrdinal(sorted[left].Key, changes.sorted[right].Key);
            merged.Add(order < 0 ? sorted[left] : changes.sorted[right]);
            if (order <= 0)
                left++;
            if (order >= 0)
                right++;
        }

        merged.AddRange(sorted.AsSpan(left));
        merged.AddRange(changes.sorted.AsSpan(right));
        return new([.. merged]);
    }

    public Variables Without(Func<string, bool> name)
    {
        var kept = sorted.Where(pair => !name(pair.Key)).ToArray();
        return kept.Length == sorted.Length ? this : kept.Length == 0 ? Empty : new(kept);
    }

    public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, FeelValue>>)sorted).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => sorted.GetEnumerator();

    public bool Equals(Variables? other) =>
        other is not null && sorted.AsSpan().SequenceEqual(other.sorted, PairComparer.Instance);

    public override bool Equals(object? obj) => Equals(obj as Variables);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in sorted)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    private int Find(string name)
    {
        int low = 0, high = sorted.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = string.CompareOrdinal(sorted[middle].Key, name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private sealed class PairComparer : IEqualityComparer<KeyValuePair<string, FeelValue>>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals(KeyValuePair<string, FeelValue> x, KeyValuePair<string, FeelValue> y) =>
            string.Equals(x.Key, y.Key, StringComparison.Ordinal) && x.Value.Equals(y.Value);

        public int GetHashCode(KeyValuePair<string, FeelValue> pair) => HashCode.Combine(pair.Key, pair.Value);
    }
}
