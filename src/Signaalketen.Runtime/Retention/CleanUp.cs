using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Retention;

/// <summary>
/// Takes away what has reached its removal day: content and key first, then everything the process left, until only the counted shell
/// stands. Each piece is one transaction that stands by itself, so that a crash anywhere costs nothing but time, and doing it twice, or
/// on two nodes at once, changes nothing.
/// </summary>
public sealed class CleanUp(StepParts parts, RemovalDates dates, ILogger<CleanUp> log)
{
    // A case closed by a version that kept no day; there are none once all were marked.
    private bool allMarked;
    private bool traces;

    /// <param name="most">Rows in one piece, and about as many in one round.</param>
    /// <returns>How many rows went.</returns>
    public async Task<int> RunOnce(DateTimeOffset now, int most, CancellationToken ct)
    {
        if (!allMarked)
            allMarked = await Mark(most, ct);
        await using var db = parts.Dialect.CreateDb();
        var due = await db.Cases.AsNoTracking().Where(row => row.RemoveAt != null && row.RemoveAt <= now)
            .OrderBy(row => row.RemoveAt).ThenBy(row => row.Id).Select(row => new { row.Id, Erased = row.ErasedAt != null }).Take(most).ToListAsync(ct);
        var gone = 0;
        foreach (var one in due)
        {
            if (gone >= most || ct.IsCancellationRequested)
                break;
            gone += await Remove(db, one.Id, one.Erased, most - gone, now, ct);
        }

        // Removed rows may still stand in files of the database, as long as somebody who began earlier may look at them.
        traces |= gone > 0;
        if (traces)
            traces = !await parts.Dialect.ForgetErased(ct);
        return gone;
    }

    private async Task<bool> Mark(int most, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        var unmarked = await db.Cases.AsNoTracking().Where(row => row.ClosedAt != null && row.RemoveAt == null && row.RemovedAt == null)
            .OrderBy(row => row.Id).Take(most).ToListAsync(ct);
        if (unmarked.Count > 0)
            await parts.Store.Commit([.. unmarked.Select(row => CleanUpWrites.Mark(row.Id, dates.Of(row.ClosedAt!.Value, row.ErasedAt is not null)))], ct);
        return unmarked.Count < most;
    }

    private async Task<int> Remove(SignaalketenDb db, string caseId, bool erased, int room, DateTimeOffset now, CancellationToken ct)
    {
        var gone = 0;
        // From here on nobody can open the case again: a process does not start on an erased one.
        if (!erased)
        {
            if (!await Commit(caseId, CaseWrites.Erase(caseId, now), now, ct))
                return gone;
            gone++;
        }

        while (gone < room && !ct.IsCancellationRequested)
        {
            var pieces = await CasePieces.Next(db, caseId, room - gone, ct);
            if (!await Commit(caseId, pieces.Count > 0 ? pieces.Writes : CleanUpWrites.LeaveShell(caseId, now), now, ct))
                return gone;
            if (pieces.Count == 0)
            {
                log.LogInformation("Case {Case} reached its removal day; its number and dates stay", caseId);
                return gone + 1;
            }

            gone += pieces.Count;
        }

        return gone;
    }

    private async Task<bool> Commit(string caseId, IEnumerable<RowWrite> writes, DateTimeOffset now, CancellationToken ct) =>
        await parts.Store.Commit([CleanUpWrites.StillDue(caseId, now), .. writes], ct) == CommitOutcome.Committed;
}
