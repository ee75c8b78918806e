using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Effects;

/// <summary>A row for the shell to write in the transaction of the step. Keys are unique within the instance.</summary>
public abstract record Effect;

/// <summary>A human task opens.</summary>
/// <param name="TaskKey">Key of the element instance; <see cref="Commands.CompleteUserTask"/> names it.</param>
/// <param name="DefinitionKey">The definition that holds <paramref name="ElementId"/> (a called process has its own).</param>
/// <param name="CandidateRole">The role that may take it: potential owner, else the lane's role; null when the model names none.</param>
/// <param name="DueAt">End of its term, or null when it has none.</param>
/// <param name="LoopCounter">1-based number within a multi-instance or loop, else null.</param>
public sealed record CreateUserTask(
    long TaskKey, string DefinitionKey, string ElementId, string Name, string? CandidateRole, string? FormKey, DateTimeOffset? DueAt, int? LoopCounter) : Effect;

/// <summary>A human task closes, done or cancelled.</summary>
public sealed record CloseUserTask(long TaskKey, bool Completed) : Effect;

/// <summary>A rung of the escalation ladder of a task was reached.</summary>
/// <param name="At">The rung as the model writes it, such as <c>+1 wd</c>.</param>
/// <param name="To">A role id, <c>assignee</c> or <c>deputy</c>.</param>
public sealed record EscalateTask(long TaskKey, string ElementId, string At, string To, RungAction Action, RungChannel Channel) : Effect;

/// <summary>A timer starts: the shell sends <see cref="Commands.FireTimer"/> at or after <paramref name="DueAt"/>.</summary>
public sealed record ScheduleTimer(long TimerKey, string ElementId, DateTimeOffset DueAt) : Effect;

public sealed record CancelTimer(long TimerKey) : Effect;

/// <summary>Work for the shell: run it at least once, then send <see cref="Commands.CompleteJob"/>, <see cref="Commands.FailJob"/> or <see cref="Commands.ThrowJobError"/>.</summary>
/// <param name="JobType">What to do: the task's <c>sk:job</c> type, else its element id.</param>
/// <param name="Input">The variables the task sees through its input mappings; never person data.</param>
/// <param name="Message">What a send task sends: a shell that runs the job itself delivers it before it completes the job.</param>
public sealed record EnqueueJob(long JobKey, string DefinitionKey, string ElementId, string JobType, Variables Input, SendMessage? Message = null) : Effect;

public sealed record CancelJob(long JobKey) : Effect;

/// <summary>The instance waits for a message or a signal.</summary>
public sealed record OpenSubscription(long SubscriptionKey, string ElementId, SubscriptionKind Kind, string Name, string? CorrelationKey) : Effect;

public sealed record CloseSubscription(long SubscriptionKey) : Effect;

/// <summary>The instance throws a message: the shell correlates it to a waiting instance or a message start event.</summary>
/// <param name="KeepUntil">While nobody waits for it, it is kept until this moment and delivered to the first who does; null means that it is not kept.</param>
public sealed record SendMessage(string ElementId, string Name, string? CorrelationKey, Variables Variables, DateTimeOffset? KeepUntil = null) : Effect;

/// <summary>The instance throws a signal: the shell delivers it to every instance, this one included, and to signal start events.</summary>
/// <param name="At">To the throwing instance itself, deliver with <see cref="Commands.DeliverSignal.Before"/> = this: it does not hear in a later wait what it threw before.</param>
public sealed record BroadcastSignal(string ElementId, string Name, Variables Variables, long At) : Effect;

public sealed record RaiseIncident(long IncidentKey, string ElementId, string Code, string Message) : Effect;

public sealed record ClearIncident(long IncidentKey) : Effect;

/// <summary>Nothing of the instance runs any more.</summary>
public sealed record EndInstance(bool Cancelled) : Effect;

public enum SubscriptionKind
{
    Message,
    Signal,
}
