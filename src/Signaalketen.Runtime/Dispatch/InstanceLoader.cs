using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>Brings instances from the database to the step: one, or many in one go before a batch of work.</summary>
public sealed class InstanceLoader(StepParts parts, HotInstances hot, StepFaults faults)
{
    /// <summary>As it stands in the database now; null when there is none.</summary>
    /// <exception cref="StepFailedException">Its state cannot be read; an incident says so.</exception>
    internal async Task<HotInstance?> Load(string instanceId, DateTimeOffset now, CancellationToken ct)
    {
        if (await parts.Store.Load(instanceId, ct) is not { } stored)
            return null;
        try
        {
            return Read(stored);
        }
        catch (FormatException exception)
        {
            await faults.Record(instanceId, "EngineFault", exception, now, ct);
            throw new StepFailedException(instanceId, exception);
        }
    }

    /// <summary>Remembers these instances, so that a batch of steps reads them in two statements instead of two each. What cannot be read is left to its own step.</summary>
    internal async Task Warm(IEnumerable<string> instanceIds, CancellationToken ct)
    {
        var cold = instanceIds.Where(id => hot.Find(id) is null).Distinct().ToList();
        if (cold.Count < 2)
            return;
        await using var db = parts.Dialect.CreateDb();
        var serial = await db.ProcessDefinitions.MaxAsync(row => (long?)row.Serial, ct) ?? 0;
        var rows = await (
            from instance in db.ProcessInstances.AsNoTracking()
            join file in db.Cases.AsNoTracking() on instance.CaseId equals file.Id
            where cold.Contains(instance.Id)
            select new { instance.Id, instance.StateText, instance.Version, instance.HistoryCount, Case = file }).ToListAsync(ct);
        var caseIds = rows.Select(row => row.Case.Id).Distinct().ToList();
        var conflicts = (await db.CaseConflicts.AsNoTracking().Where(row => caseIds.Contains(row.CaseId)).ToListAsync(ct))
            .ToLookup(row => row.CaseId, row => row.AccountId, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var file = StoredCase.Of(row.Case) with { Conflicted = conflicts[row.Case.Id].ToHashSet(StringComparer.Ordinal) };
            try
            {
                hot.Keep(Read(new(row.Id, row.StateText, row.Version, row.HistoryCount, serial, file)));
            }
            catch (FormatException)
            {
                // Its own step finds it too, and raises the incident.
                hot.Forget(row.Id);
            }
        }
    }

    private static HotInstance Read(StoredInstance stored) => new(stored with { StateText = "" }, StateText.Read(stored.StateText));
}
