using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.People;

/// <summary>Reads accounts with roles and absence: a municipality has tens of them, so all at once.</summary>
public sealed class PeopleReader(Dialect dialect, WallClock local)
{
    public async Task<People> Read(DateTimeOffset now, CancellationToken ct)
    {
        var today = local.DayOf(now);
        await using var db = dialect.CreateDb();
        var accounts = await db.Users.AsNoTracking().Select(account => new { account.Id, account.DisplayName, account.Disabled }).ToListAsync(ct);
        var roles = (await db.RoleMemberships.AsNoTracking().ToListAsync(ct)).ToLookup(row => row.AccountId, row => row.RoleId, StringComparer.Ordinal);
        var absences = (await db.Absences.AsNoTracking().Where(row => row.FirstDay <= today && row.LastDay >= today).ToListAsync(ct))
            .ToLookup(row => row.AccountId, StringComparer.Ordinal);
        return new(accounts.Select(account => new Colleague(
            account.Id, account.DisplayName, roles[account.Id].ToHashSet(StringComparer.Ordinal), account.Disabled,
            absences[account.Id].Any(), StandIn(absences[account.Id]))));
    }

    private static string? StandIn(IEnumerable<AbsenceRow> absences) =>
        absences.OrderBy(row => row.FirstDay).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => row.StandInId).FirstOrDefault(id => id is not null);
}
