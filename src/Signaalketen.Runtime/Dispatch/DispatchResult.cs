using Signaalketen.Engine;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>What became of a command.</summary>
public abstract record DispatchResult
{
    private DispatchResult()
    {
    }

    /// <summary>Done and durable.</summary>
    /// <param name="Opened">The user tasks that this step opened and that are still open after it: what happens next, and with whom.</param>
    public sealed record Accepted(InstanceState State, IReadOnlyList<Event> Events, IReadOnlyList<OpenedTask> Opened) : DispatchResult
    {
        public bool Ended => State.Status != InstanceStatus.Active;
    }

    /// <summary>This very request was carried out before, with this answer. Nothing changed now.</summary>
    public sealed record Repeated(IReadOnlyList<OpenedTask> Opened, bool Ended) : DispatchResult;

    /// <summary>Another request came before under the same number. Nothing changed.</summary>
    public sealed record OtherRequest : DispatchResult;

    /// <summary>The engine refused; nothing changed.</summary>
    public sealed record Rejected(Rejection Rejection) : DispatchResult;

    /// <summary>What entitled the caller to this step is gone: the lease was lost, the timer fired, somebody else took the task. Nothing changed.</summary>
    public sealed record Overtaken : DispatchResult;

    /// <summary>Other steps kept coming first. Nothing changed; try again.</summary>
    public sealed record Busy : DispatchResult;

    /// <summary>A new row would repeat a unique value, such as the reference of a case. Nothing changed.</summary>
    public sealed record Duplicate : DispatchResult;

    /// <summary>The step writes case data, and the case was erased. Nothing changed.</summary>
    public sealed record CaseErased : DispatchResult;
}

/// <summary>A user task that just opened.</summary>
public sealed record OpenedTask(string TaskId, long TaskKey, string ElementId, string Name, string? CandidateRole, DateTimeOffset? DueAt);
