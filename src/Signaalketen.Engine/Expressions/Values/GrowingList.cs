namespace Signaalketen.Engine.Expressions;

/// <summary>A list under construction. What it holds so far can be had as a value at any time without copying, because nothing in it ever changes.</summary>
internal sealed class GrowingList
{
    private FeelValue[] _items = new FeelValue[4];
    private int _nesting;
    private long _weight = 1;

    public int Count { get; private set; }

    public void Add(FeelValue value)
    {
        if (Count == _items.Length)
        {
            // The values handed out keep the old array.
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = value;
        _nesting = Math.Max(_nesting, value.Nesting);
        _weight = Measure.Sum(_weight, value);
    }

    public FeelList SoFar() => new(new ArraySegment<FeelValue>(_items, 0, Count), _nesting + 1, _weight);
}
