using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Web.Demo;

namespace Signaalketen.Web.Pages.Demo;

/// <summary>Exists in the practice environment only; elsewhere there is no mailbox service and the page is unknown.</summary>
[AllowAnonymous]
public sealed class MailboxModel(IServiceProvider services) : PageModel
{
    public IReadOnlyList<SentMail> Mails { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (services.GetService<Mailbox>() is not { } mailbox)
            return NotFound();
        Mails = mailbox.Read();
        return Page();
    }
}
