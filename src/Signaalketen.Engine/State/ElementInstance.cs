using System.Text.Json.Serialization;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.State;

/// <summary>One active node of the scope tree.</summary>
public sealed record ElementInstance
{
    public required long Key { get; init; }

    /// <summary>The enclosing scope; 0 for the root process.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long ScopeKey { get; init; }

    /// <summary>The definition that <see cref="ElementId"/> belongs to; differs from the root's inside a called process.</summary>
    public required string DefinitionKey { get; init; }

    public required string ElementId { get; init; }

    public InstanceRole Role { get; init; }

    /// <summary>What the outside owes this element.</summary>
    public Pending Pending { get; init; }

    public Variables Variables { get; init; } = Variables.Empty;

    [JsonIgnore]
    public KeySet Children { get; init; } = KeySet.Empty;

    [JsonIgnore]
    public KeySet Tokens { get; init; } = KeySet.Empty;

    [JsonIgnore]
    public KeySet Waits { get; init; } = KeySet.Empty;

    /// <summary>1-based number of this repetition, for an inner instance of a loop; else 0.</summary>
    public int LoopCounter { get; init; }

    /// <summary>What compensation could undo here: activities of this scope that completed, by order of completion.</summary>
    [JsonIgnore]
    public KeyMap<Compensable> Compensables { get; init; } = KeyMap<Compensable>.Empty;

    /// <summary>The stored form of <see cref="Compensables"/>: null when there are none.</summary>
    [JsonPropertyName("compensables")]
    public IReadOnlyList<Compensable>? CompensableList
    {
        get => Compensables.Count == 0 ? null : [.. Compensables.Select(entry => entry.Value)];
        init => Compensables = (value ?? []).Aggregate(KeyMap<Compensable>.Empty, (map, record) => map.Set(record.Key, record, map));
    }

    /// <summary>The undoing that this element is waiting for; null on everything else.</summary>
    public IReadOnlyList<Compensable>? Undoing { get; init; }

    /// <summary>For a compensation handler: whose undoing it is part of; else 0.</summary>
    public long Compensator { get; init; }

    /// <summary>The counts of a loop body; null on everything else.</summary>
    public LoopState? Loop { get; init; }
}

public enum InstanceRole
{
    /// <summary>A flow node that is not repeated.</summary>
    Node,

    /// <summary>The root process or a called process.</summary>
    Process,

    /// <summary>The frame around the repetitions of a multi-instance or standard loop activity.</summary>
    Body,

    /// <summary>One repetition.</summary>
    Inner,
}

public enum Pending
{
    Nothing,
    UserTask,

    /// <summary>A none or manual task that the engine was told to wait at.</summary>
    Task,
    Job,

    /// <summary>An ad-hoc sub-process in which activities may be started.</summary>
    AdHoc,
}

/// <summary>Progress of a repeated activity (BPMN 2.0.2, 13.3.6 and 13.3.7).</summary>
/// <param name="Planned">Number of repetitions to make; -1 while a standard loop does not know.</param>
/// <param name="Started">Repetitions begun so far.</param>
/// <param name="Items">The collection that is iterated, when there is one.</param>
/// <param name="Outputs">Per repetition (0-based) the value for the output collection.</param>
public sealed record LoopState(
    int Planned, int Started, int Completed, int Terminated, FeelList? Items, KeyMap<FeelValue> Outputs)
{
    [JsonIgnore]
    public int Active => Started - Completed - Terminated;
}

/// <summary>A completed activity that compensation can undo (BPMN 2.0.2, 13.5.5).</summary>
/// <param name="Key">Order of completion.</param>
/// <param name="HandlerId">The compensation activity or event sub-process; null when only what is inside it can be undone.</param>
/// <param name="Variables">The variables it had when it completed.</param>
/// <param name="Inner">What completed inside it, for a sub-process, repetition or called process.</param>
public sealed record Compensable(
    long Key, string DefinitionKey, string ActivityId, string? HandlerId, Variables Variables, IReadOnlyList<Compensable> Inner);

/// <summary>A token at rest, or on its way when the budget of the step was spent.</summary>
/// <param name="FlowId">The sequence flow it is on; null when it stands at <paramref name="TargetId"/> itself.</param>
/// <param name="TargetId">The node it is about to enter.</param>
/// <param name="LoopCounter">For a repetition of a loop body: its 1-based number; else 0.</param>
public sealed record Token(long Key, long ScopeKey, string? FlowId, string TargetId, int LoopCounter = 0);

/// <summary>Something that may happen later and would move its owner.</summary>
/// <param name="OwnerKey">The element instance it belongs to and dies with.</param>
/// <param name="ElementId">The catching element: the owner's own, a boundary event, or the start event of an event sub-process.</param>
/// <param name="Definition">Which of the element's event definitions, counted from 0.</param>
/// <param name="Name">Name of the message or signal, or the number of the ladder rung.</param>
/// <param name="Remaining">How often a cycle fires after this time; -1 without end; 0 for once. For a condition: 1 while it must become false before it counts again.</param>
/// <param name="Interval">What a cycle needs to know its next time: <see cref="EventDefinitions.TimerPlan.Interval"/>.</param>
public sealed record Wait(
    long Key, long OwnerKey, string ElementId, int Definition, WaitKind Kind, string? Name = null, string? CorrelationKey = null,
    DateTimeOffset? DueAt = null, int Remaining = 0, string? Interval = null);

public enum WaitKind
{
    Timer,
    Message,
    Signal,
    Condition,

    /// <summary>A rung of the escalation ladder of a user task.</summary>
    Rung,
}

/// <summary>A stop that a person must look at.</summary>
/// <param name="Stage">What <see cref="Commands.ResolveIncident"/> tries again.</param>
public sealed record Incident(long Key, long OwnerKey, string ElementId, string Code, string Message, IncidentStage Stage);

public enum IncidentStage
{
    /// <summary>The element could not begin: begin again.</summary>
    Beginning,

    /// <summary>The element did its work but could not leave: leave again.</summary>
    Leaving,

    /// <summary>The step ran out of budget: go on with the tokens that stand still.</summary>
    Budget,

    /// <summary>The element listens at its boundary, but its work failed: do the work again, and let the boundary be.</summary>
    Working,

    /// <summary>A repetition or an ad-hoc activity is done, but whether that is enough could not be told: ask again.</summary>
    Looping,

    /// <summary>A scope could not listen for its event sub-processes: listen again, then let its tokens go.</summary>
    Opening,
}
