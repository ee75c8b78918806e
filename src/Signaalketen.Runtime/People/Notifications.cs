using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Runtime.People;

/// <summary>The lines on somebody's screen.</summary>
public sealed class Notifications(Dialect dialect, TimeProvider clock)
{
    /// <summary>Unread ones, newest first.</summary>
    public async Task<IReadOnlyList<NotificationView>> Unread(Person person, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        return await (
            from line in db.Notifications
            join task in db.UserTasks on line.TaskId equals task.Id
            where line.AccountId == person.AccountId && line.ReadAt == null && task.Status == UserTaskStatus.Open
            orderby line.RaisedAt descending, line.Id descending
            select new NotificationView(line.Id, line.NotificationKind, line.TaskId, task.Name, task.Reference, task.DueAt, line.RaisedAt)).ToListAsync(ct);
    }

    /// <summary>Sweeps up lines of closed tasks, at most so many at a time.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> Sweep(int most, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var ids = await db.Notifications.Where(line => db.UserTasks.Any(task => task.Id == line.TaskId && task.Status != UserTaskStatus.Open))
            .OrderBy(line => line.Id).Select(line => line.Id).Take(most).ToListAsync(ct);
        return ids.Count == 0 ? 0 : await db.Notifications.Where(line => ids.Contains(line.Id)).ExecuteDeleteAsync(ct);
    }

    public async Task MarkRead(string notificationId, Person person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = dialect.CreateDb();
        await db.Notifications.Where(row => row.Id == notificationId && row.AccountId == person.AccountId && row.ReadAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(line => line.ReadAt, now), ct);
    }
}

/// <param name="TaskReference">The task's own number, which is not that of the case.</param>
public sealed record NotificationView(
    string Id, NotificationKind Kind, string TaskId, string TaskName, string TaskReference, DateTimeOffset? DueAt, DateTimeOffset RaisedAt);
