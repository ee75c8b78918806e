using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine.Events;
using Signaalketen.Persistence;

namespace Signaalketen.Runtime.Cases;

/// <summary>What the engine did in the processes of a case, oldest first. Whoever asks has judged access already.</summary>
public static class CaseHistory
{
    public static async Task<IReadOnlyList<CaseEvent>> Read(SignaalketenDb db, string caseId, CancellationToken ct)
    {
        var steps = await (
            from instance in db.ProcessInstances.AsNoTracking()
            join step in db.History.AsNoTracking() on instance.Id equals step.InstanceId
            where instance.CaseId == caseId
            orderby step.HappenedAt, step.InstanceId, step.Sequence
            select step).ToListAsync(ct);
        return [.. steps.SelectMany(step => EventText.ReadAll(step.Events).Select(happened => new CaseEvent(step.InstanceId, step.HappenedAt, step.ActorId, happened)))];
    }
}

/// <summary>An event of a process with when it happened and who caused it: an account id, or the part of the system that acted.</summary>
public sealed record CaseEvent(string InstanceId, DateTimeOffset HappenedAt, string ActorId, Event Event);
