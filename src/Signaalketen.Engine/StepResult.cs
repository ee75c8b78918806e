using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>The answer of <see cref="Engine.Step"/>: accepted with everything that follows, or rejected with nothing changed.</summary>
public abstract record StepResult
{
    private StepResult()
    {
    }

    /// <param name="State">The state after the step.</param>
    /// <param name="Events">What happened, in order. Applying them to the state before gives exactly <paramref name="State"/>.</param>
    /// <param name="Effects">What the shell must write in the same transaction as the state.</param>
    public sealed record Accepted(InstanceState State, IReadOnlyList<Event> Events, IReadOnlyList<Effect> Effects) : StepResult;

    /// <param name="Bug">With <see cref="RejectionCode.BrokenInvariant"/>: what was caught, for the log.</param>
    public sealed record Rejected(Rejection Rejection, Exception? Bug = null) : StepResult;
}

/// <summary>Why a command was refused. The state is as it was.</summary>
/// <param name="ElementId">The element concerned, or null when there is none.</param>
public sealed record Rejection(RejectionCode Code, string Message, string? ElementId = null);

public enum RejectionCode
{
    /// <summary>No such instance, or it has ended.</summary>
    NotFound,

    /// <summary>The task, timer, job or element is no longer active: it was completed or cancelled before.</summary>
    NotActive,

    /// <summary>Nothing waits for this message.</summary>
    NotCorrelated,

    /// <summary>More than one wait fits: the engine does not guess.</summary>
    Ambiguous,

    /// <summary>A bug of ours was caught before anything was written.</summary>
    BrokenInvariant,

    /// <summary>The command does not fit the definition, such as an unknown process or start element.</summary>
    Invalid,
}
