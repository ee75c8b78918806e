using Microsoft.Extensions.Logging;
using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>
/// Carries out a command: load, step, commit. The step is pure, so when another one came first it is simply taken again on what is there now.
/// </summary>
public sealed class CommandDispatcher(StepParts parts, DefinitionCache definitions, StepPlanner planner, StepFaults faults, TimeProvider clock, Bell bell, ILogger<CommandDispatcher> log)
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
                return result;
            log.LogDebug("Instance {Instance} moved while stepping; try {Attempt} of {Tries}", request.InstanceId, attempt, Tries);
        }

        return new DispatchResult.Busy();
    }

    // Null means: another step came first, try again.
    private async Task<DispatchResult?> TryOnce(StepRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var stored = request.NewCase is null ? await parts.Store.Load(request.InstanceId, ct) : null;
        if (stored is null && request.NewCase is null)
            return new DispatchResult.Rejected(new(RejectionCode.NotFound, "There is no such instance."));
        var known = stored is null ? await definitions.Newest(ct) : await definitions.AtLeast(stored.DefinitionSerial, ct);
        var step = await Step(request, known, stored?.StateText, now, ct);
        if (step is StepResult.Rejected rejected)
            return await Refuse(request, rejected, now, ct);

        var accepted = (StepResult.Accepted)step;
        var plan = await planner.Plan(request, stored, accepted, now, ct);
        if (plan is null)
            return new DispatchResult.CaseErased();
        var outcome = await parts.Store.Commit(plan.Writes, ct);
        switch (outcome)
        {
            case CommitOutcome.Conflict:
                return null;
            case CommitOutcome.Lost:
                return new DispatchResult.Overtaken();
            case CommitOutcome.Duplicate:
                return new DispatchResult.Duplicate();
        }

        if (accepted.Effects.Any(effect => effect is EnqueueJob or SendMessage or BroadcastSignal or CreateUserTask or RetargetUserTask or ScheduleTimer))
            bell.Ring();
        return new DispatchResult.Accepted(
            accepted.State,
            accepted.Events,
            [.. plan.OpenedTasks.Select(row => new OpenedTask(row.Id, row.ElementId, row.Name, row.CandidateRole, row.DueAt))]);
    }

    private async Task<StepResult> Step(StepRequest request, DefinitionSnapshot known, string? stateText, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return parts.Engine.Step(known.Set, stateText is null ? null : StateText.Read(stateText), request.Command, now);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nothing was written. The instance stays as it was and a person must look (rule R18).
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
