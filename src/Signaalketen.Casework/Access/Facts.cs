using System.Collections.Frozen;

namespace Signaalketen.Casework.Access;

/// <summary>What decides who may do a task. Account ids, never names.</summary>
public sealed record TaskFacts
{
    /// <summary>The role the model gives the task to, or null when it names none: then nobody sees it by role.</summary>
    public string? CandidateRole { get; init; }

    /// <summary>Roles that the escalation ladder brought in.</summary>
    public IReadOnlySet<string> ExtraRoles { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Accounts that the escalation ladder brought in.</summary>
    public IReadOnlySet<string> ExtraPersons { get; init; } = FrozenSet<string>.Empty;

    public string? AssigneeId { get; init; }

    /// <summary>Whoever stands in for the assignee, only while the assignee is absent.</summary>
    public string? StandInId { get; init; }

    /// <summary>Its own ladder freezes the case (L3): only doing such a task ends the freezing, so it stays open to whoever may do it.</summary>
    public bool EndsFreezing { get; init; }

    /// <summary>Accounts that did the step this one must be independent of (<c>sk:fourEyes</c>).</summary>
    public IReadOnlySet<string> FourEyesPerformers { get; init; } = FrozenSet<string>.Empty;
}

/// <summary>What decides who may see a case.</summary>
public sealed record CaseFacts
{
    public string? OwnerId { get; init; }

    public string? DeputyId { get; init; }

    /// <summary>A legal term passed: nothing goes on but the task that was late and tasks of the privacy officer, the process owner and the mayor (ladder L3).</summary>
    public bool Frozen { get; init; }

    /// <summary>Accounts that declared an interest of their own. For them the case does not exist.</summary>
    public IReadOnlySet<string> ConflictedPersons { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Roles that have or had a task in this case.</summary>
    public IReadOnlySet<string> InvolvedRoles { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The owner, unless that person has a conflict of interest: then the case is without one.</summary>
    internal string? ActingOwner => OwnerId is { } owner && !ConflictedPersons.Contains(owner) ? owner : null;
}
