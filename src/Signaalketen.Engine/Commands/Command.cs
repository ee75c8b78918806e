using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Commands;

/// <summary>What somebody or something asks of one process instance. A closed family: every kind is nested here or beside it.</summary>
public abstract record Command;

/// <summary>Creates an instance. Only valid without a state.</summary>
/// <param name="InstanceId">Chosen by the caller, unique in the municipality; the engine never invents identity.</param>
/// <param name="DefinitionKey">Key of a <see cref="Model.ProcessDefinition"/> in the definition set.</param>
/// <param name="Variables">Initial process variables; never person data.</param>
/// <param name="StartElement">The start event to use; null means the none start event, or else the nodes without incoming flow.</param>
public sealed record StartInstance(string InstanceId, string DefinitionKey, Variables Variables, string? StartElement = null) : Command
{
    /// <summary>Ids of elements to start before, instead of at a start event; for tests and for instances taken over from elsewhere.</summary>
    public IReadOnlyList<string> At { get; init; } = [];
}

/// <summary>Completes an open user task, or a none or manual task that waits.</summary>
public sealed record CompleteUserTask(long TaskKey, Variables Variables) : Command;

/// <summary>Fires a timer that is due. A timer that is gone is rejected, so firing twice does nothing twice.</summary>
public sealed record FireTimer(long TimerKey) : Command;

/// <summary>Delivers a message to the one wait of this instance that it correlates to (BPMN 2.0.2, 8.4.2).</summary>
/// <param name="ElementId">Narrows to one catching element; null means any.</param>
/// <param name="CorrelationKey">Narrows to waits with this key; null means any.</param>
public sealed record CorrelateMessage(string Name, string? CorrelationKey, Variables Variables, string? ElementId = null) : Command;

/// <summary>Delivers a signal to every wait of this instance for it (BPMN 2.0.2, 10.5.1: a signal is broadcast).</summary>
/// <param name="Before">Only waits with a smaller key hear it: those that were there when it was thrown; null means all.</param>
public sealed record DeliverSignal(string Name, Variables Variables, long? Before = null) : Command;

/// <summary>A job of a service, send or business rule task succeeded.</summary>
public sealed record CompleteJob(long JobKey, Variables Variables) : Command;

/// <summary>A job failed for good (its tries are used up): an incident.</summary>
public sealed record FailJob(long JobKey, string Message) : Command;

/// <summary>A job ended in a BPMN error, to be caught by a boundary event or an event sub-process.</summary>
public sealed record ThrowJobError(long JobKey, string ErrorCode, string? Message = null) : Command;

/// <summary>A person working on a user task raises an escalation; the task stays open unless an interrupting catcher ends it.</summary>
public sealed record EscalateUserTask(long TaskKey, string EscalationCode) : Command;

/// <summary>A person starts an activity of an open ad-hoc sub-process.</summary>
public sealed record ActivateAdHoc(string ElementId) : Command;

/// <summary>A person says that enough is done in an ad-hoc sub-process.</summary>
public sealed record FinishAdHoc(string ElementId) : Command;

/// <summary>Sets variables on a scope: the process when <paramref name="ScopeElement"/> is null, else the one active instance of that element.</summary>
public sealed record SetVariables(Variables Variables, string? ScopeElement = null) : Command;

/// <summary>Tries again what an incident stopped, after setting <paramref name="Variables"/> on the scope of the stopped element.</summary>
public sealed record ResolveIncident(long IncidentKey, Variables Variables) : Command;

/// <summary>Ends the instance: its whole tree is dropped, with its tasks, timers, jobs and subscriptions.</summary>
public sealed record CancelInstance(string Reason) : Command;
