using Microsoft.Extensions.Logging;
using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>
/// Carries out a command: load, step, commit. The step is pure, so when another one came first it is simply taken again on what is there now.
/// What this node wrote last is remembered, so most steps need no look in the database before they write.
/// </summary>
public sealed class CommandDispatcher(
    StepParts parts, DefinitionCache definitions, HotInstances hot, InstanceLoader instances, StepPlanner planner, AcceptedRequests requests, StepFaults faults, TimeProvider clock, Bell bell, ILogger<CommandDispatcher> log)
{
    private const int Tries = 5;

    /// <summary>Carries out one command on one instance, now.</summary>
    /// <param name="caseWrite">Case data that must be stored with the step, or not at all.</param>
    public Task<DispatchResult> Execute(string instanceId, Command command, CaseWrite? caseWrite, Actor actor, CancellationToken ct) =>
        Run(new(instanceId, command, actor) { CaseWrite = caseWrite }, clock.GetUtcNow(), ct);

    /// <summary>As <see cref="Execute"/>, with guards and more rows, at a given time.</summary>
    /// <exception cref="StepFailedException">The engine broke on it: a fault of ours, kept as an incident.</exception>
    public async Task<DispatchResult> Run(StepRequest request, DateTimeOffset now, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await TryOnce(request, now, ct) is { } result)
                return result is DispatchResult.Accepted ? result : await requests.Find(request.Number, ct) ?? result;
            log.LogDebug("Instance {Instance} moved while stepping; try {Attempt} of {Tries}", request.InstanceId, attempt, Tries);
        }

        return new DispatchResult.Busy();
    }

    // Null means: another step came first, or what we remembered was old. Try again.
    private async Task<DispatchResult?> TryOnce(StepRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var remembered = hot.Find(request.InstanceId);
        var before = remembered ?? (request.NewCase is null ? await instances.Load(request.InstanceId, now, ct) : null);
        if (before is null && request.NewCase is null)
            return new DispatchResult.Rejected(new(RejectionCode.NotFound, "There is no such instance."));
        var known = before is null ? await definitions.Holding(request.Command, ct) : await definitions.AtLeast(before.Stored.DefinitionSerial, ct);
        var step = await Step(request, known, before?.State, now, ct);
        if (step is StepResult.Rejected rejected)
        {
            if (remembered is null)
                return await Refuse(request, rejected, now, ct);
            hot.Forget(request.InstanceId);
            return null;
        }

        var accepted = (StepResult.Accepted)step;
        var plan = await planner.Plan(request, before, known, accepted, now, ct);
        if (plan is null)
            return new DispatchResult.CaseErased();
        switch (await Commit(request.InstanceId, plan, ct))
        {
            case CommitOutcome.Conflict:
                return null;
            case CommitOutcome.Lost:
                return new DispatchResult.Overtaken();
            case CommitOutcome.Duplicate:
                return new DispatchResult.Duplicate();
        }

        Remember(plan, before?.Stored, accepted.State);
        if (plan.LeavesWork is not Loops.None and var loops)
            bell.Ring(loops);
        return new DispatchResult.Accepted(
            accepted.State,
            accepted.Events,
            plan.Opened);
    }

    // Anything but written means that our picture of the instance may be old.
    private async Task<CommitOutcome> Commit(string instanceId, StepPlan plan, CancellationToken ct)
    {
        var outcome = default(CommitOutcome?);
        try
        {
            outcome = await parts.Store.Commit(plan.Writes, ct);
            return outcome.Value;
        }
        finally
        {
            if (outcome != CommitOutcome.Committed)
                hot.Forget(instanceId);
        }
    }

    private void Remember(StepPlan plan, StoredInstance? before, InstanceState state)
    {
        // Whoever closes the task that froze the case must know that it is frozen.
        if (state.Status != InstanceStatus.Active || plan.Freezes)
            hot.Forget(plan.InstanceId);
        else if (before is not null)
            hot.Keep(new(before with { Version = before.Version + 1, HistoryCount = before.HistoryCount + 1 }, state));
        else
            hot.Keep(new(new(plan.InstanceId, "", 1, 1, 0, plan.Case), state));
    }

    private async Task<StepResult> Step(StepRequest request, DefinitionSnapshot known, InstanceState? state, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return parts.Engine.Step(known.Set, state, request.Command, now);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nothing was written. The instance stays as it was and a person must look (rule R18).
            hot.Forget(request.InstanceId);
            await faults.Record(request.InstanceId, "EngineFault", exception, now, ct);
            throw new StepFailedException(request.InstanceId, exception);
        }
    }

    private async Task<DispatchResult> Refuse(StepRequest request, StepResult.Rejected rejected, DateTimeOffset now, CancellationToken ct)
    {
        if (rejected.Bug is { } bug)
            await faults.Record(request.InstanceId, rejected.Rejection.Code.ToString(), bug, now, ct);
        else if (rejected.Rejection.Code == RejectionCode.BrokenInvariant)
            await faults.Record(request.InstanceId, nameof(RejectionCode.BrokenInvariant), rejected.Rejection.Message, now, ct);
        return new DispatchResult.Rejected(rejected.Rejection);
    }
}

/// <summary>The engine broke on a command. Nothing was written; an incident names the instance.</summary>
public sealed class StepFailedException(string instanceId, Exception cause)
    : Exception($"The engine failed on instance {instanceId} with {cause.GetType().Name}. Nothing was written; an incident was raised.", cause);
