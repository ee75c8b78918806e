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
using Signaalketen.Runtime.Retention;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>From an accepted step to the rows of its one transaction.</summary>
public sealed class StepPlanner(StepParts parts, PeopleReader people, JobRegistry jobs, WallClock local, RemovalDates removal, RuntimeOptions options)
{
    private static readonly People.People Nobody = new([]);

    /// <returns>Null when the step has case data and the case was erased.</returns>
    internal async Task<StepPlan?> Plan(StepRequest request, HotInstance? before, DefinitionSnapshot known, StepResult.Accepted accepted, DateTimeOffset now, CancellationToken ct)
    {
        var stored = before?.Stored;
        var plan = new StepPlan
        {
            InstanceId = request.InstanceId,
            Case = stored?.Case ?? await CaseOf(request.NewCase!, ct),
            Command = request.Command,
            Actor = request.Actor,
            Now = now,
            Inserts = parts.Inserts,
            Identities = parts.Identities,
            Local = local,
            Site = options.Site,
            Jobs = jobs,
            People = accepted.Effects.Any(TellsPeople) ? await people.Recent(now, ct) : Nobody,
            Tasks = await TasksOf(request.InstanceId, accepted.Effects, ct),
            HadIncidents = before?.State.Incidents.Count > 0 || accepted.Effects.Any(effect => effect is RaiseIncident),
            HasForm = key => before is not null && before.State.Elements.TryGet(key, out var task) && known.Set.Find(task.DefinitionKey)?.UserTask(task.ElementId)?.FormKey is not null,
        };
        foreach (var effect in accepted.Effects)
            EffectRows.Add(plan, effect);
        // What the effects lean on is known only now; what everything hangs on is written first.
        plan.Writes.InsertRange(0,
        [
            .. request.Guards, Instance(plan, stored, before?.State.DefinitionKey, accepted), History(plan, stored?.HistoryCount ?? 0, accepted.Events),
            .. stored is null && request.NewCase?.Key is null ? [InstanceWrites.StartInCase(plan.Case.Id)] : Array.Empty<RowWrite>(),
        ]);
        if (request.CaseWrite is { Fields.Count: > 0 } write && !await Fields(plan, write, request.NewCase?.Key, ct))
            return null;
        plan.Writes.AddRange(request.More);
        if (request.Number is { } number)
            plan.Insert(AcceptedRequests.Row(number, plan.Opened, accepted.State.Status != InstanceStatus.Active, now));
        if (accepted.State.Status != InstanceStatus.Active)
            plan.Writes.Add(InstanceWrites.EndInCase(plan.Case.Id, now, removal.Of(now, erased: false), removal.Of(now, erased: true)));
        return plan;
    }

    private static bool TellsPeople(Effect effect) => effect is CreateUserTask or EscalateTask or RetargetUserTask { RoleChanged: true };

    private static RowWrite Instance(StepPlan plan, StoredInstance? stored, string? definitionBefore, StepResult.Accepted accepted)
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
            return status == InstanceRowStatus.Active && accepted.State.DefinitionKey == definitionBefore
                ? InstanceWrites.Advance(stored, plan.LeansOnCase, text)
                : InstanceWrites.AdvanceTo(stored, plan.LeansOnCase, accepted.State.DefinitionKey, text, status, endedAt);
        }

        return plan.Inserts.Of(new ProcessInstanceRow
        {
            Id = plan.InstanceId,
            DefinitionKey = accepted.State.DefinitionKey,
            ProcessId = accepted.State.DefinitionKey[..accepted.State.DefinitionKey.LastIndexOf(':')],
            CaseId = plan.Case.Id,
            StateText = text,
            Version = 1,
            HistoryCount = 1,
            Status = status,
            StartedAt = plan.Now,
            EndedAt = endedAt,
        });
    }

    private static RowWrite History(StepPlan plan, long count, IReadOnlyList<Event> events) => plan.Inserts.Of(new HistoryRow
    {
        InstanceId = plan.InstanceId,
        Sequence = count + 1,
        StepId = plan.NewId(),
        HappenedAt = plan.Now,
        ActorId = plan.Actor.Id,
        Events = EventText.WriteAll(events),
    });

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

    // A case that is there already may have conflicts declared; a new one has none.
    private async Task<StoredCase> CaseOf(NewInstanceCase start, CancellationToken ct)
    {
        var known = StoredCase.Of(start.Row);
        if (start.Key is not null)
            return known;
        await using var db = parts.Dialect.CreateDb();
        var conflicted = await db.CaseConflicts.Where(row => row.CaseId == known.Id).Select(row => row.AccountId).ToListAsync(ct);
        return known with { Conflicted = conflicted.ToHashSet(StringComparer.Ordinal) };
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
