using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.People;

/// <summary>Reads accounts with roles and absence: a municipality has tens of them, so all at once.</summary>
public sealed class PeopleReader(Dialect dialect, WallClock local)
{
    // Whoever joins a role on another node hears of tasks that open this much later.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private volatile Known? known;

    /// <summary>Who is told about a task: as read on this node at most two seconds ago. Access is never judged by it.</summary>
    public async Task<People> Recent(DateTimeOffset now, CancellationToken ct)
    {
        if (known is { } recent && recent.At <= now && now - recent.At < Fresh)
            return recent.People;
        var read = await Read(now, ct);
        known = new(now, read);
        return read;
    }

    /// <summary>Something changed on this node: the next look is a fresh one.</summary>
    public void Forget() => known = null;

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

    private sealed record Known(DateTimeOffset At, People People);
}
