using System.Text.Json.Serialization;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Events;

/// <summary>
/// Something that happened to an instance. An event carries all that <see cref="Evolve"/> needs: applying the events of an instance,
/// in order, gives exactly its state.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(InstanceStarted), nameof(InstanceStarted))]
[JsonDerivedType(typeof(ElementActivated), nameof(ElementActivated))]
[JsonDerivedType(typeof(ElementCompleted), nameof(ElementCompleted))]
[JsonDerivedType(typeof(ElementTerminated), nameof(ElementTerminated))]
[JsonDerivedType(typeof(TokenPlaced), nameof(TokenPlaced))]
[JsonDerivedType(typeof(TokenRemoved), nameof(TokenRemoved))]
[JsonDerivedType(typeof(VariablesSet), nameof(VariablesSet))]
[JsonDerivedType(typeof(WaitOpened), nameof(WaitOpened))]
[JsonDerivedType(typeof(WaitClosed), nameof(WaitClosed))]
[JsonDerivedType(typeof(UserTaskCreated), nameof(UserTaskCreated))]
[JsonDerivedType(typeof(TaskAwaited), nameof(TaskAwaited))]
[JsonDerivedType(typeof(JobCreated), nameof(JobCreated))]
[JsonDerivedType(typeof(WorkReturned), nameof(WorkReturned))]
[JsonDerivedType(typeof(LoopStarted), nameof(LoopStarted))]
[JsonDerivedType(typeof(LoopProgressed), nameof(LoopProgressed))]
[JsonDerivedType(typeof(LoopOutputCollected), nameof(LoopOutputCollected))]
[JsonDerivedType(typeof(CompensableRecorded), nameof(CompensableRecorded))]
[JsonDerivedType(typeof(CompensablesTaken), nameof(CompensablesTaken))]
[JsonDerivedType(typeof(UndoingPlanned), nameof(UndoingPlanned))]
[JsonDerivedType(typeof(AdHocOpened), nameof(AdHocOpened))]
[JsonDerivedType(typeof(AdHocFinishing), nameof(AdHocFinishing))]
[JsonDerivedType(typeof(UserTaskEscalated), nameof(UserTaskEscalated))]
[JsonDerivedType(typeof(MessageThrown), nameof(MessageThrown))]
[JsonDerivedType(typeof(SignalThrown), nameof(SignalThrown))]
[JsonDerivedType(typeof(ErrorThrown), nameof(ErrorThrown))]
[JsonDerivedType(typeof(EscalationThrown), nameof(EscalationThrown))]
[JsonDerivedType(typeof(IncidentRaised), nameof(IncidentRaised))]
[JsonDerivedType(typeof(IncidentCleared), nameof(IncidentCleared))]
[JsonDerivedType(typeof(InstanceEnded), nameof(InstanceEnded))]
[JsonDerivedType(typeof(InstanceMigrated), nameof(InstanceMigrated))]
[JsonDerivedType(typeof(ElementMigrated), nameof(ElementMigrated))]
[JsonDerivedType(typeof(TokenMigrated), nameof(TokenMigrated))]
[JsonDerivedType(typeof(WaitMigrated), nameof(WaitMigrated))]
[JsonDerivedType(typeof(UndoingMigrated), nameof(UndoingMigrated))]
[JsonDerivedType(typeof(IncidentMigrated), nameof(IncidentMigrated))]
[JsonDerivedType(typeof(UserTaskMigrated), nameof(UserTaskMigrated))]
[JsonDerivedType(typeof(JobMigrated), nameof(JobMigrated))]
[JsonDerivedType(typeof(JobReplaced), nameof(JobReplaced))]
public abstract record Event
{
    /// <summary>Name of the event as it stands in history, such as <c>ElementCompleted</c>.</summary>
    [JsonIgnore]
    public string Kind => GetType().Name;

    /// <summary>The model element concerned, or null.</summary>
    [JsonIgnore]
    public virtual string? ElementId => null;
}

public sealed record InstanceStarted(string InstanceId, string DefinitionKey) : Event;

/// <summary>An element instance came to life in a scope, taking the place of the tokens it consumed.</summary>
public sealed record ElementActivated(
    long Key, long ScopeKey, string DefinitionKey, string Element, InstanceRole Role, int LoopCounter, IReadOnlyList<long> Consumed, long Compensator = 0) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>An element instance did its work and is gone. Its waits have been closed before.</summary>
public sealed record ElementCompleted(long Key, string Element, InstanceRole Role, Pending Pending) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>An element instance was cut off: its scope ended, or a boundary event or event sub-process interrupted it.</summary>
public sealed record ElementTerminated(long Key, string Element, InstanceRole Role, Pending Pending) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

public sealed record TokenPlaced(Token Token) : Event
{
    [JsonIgnore]
    public override string? ElementId => Token.FlowId;
}

/// <summary>A token died with its scope.</summary>
public sealed record TokenRemoved(long Key) : Event;

public sealed record VariablesSet(long ScopeKey, Variables Changes) : Event;

public sealed record WaitOpened(Wait Wait) : Event
{
    [JsonIgnore]
    public override string ElementId => Wait.ElementId;
}

public sealed record WaitClosed(long Key, string Element, WaitKind WaitKind) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

public sealed record UserTaskCreated(
    long Key, string DefinitionKey, string Element, string Name, string? CandidateRole, string? FormKey, DateTimeOffset? DueAt, int LoopCounter) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>A none or manual task waits for a person to say that it is done.</summary>
public sealed record TaskAwaited(long Key, string Element) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>An ad-hoc sub-process is open: people may start its activities.</summary>
public sealed record AdHocOpened(long Key, string Element) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>Enough is done in an ad-hoc sub-process: nothing new starts in it.</summary>
public sealed record AdHocFinishing(long Key) : Event;

/// <summary>Work was handed to the shell.</summary>
/// <param name="MessageName">The message a send task sends, which the shell delivers when it runs the job itself; null for other work.</param>
public sealed record JobCreated(
    long Key, string DefinitionKey, string Element, string JobType, Variables Input, string? MessageName, string? CorrelationKey) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>Work came back from a person or the shell, but the element stays, stopped by an incident.</summary>
/// <param name="Done">Whether the work was done, so that only leaving failed.</param>
public sealed record WorkReturned(long Key, string Element, Pending Pending, bool Done) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>A loop body knows what it will do.</summary>
/// <param name="Planned">Number of repetitions; -1 when a standard loop decides after each.</param>
public sealed record LoopStarted(long Key, int Planned, int Started, FeelList? Items) : Event;

public sealed record LoopProgressed(long Key, int Started, int Completed, int Terminated) : Event;

/// <summary>The value that one repetition adds to the output collection.</summary>
public sealed record LoopOutputCollected(long Key, int Index, FeelValue Value) : Event;

/// <summary>An activity completed that compensation can undo later.</summary>
public sealed record CompensableRecorded(long ScopeKey, Compensable Compensable) : Event
{
    [JsonIgnore]
    public override string ElementId => Compensable.ActivityId;
}

/// <summary>Compensation took these records out of a scope: each is undone once.</summary>
public sealed record CompensablesTaken(long ScopeKey, IReadOnlyList<long> Keys) : Event;

/// <summary>An element waits while activities are undone.</summary>
/// <param name="Left">What is still to begin, in this order; null when all is undone.</param>
public sealed record UndoingPlanned(long Key, IReadOnlyList<Compensable>? Left) : Event;

public sealed record UserTaskEscalated(long Key, string Element, string At, string To, Model.RungAction Action, Model.RungChannel Channel) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

public sealed record MessageThrown(string Element, string Name, string? CorrelationKey, Variables Variables) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <param name="At">The first key given out afterwards: whoever began to wait later was not there to hear it.</param>
public sealed record SignalThrown(string Element, string Name, Variables Variables, long At) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

public sealed record ErrorThrown(string Element, string Code, string? CaughtBy) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

public sealed record EscalationThrown(string Element, string Code, string? CaughtBy) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

public sealed record IncidentRaised(Incident Incident) : Event
{
    [JsonIgnore]
    public override string ElementId => Incident.ElementId;
}

public sealed record IncidentCleared(long Key, string Element) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

public sealed record InstanceEnded(bool Cancelled, Variables Outcome) : Event;
