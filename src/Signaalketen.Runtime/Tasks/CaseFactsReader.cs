using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework.Access;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Runtime.Tasks;

/// <summary>Gathers what Casework needs to judge access to a case.</summary>
internal static class CaseFactsReader
{
    public static async Task<IReadOnlyDictionary<string, (CaseRow Row, CaseFacts Facts)>> Read(SignaalketenDb db, IReadOnlyCollection<string> caseIds, CancellationToken ct)
    {
        var rows = await db.Cases.AsNoTracking().Where(row => caseIds.Contains(row.Id)).ToListAsync(ct);
        var conflicts = (await db.CaseConflicts.AsNoTracking().Where(row => caseIds.Contains(row.CaseId)).ToListAsync(ct))
            .ToLookup(row => row.CaseId, row => row.AccountId, StringComparer.Ordinal);
        var roles = (await (
            from instance in db.ProcessInstances
            join task in db.UserTasks on instance.Id equals task.InstanceId
            where caseIds.Contains(instance.CaseId) && task.CandidateRole != null
            select new { instance.CaseId, task.CandidateRole }).Distinct().ToListAsync(ct)).ToLookup(row => row.CaseId, row => row.CandidateRole!, StringComparer.Ordinal);
        return rows.ToDictionary(
            row => row.Id,
            row => (row, new CaseFacts
            {
                OwnerId = row.OwnerId,
                DeputyId = row.DeputyId,
                Frozen = row.FrozenAt is not null,
                ConflictedPersons = conflicts[row.Id].ToFrozenSet(StringComparer.Ordinal),
                InvolvedRoles = roles[row.Id].ToFrozenSet(StringComparer.Ordinal),
            }),
            StringComparer.Ordinal);
    }
}
