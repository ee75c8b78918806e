using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.People;

/// <summary>Reads accounts with roles and absence: a municipality has tens of them, so all at once.</summary>
public sealed class PeopleReader(Dialect dialect, WallClock local)
{
    // Whoever joins a role on another node hears of tasks that open this much later.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    // Every page asks for it.
    private static readonly CompiledQuery<Func<SignaalketenDb, DateOnly, IAsyncEnumerable<Found>>> Everybody = new(() => EF.CompileAsyncQuery((SignaalketenDb db, DateOnly today) =>
        db.Users.AsNoTracking().Select(account => new Found(
            account.Id, account.DisplayName, account.Disabled,
            db.RoleMemberships.Where(row => row.AccountId == account.Id).Select(row => row.RoleId).ToList(),
            db.Absences.Where(row => row.AccountId == account.Id && row.FirstDay <= today && row.LastDay >= today).ToList()))));

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
        var accounts = await Everybody.On(db)(db, today).ToListAsync(ct);
        return new(accounts.Select(account => new Colleague(
            account.Id, account.DisplayName, account.Roles.ToHashSet(StringComparer.Ordinal), account.Disabled, account.Absences.Count > 0, StandIn(account.Absences))));
    }

    private static string? StandIn(IEnumerable<AbsenceRow> absences) =>
        absences.OrderBy(row => row.FirstDay).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => row.StandInId).FirstOrDefault(id => id is not null);

    private sealed record Found(string Id, string DisplayName, bool Disabled, List<string> Roles, List<AbsenceRow> Absences);

    private sealed record Known(DateTimeOffset At, People People);
}
