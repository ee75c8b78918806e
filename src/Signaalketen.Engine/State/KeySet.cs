using System.Collections;

namespace Signaalketen.Engine.State;

/// <summary>A persistent set of keys, in key order.</summary>
public sealed class KeySet(KeyMap<object> map) : IEnumerable<long>
{
    public static readonly KeySet Empty = new(KeyMap<object>.Empty);

    private static readonly object Present = new();

    public int Count => map.Count;

    public bool Contains(long key) => map.ContainsKey(key);

    public KeySet Add(long key, object? owner = null) => new(map.Set(key, Present, owner));

    public KeySet Remove(long key, object? owner = null) => map.Count == 1 && map.ContainsKey(key) ? Empty : new(map.Remove(key, owner));

    public IEnumerator<long> GetEnumerator() => map.Select(entry => entry.Key).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
