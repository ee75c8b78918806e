using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence;
using Signaalketen.Web.Demo;

namespace Signaalketen.Web.Pages.Demo;

/// <summary>Exists in the practice environment only; elsewhere there is no mailbox service and the page is unknown.</summary>
public sealed class MailboxModel(IServiceProvider services, SignaalketenDb db) : PageModel
{
    private const int Newest = 100;

    public sealed record Line(SentMail Mail, DateTimeOffset At);

    public IReadOnlyList<Line> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (services.GetService<Mailbox>() is not { } mailbox)
            return NotFound();
        var sent = await db.OutboxMails.AsNoTracking().Where(row => row.SentAt != null)
            .OrderByDescending(row => row.SentAt).ThenByDescending(row => row.Id).Take(Newest).ToDictionaryAsync(row => row.Id, row => row.SentAt!.Value, ct);
        Mails = [.. mailbox.Read().Where(mail => sent.ContainsKey(mail.MailId)).Select(mail => new Line(mail, sent[mail.MailId])).OrderByDescending(line => line.At)];
        return Page();
    }
}
