using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Persistence.Vault;
using Signaalketen.Runtime.Effects;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.People;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>From an accepted step to the rows of its one transaction.</summary>
public sealed class StepPlanner(StepParts parts, PeopleReader people, JobRegistry jobs, WallClock local, RuntimeOptions options)
{
    private static readonly People.People Nobody = new([]);

    /// <returns>Null when the step has case data and the case was erased.</returns>
    internal async Task<StepPlan?> Plan(StepRequest request, StoredInstance? stored, StepResult.Accepted accepted, DateTimeOffset now, CancellationToken ct)
    {
        var plan = new StepPlan
        {
            InstanceId = request.InstanceId,
            Case = await CaseOf(request, stored, accepted.Effects, ct),
            Command = request.Command,
            Actor = request.Actor,
            Now = now,
            Inserts = parts.Inserts,
            Identities = parts.Identities,
            Local = local,
            Site = options.Site,
            Jobs = jobs,
            People = accepted.Effects.Any(TellsPeople) ? await people.Read(now, ct) : Nobody,
            Tasks = await TasksOf(request.InstanceId, accepted.Effects, ct),
        };
        plan.Writes.AddRange(request.Guards);
        Instance(plan, stored, accepted);
        History(plan, stored?.HistoryCount ?? 0, accepted.Events);
        foreach (var effect in accepted.Effects)
            EffectRows.Add(plan, effect);
        if (request.CaseWrite is { Fields.Count: > 0 } write && !await Fields(plan, write, request.NewCase?.Key, ct))
            return null;
        plan.Writes.AddRange(request.More);
        if (accepted.State.Status != InstanceStatus.Active)
            plan.Writes.AddRange([CaseWrites.Hold(plan.Case.Id), InstanceWrites.CloseCaseWhenIdle(plan.Case.Id, now)]);
        return plan;
    }

    private static bool TellsPeople(Effect effect) => effect is CreateUserTask or EscalateTask or RetargetUserTask { RoleChanged: true };

    private static void Instance(StepPlan plan, StoredInstance? stored, StepResult.Accepted accepted)
    {
        var status = accepted.State.Status switch
        {
            InstanceStatus.Active => InstanceRowStatus.Active,
            InstanceStatus.Completed => InstanceRowStatus.Completed,
            _ => InstanceRowStatus.Cancelled,
        };
        DateTimeOffset? endedAt = status == InstanceRowStatus.Active ? null : plan.Now;
        var text = StateText.Write(accepted.State);
        if (stored is not null)
        {
            plan.Writes.Add(InstanceWrites.Advance(plan.InstanceId, stored.Version, accepted.State.DefinitionKey, text, stored.HistoryCount + accepted.Events.Count, status, endedAt));
            return;
        }

        plan.Insert(new ProcessInstanceRow
        {
            Id = plan.InstanceId,
            DefinitionKey = accepted.State.DefinitionKey,
            ProcessId = accepted.State.DefinitionKey[..accepted.State.DefinitionKey.LastIndexOf(':')],
            CaseId = plan.Case.Id,
            StateText = text,
            Version = 1,
            HistoryCount = accepted.Events.Count,
            Status = status,
            StartedAt = plan.Now,
            EndedAt = endedAt,
        });
        plan.Writes.Add(InstanceWrites.ReopenCase(plan.Case.Id));
    }

    private static void History(StepPlan plan, long count, IReadOnlyList<Event> events)
    {
        foreach (var happened in events)
        {
            plan.Insert(new HistoryRow
            {
                InstanceId = plan.InstanceId,
                Sequence = ++count,
                HappenedAt = plan.Now,
                EventKind = happened.Kind,
                ElementId = happened.ElementId,
                ActorId = plan.Actor.Id,
                Payload = EventText.Write(happened),
            });
        }
    }

    private async Task<bool> Fields(StepPlan plan, CaseWrite write, CaseKey? newKey, CancellationToken ct)
    {
        var key = newKey;
        if (key is null)
        {
            await using var db = parts.Dialect.CreateDb();
            if (await db.CaseKeys.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == plan.Case.Id, ct) is not { } row)
                return false;
            key = parts.Vault.Unwrap(row);
            plan.Writes.Add(CaseWrites.KeyStillThere(plan.Case.Id, key.Id));
        }

        foreach (var field in write.Fields)
            plan.Insert(parts.Vault.SealField(key, plan.NewId(), field.Name, field.Class, field.Value, write.ElementId, plan.Actor.Id, plan.Now));
        // A key that was handed in is still its owner's.
        if (newKey is null)
            key.Dispose();
        return true;
    }

    private async Task<StepCase> CaseOf(StepRequest request, StoredInstance? stored, IReadOnlyList<Effect> effects, CancellationToken ct)
    {
        var (id, reference, owner, deputy) = stored is not null
            ? (stored.CaseId, stored.CaseReference, stored.OwnerId, stored.DeputyId)
            : (request.NewCase!.Row.Id, request.NewCase.Row.Reference, request.NewCase.Row.OwnerId, request.NewCase.Row.DeputyId);
        if (!effects.Any(TellsPeople))
            return new(id, reference, owner, deputy, FrozenSet<string>.Empty);
        await using var db = parts.Dialect.CreateDb();
        var conflicted = await db.CaseConflicts.Where(row => row.CaseId == id).Select(row => row.AccountId).ToListAsync(ct);
        return new(id, reference, owner, deputy, conflicted.ToHashSet(StringComparer.Ordinal));
    }

    private async Task<Dictionary<long, UserTaskRow>> TasksOf(string instanceId, IReadOnlyList<Effect> effects, CancellationToken ct)
    {
        var keys = effects.Select(effect => effect switch { EscalateTask e => e.TaskKey, RetargetUserTask { RoleChanged: true } e => e.TaskKey, _ => 0 }).Where(key => key != 0).Distinct().ToList();
        if (keys.Count == 0)
            return [];
        await using var db = parts.Dialect.CreateDb();
        return await db.UserTasks.AsNoTracking().Where(row => row.InstanceId == instanceId && keys.Contains(row.TaskKey)).ToDictionaryAsync(row => row.TaskKey, ct);
    }
}
