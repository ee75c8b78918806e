namespace Signaalketen.Engine.Expressions;

/// <summary>An interval between two comparable values; a missing end is unbounded.</summary>
public sealed class FeelRange : FeelValue
{
    public FeelRange(FeelValue? start, FeelValue? end, bool startIncluded, bool endIncluded)
    {
        Start = start is FeelNull ? null : start;
        End = end is FeelNull ? null : end;
        StartIncluded = startIncluded && Start is not null;
        EndIncluded = endIncluded && End is not null;
    }

    public override string TypeName => "range";

    /// <summary>The lower end, or null when unbounded.</summary>
    public FeelValue? Start { get; }

    /// <summary>The upper end, or null when unbounded.</summary>
    public FeelValue? End { get; }

    public bool StartIncluded { get; }

    public bool EndIncluded { get; }

    internal override int Nesting => 1 + Math.Max(Start?.Nesting ?? 0, End?.Nesting ?? 0);

    internal override long Weight => 2 + (Start?.Weight ?? 0) + (End?.Weight ?? 0);

    public override bool Equals(FeelValue? other) => other is FeelRange range && Equals(Start, range.Start) && Equals(End, range.End)
        && StartIncluded == range.StartIncluded && EndIncluded == range.EndIncluded;

    public override int GetHashCode() => HashCode.Combine(Start, End, StartIncluded, EndIncluded);
}
