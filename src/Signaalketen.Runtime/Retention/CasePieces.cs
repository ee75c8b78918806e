using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Retention;

/// <summary>The next rows of a closed case to take away, those that point at others before the others.</summary>
internal sealed class CasePieces
{
    private readonly int room;
    private readonly CancellationToken ct;

    private CasePieces(int room, CancellationToken ct)
    {
        this.room = room;
        this.ct = ct;
    }

    public List<RowWrite> Writes { get; } = [];

    /// <summary>How many rows they take; none when the case has nothing left but its shell.</summary>
    public int Count { get; private set; }

    public static async Task<CasePieces> Next(SignaalketenDb db, string caseId, int room, CancellationToken ct)
    {
        var pieces = new CasePieces(room, ct);
        var tasks = db.TasksOf(caseId).Select(row => row.Id);
        var instances = db.ProcessInstances.Where(row => row.CaseId == caseId).Select(row => row.Id);
        var mails = db.OutboxMails.Where(row => row.CaseId == caseId).Select(row => row.Id);
        var jobs = db.Jobs.Where(row => row.CaseId == caseId).Select(row => row.Id);
        await pieces.Take("notification", db.Notifications.Where(row => tasks.Contains(row.TaskId)).Select(row => row.Id));
        await pieces.Take("task_candidate", db.TaskCandidates.Where(row => tasks.Contains(row.TaskId)).Select(row => row.Id));
        await pieces.Take("user_task", tasks);
        await pieces.Take("incident", db.Incidents.Where(row => instances.Contains(row.InstanceId!) || mails.Contains(row.MailId!) || jobs.Contains(row.JobId!)).Select(row => row.Id));
        await pieces.Take("outbox_mail", mails);
        await pieces.Take("job", jobs);
        await pieces.TakeHistory(db, caseId);
        await pieces.TakeInstances(instances);
        return pieces;
    }

    private async Task Take(string table, IQueryable<string> ids)
    {
        if (Count >= room)
            return;
        var found = await ids.OrderBy(id => id).Take(room - Count).ToListAsync(ct);
        Writes.AddRange(found.Select(id => CleanUpWrites.Row(table, id)));
        Count += found.Count;
    }

    // Its numbers have no gaps, so a number tells how many there are.
    private async Task TakeHistory(SignaalketenDb db, string caseId)
    {
        if (Count >= room)
            return;
        var parts = await (
            from instance in db.ProcessInstances
            join step in db.History on instance.Id equals step.InstanceId
            where instance.CaseId == caseId
            group step.Sequence by instance.Id into sequences
            orderby sequences.Key
            select new { sequences.Key, First = sequences.Min(), Last = sequences.Max() }).Take(room - Count).ToListAsync(ct);
        foreach (var part in parts)
        {
            if (Count >= room)
                return;
            var last = Math.Min(part.Last, part.First + room - Count - 1);
            Writes.Add(CleanUpWrites.HistoryUpTo(part.Key, last));
            Count += (int)(last - part.First + 1);
        }
    }

    private async Task TakeInstances(IQueryable<string> instances)
    {
        if (Count >= room)
            return;
        foreach (var id in await instances.OrderBy(id => id).Take(room - Count).ToListAsync(ct))
        {
            Writes.AddRange([.. CleanUpWrites.Waits(id), CleanUpWrites.Row("process_instance", id)]);
            Count++;
        }
    }
}
