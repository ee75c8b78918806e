using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Web.SignIn;

namespace Signaalketen.Web.Pages.Notices;

/// <summary>Lines about tasks of this person. They name a task and its reference, never a person of a case.</summary>
public sealed class IndexModel(SignaalketenDb db, TimeProvider clock) : PageModel
{
    private const int Longest = 100;

    public sealed record Line(string TaskId, string TaskName, string Reference, string Words, DateTimeOffset RaisedAt, bool IsNew);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = HttpContext.Person().AccountId;
        var rows = await (
            from notice in db.Notifications.AsNoTracking()
            join task in db.UserTasks.AsNoTracking() on notice.TaskId equals task.Id
            where notice.AccountId == me
            orderby notice.RaisedAt descending
            select new { notice.TaskId, task.Name, task.Reference, notice.NotificationKind, notice.RaisedAt, notice.ReadAt }).Take(Longest).ToListAsync(ct);
        Lines = [.. rows.Select(row => new Line(row.TaskId, row.Name, row.Reference, Words(row.NotificationKind), row.RaisedAt, row.ReadAt is null))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var me = HttpContext.Person().AccountId;
        var now = clock.GetUtcNow();
        await db.Notifications.Where(row => row.AccountId == me && row.ReadAt == null).ExecuteUpdateAsync(row => row.SetProperty(notice => notice.ReadAt, now), ct);
        return RedirectToPage();
    }

    private static string Words(NotificationKind kind) => kind switch
    {
        NotificationKind.NewTask => "Er staat een taak voor u klaar",
        NotificationKind.Reminder => "Herinnering",
        NotificationKind.BroughtIn => "U bent erbij gevraagd, want deze taak wacht",
        _ => "De wettelijke termijn is voorbij en het dossier is bevroren",
    };
}
