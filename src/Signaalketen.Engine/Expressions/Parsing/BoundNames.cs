namespace Signaalketen.Engine.Expressions;

/// <summary>The names bound around the place that is read, innermost last; each found in one look, however many there are.</summary>
internal sealed class BoundNames
{
    private readonly List<(string Name, int Level, int Hidden)> _bound = [];
    private readonly Dictionary<string, int> _latest = new(StringComparer.Ordinal);

    public int Count => _bound.Count;

    /// <param name="level">How many function definitions were begun before it.</param>
    public void Add(string name, int level)
    {
        _bound.Add((name, level, _latest.GetValueOrDefault(name, -1)));
        _latest[name] = _bound.Count - 1;
    }

    /// <summary>Forgets all but the outermost names.</summary>
    public void KeepFirst(int count)
    {
        while (_bound.Count > count)
        {
            var (name, _, hidden) = _bound[^1];
            _bound.RemoveAt(_bound.Count - 1);
            if (hidden < 0)
            {
                _latest.Remove(name);
            }
            else
            {
                _latest[name] = hidden;
            }
        }
    }

    /// <summary>The level at which the name is bound; null when it is free.</summary>
    public int? LevelOf(string name) => _latest.TryGetValue(name, out var at) ? _bound[at].Level : null;
}
