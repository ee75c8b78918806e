namespace Signaalketen.Engine.State;

/// <summary>
/// Everything the engine knows of one process instance between two steps: the tree of scopes and active elements, tokens that wait
/// on sequence flows, what is waited for, incidents, variables. Values only, no behaviour: <see cref="Events.Evolve"/> is the one
/// place that changes it.
/// </summary>
public sealed record InstanceState
{
    /// <summary>Format of the stored text; a test keeps a fixture of every released one.</summary>
    public const int Format = 1;

    public required string InstanceId { get; init; }

    /// <summary>The definition the instance was started with.</summary>
    public required string DefinitionKey { get; init; }

    public InstanceStatus Status { get; init; }

    /// <summary>The next key to hand out. Keys only grow, so they also tell the order of creation.</summary>
    public long NextKey { get; init; } = 1;

    /// <summary>Active element instances. Scopes (process, sub-process, multi-instance body, called process) are element instances with children.</summary>
    public KeyMap<ElementInstance> Elements { get; init; } = KeyMap<ElementInstance>.Empty;

    /// <summary>Tokens at rest on a sequence flow: they wait at a join, or the budget of a step was spent.</summary>
    public KeyMap<Token> Tokens { get; init; } = KeyMap<Token>.Empty;

    /// <summary>What active elements wait for: timers, messages, signals, ladder rungs.</summary>
    public KeyMap<Wait> Waits { get; init; } = KeyMap<Wait>.Empty;

    public KeyMap<Incident> Incidents { get; init; } = KeyMap<Incident>.Empty;

    /// <summary>The variables of the root process, kept after its end so that the outcome stays known.</summary>
    public Variables Outcome { get; init; } = Variables.Empty;
}

public enum InstanceStatus
{
    Active,
    Completed,
    Cancelled,
}
