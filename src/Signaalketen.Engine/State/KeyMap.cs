using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Signaalketen.Engine.State;

/// <summary>
/// A persistent map from keys to values, in key order. Old versions stay valid, so a rejected step costs nothing and an
/// accepted one shares all that it did not touch. A radix tree of sixteen branches: set, get and remove take a handful of small arrays,
/// whatever the number of entries.
/// </summary>
/// <remarks>
/// An owner handed to a change marks the nodes made during one step;
/// the same owner may change its own nodes in place. Nobody else holds them yet, so nobody sees it.
/// </remarks>
public sealed class KeyMap<T> : IEnumerable<KeyValuePair<long, T>>
    where T : notnull
{
    public static readonly KeyMap<T> Empty = new(null, 0, 0);

    private const int Bits = 4;
    private const int Width = 1 << Bits;
    private const int Mask = Width - 1;

    private readonly Node? root;
    private readonly int shift;

    private KeyMap(Node? root, int shift, int count)
    {
        this.root = root;
        this.shift = shift;
        Count = count;
    }

    public int Count { get; }

    public T this[long key] => TryGet(key, out var value) ? value : throw new KeyNotFoundException($"No entry {key}.");

    public bool ContainsKey(long key) => TryGet(key, out _);

    public bool TryGet(long key, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (root is null || key < 0 || (shift < 60 && key >> (shift + Bits) != 0))
            return false;
        var node = root;
        for (var level = shift; level > 0; level -= Bits)
        {
            node = (Node?)node.Slots[(int)(key >> level) & Mask];
            if (node is null)
                return false;
        }

        if (node.Slots[(int)key & Mask] is not { } found)
            return false;
        value = (T)found;
        return true;
    }

    public KeyMap<T> Set(long key, T value, object? owner = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(key);
        var (top, level) = (root ?? new Node(owner), shift);
        while (level < 60 && key >> (level + Bits) != 0)
        {
            level += Bits;
            if (top.Used == 0)
                continue;
            var higher = new Node(owner);
            higher.Slots[0] = top;
            higher.Used = 1;
            top = higher;
        }

        var added = false;
        var changed = Set(top, level, key, value, owner, ref added);
        return new(changed, level, Count + (added ? 1 : 0));
    }

    public KeyMap<T> Remove(long key, object? owner = null)
    {
        if (!ContainsKey(key))
            return this;
        return Count == 1 ? Empty : new(Remove(root!, shift, key, owner), shift, Count - 1);
    }

    public IEnumerator<KeyValuePair<long, T>> GetEnumerator() => Walk(root, shift, 0).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Node Set(Node node, int level, long key, T value, object? owner, ref bool added)
    {
        var own = node.For(owner);
        var index = (int)(key >> level) & Mask;
        if (own.Slots[index] is null)
            own.Used++;
        if (level == 0)
        {
            added = own.Slots[index] is null;
            own.Slots[index] = value;
        }
        else
        {
            own.Slots[index] = Set((Node?)own.Slots[index] ?? new Node(owner), level - Bits, key, value, owner, ref added);
        }

        return own;
    }

    private static Node? Remove(Node node, int level, long key, object? owner)
    {
        var index = (int)(key >> level) & Mask;
        var child = level == 0 ? null : Remove((Node)node.Slots[index]!, level - Bits, key, owner);
        if (child is null && node.Used == 1)
            return null;
        var own = node.For(owner);
        own.Slots[index] = child;
        if (child is null)
            own.Used--;
        return own;
    }

    private static IEnumerable<KeyValuePair<long, T>> Walk(Node? node, int level, long prefix)
    {
        if (node is null)
            yield break;
        for (var index = 0; index < Width; index++)
        {
            if (node.Slots[index] is not { } slot)
                continue;
            var key = (prefix << Bits) | (long)index;
            if (level == 0)
            {
                yield return new(key, (T)slot);
                continue;
            }

            foreach (var entry in Walk((Node)slot, level - Bits, key))
                yield return entry;
        }
    }

    private sealed class Node(object? owner)
    {
        public readonly object?[] Slots = new object?[Width];
        public int Used;
        private readonly object? owner = owner;

        public Node For(object? editor)
        {
            if (editor is not null && ReferenceEquals(owner, editor))
                return this;
            var copy = new Node(editor) { Used = Used };
            Slots.CopyTo(copy.Slots, 0);
            return copy;
        }
    }
}
