using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Retention;

/// <summary>
/// Takes away what the logs kept long enough: who read what, what went to whom, and incidents that were dealt with. What belongs to an
/// open case stays, however old.
/// </summary>
public sealed class LogCleanUp(Dialect dialect, RemovalDates dates, WallClock local)
{
    // Their tables are large and have no order by day: one look per day is enough, because what goes, goes on a day.
    private DateOnly? doneOn;

    /// <returns>How many rows went.</returns>
    public async Task<int> RunOnce(DateTimeOffset now, int most, CancellationToken ct)
    {
        var today = local.DayOf(now);
        if (doneOn == today)
            return 0;
        var before = dates.LogsGoBefore(now);
        await using var db = dialect.CreateDb();
        var open = db.Cases.Where(row => row.ClosedAt == null).Select(row => row.Id);
        var reads = await Some(db.AccessLog.Where(row => row.HappenedAt < before && !open.Contains(row.CaseId)).Select(row => row.Id), most, ct);
        var gone = await db.AccessLog.Where(row => reads.Contains(row.Id)).ExecuteDeleteAsync(ct);
        var disclosures = await Some(db.Disclosures.Where(row => row.DisclosedAt < before && !open.Contains(row.CaseId)).Select(row => row.Id), most, ct);
        gone += await db.Disclosures.Where(row => disclosures.Contains(row.Id)).ExecuteDeleteAsync(ct);
        // Those of a case go with the case.
        var incidents = await Some(db.Incidents.Where(row => row.ClearedAt < before && row.InstanceId == null && row.MailId == null && row.JobId == null).Select(row => row.Id), most, ct);
        gone += await db.Incidents.Where(row => incidents.Contains(row.Id)).ExecuteDeleteAsync(ct);
        if (reads.Count < most && disclosures.Count < most && incidents.Count < most)
            doneOn = today;
        return gone;
    }

    private static Task<List<string>> Some(IQueryable<string> ids, int most, CancellationToken ct) => ids.OrderBy(id => id).Take(most).ToListAsync(ct);
}
