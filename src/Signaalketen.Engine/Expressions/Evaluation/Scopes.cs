namespace Signaalketen.Engine.Expressions;

/// <summary>A link in the chain of names that an expression sees, innermost first.</summary>
internal abstract class Scope(Scope? parent)
{
    public Scope? Parent { get; } = parent;

    public bool TryGet(string name, out FeelValue value)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.TryGetHere(name, out value))
            {
                return true;
            }
        }

        value = FeelNull.Value;
        return false;
    }

    protected abstract bool TryGetHere(string name, out FeelValue value);
}

internal sealed class RootScope(IFeelScope variables) : Scope(null)
{
    protected override bool TryGetHere(string name, out FeelValue value) => variables.TryGet(name, out value);
}

/// <summary>Nothing at all: where a function lives that was read back from text.</summary>
internal sealed class EmptyScope() : Scope(null)
{
    public static EmptyScope Instance { get; } = new();

    protected override bool TryGetHere(string name, out FeelValue value)
    {
        value = FeelNull.Value;
        return false;
    }
}

internal sealed class LocalScope(string name, FeelValue value, Scope parent) : Scope(parent)
{
    protected override bool TryGetHere(string wanted, out FeelValue found)
    {
        found = value;
        return string.Equals(wanted, name, StringComparison.Ordinal);
    }
}

/// <summary>An item under test in a filter: its own keys first, then <c>item</c>.</summary>
internal sealed class ItemScope(FeelValue item, Scope parent) : Scope(parent)
{
    protected override bool TryGetHere(string name, out FeelValue value)
    {
        if (item is FeelContext context && context.TryGet(name, out value))
        {
            return true;
        }

        value = item;
        return string.Equals(name, "item", StringComparison.Ordinal);
    }
}

/// <summary>The entries of a context while it is written: each sees the earlier ones, and a function sees all once it is called.</summary>
internal sealed class EntryScope(Scope parent) : Scope(parent)
{
    private const int ScanAtMost = 8;
    private readonly List<KeyValuePair<string, FeelValue>> _entries = [];
    private Dictionary<string, FeelValue>? _index;

    public IReadOnlyList<KeyValuePair<string, FeelValue>> Entries => _entries;

    public void Add(string name, FeelValue value)
    {
        _entries.Add(new(name, value));
        if (_entries.Count > ScanAtMost)
        {
            _index ??= new(_entries, StringComparer.Ordinal);
            _index[name] = value;
        }
    }

    protected override bool TryGetHere(string name, out FeelValue value)
    {
        if (_index is not null)
        {
            var found = _index.TryGetValue(name, out var held);
            value = held ?? FeelNull.Value;
            return found;
        }

        foreach (var entry in _entries)
        {
            if (string.Equals(entry.Key, name, StringComparison.Ordinal))
            {
                value = entry.Value;
                return true;
            }
        }

        value = FeelNull.Value;
        return false;
    }
}
