namespace Signaalketen.Engine.Parsing;

/// <summary>How large a model may be. Checked while reading, before any tree is built.</summary>
public sealed record BpmnLimits
{
    /// <summary>Characters in the file.</summary>
    public int Characters { get; init; } = 5_000_000;

    /// <summary>Elements in elements.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>Elements in the whole file, those of the diagram too.</summary>
    public int Elements { get; init; } = 25_000;

    /// <summary>Attributes in the whole file.</summary>
    public int Attributes { get; init; } = 250_000;

    /// <summary>Attributes of one element.</summary>
    public int AttributesPerElement { get; init; } = 200;

    /// <summary>Characters in one text, comment or attribute.</summary>
    public int TextLength { get; init; } = 1_000_000;

    /// <summary>Characters in one id, which problems, rows and pages repeat.</summary>
    public int IdLength { get; init; } = 1_000;

    /// <summary>Characters in all expressions of one file: what is read of them takes some three hundred bytes each.</summary>
    public const int ExpressionCharacters = 400_000;

    /// <summary>Flows into inclusive and complex joins, times the elements and flows around them: what must be worked out, and kept, for each pair.</summary>
    public const long Reach = 500_000;

    /// <summary>Problems reported before reading stops.</summary>
    public int Problems { get; init; } = 500;
}
