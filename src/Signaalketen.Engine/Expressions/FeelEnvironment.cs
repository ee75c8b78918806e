namespace Signaalketen.Engine.Expressions;

/// <summary>All that an expression may know of the world: the moment, the zone that gives it a wall clock, and its limits.</summary>
/// <param name="Now">What <c>now()</c> and <c>today()</c> answer.</param>
/// <param name="TimeZone">A name of the time zone database such as <c>Europe/Amsterdam</c>; an unknown name counts as UTC.</param>
/// <param name="Limits">Bounds on work and size.</param>
public sealed record FeelEnvironment(DateTimeOffset Now, string TimeZone, FeelLimits Limits)
{
    internal FeelZone Zone { get; } = FeelZone.Named(TimeZone) ?? FeelZone.Utc;
}

/// <summary>Bounds on one expression. Passing one gives null and a diagnostic, never an exception.</summary>
public sealed record FeelLimits
{
    public static FeelLimits Default { get; } = new();

    /// <summary>Longest text that is parsed, in UTF-16 units.</summary>
    public int MaxTextLength { get; init; } = 100_000;

    /// <summary>Deepest nesting of an expression, and of a value that it builds.</summary>
    public int MaxNesting { get; init; } = 100;

    /// <summary>Deepest pile of evaluated nodes over all nested function calls.</summary>
    public int MaxCallDepth { get; init; } = 1_000;

    /// <summary>Work in one evaluation; roughly one step per node per round of a loop and per item touched.</summary>
    public long MaxSteps { get; init; } = 5_000_000;

    /// <summary>Most items in one list.</summary>
    public int MaxListSize { get; init; } = 100_000;

    /// <summary>Longest text that an expression may build, in UTF-16 units.</summary>
    public int MaxStringLength { get; init; } = 1_000_000;

    /// <summary>Largest value that an expression may build: items plus an eighth of the characters.</summary>
    public long MaxWeight { get; init; } = 2_000_000;

    /// <summary>Longest time that finding one match of a regular expression may take; passing it ends the evaluation.</summary>
    public TimeSpan RegexTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Most diagnostics kept of one evaluation.</summary>
    public int MaxDiagnostics { get; init; } = 50;
}
