using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Tasks;

namespace Signaalketen.Runtime.Cases;

/// <summary>Decisions about a case that are no task of its process.</summary>
public sealed class CaseDesk(StepParts parts)
{
    private static readonly string[] MayUnfreezeRoles = [Roles.PrivacyOfficer, Roles.ProcessOwner, Roles.Mayor];

    private static readonly string[] MayAssignRoles = [Roles.ProcessOwner, Roles.SafetyManager];

    /// <summary>Names owner and deputy of a case. The owner may do so, and who steers the chain.</summary>
    /// <returns>Null when done.</returns>
    public async Task<Refusal?> Assign(string caseId, string? ownerId, string? deputyId, Person person, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        if (!(await CaseFactsReader.Read(db, [caseId], ct)).TryGetValue(caseId, out var found) || found.Facts.ConflictedPersons.Contains(person.AccountId))
            return Refusal.Hidden;
        if (found.Row.OwnerId != person.AccountId && !person.HasAny(MayAssignRoles))
            return Refusal.Hidden;
        if (ownerId is not null && !await Holds(ownerId, Roles.CaseOwner, ct))
            return new(RefusalCode.Invalid, "Kies een dossierhouder uit de lijst.");
        if (deputyId is not null && (deputyId == ownerId || !await Holds(deputyId, Roles.DeputyOwner, ct)))
            return new(RefusalCode.Invalid, "Kies als achtervang iemand anders dan de dossierhouder, uit de lijst.");
        await parts.Store.Commit([CaseWrites.Assign(caseId, ownerId, deputyId)], ct);
        return null;
    }

    /// <summary>Lets a frozen case go on. Privacy officer, process owner or mayor.</summary>
    /// <returns>Null when done.</returns>
    public async Task<Refusal?> Unfreeze(string caseId, Person person, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        if (!(await CaseFactsReader.Read(db, [caseId], ct)).TryGetValue(caseId, out var found) || !person.HasAny(MayUnfreezeRoles)
            || found.Facts.ConflictedPersons.Contains(person.AccountId))
            return Refusal.Hidden;
        var log = new Persistence.Model.AccessLogRow
        {
            Id = parts.Identities.NewId(now),
            HappenedAt = now,
            ActorId = person.AccountId,
            CaseId = caseId,
            Purpose = "unfreeze",
            FieldNames = "",
        };
        await parts.Store.Commit([CaseWrites.Unfreeze(caseId), parts.Inserts.Of(log)], ct);
        return null;
    }

    private async Task<bool> Holds(string accountId, string role, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        return await db.RoleMemberships.AnyAsync(row => row.AccountId == accountId && row.RoleId == role, ct)
            && await db.Users.AnyAsync(row => row.Id == accountId && !row.Disabled, ct);
    }
}
