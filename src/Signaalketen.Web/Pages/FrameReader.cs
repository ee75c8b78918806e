using Signaalketen.Casework;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Web.Hosting;
using Signaalketen.Web.Pages.Accounts;
using Signaalketen.Web.Pages.Processes;
using Signaalketen.Web.SignIn;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages;

/// <summary>Reads what the frame of a page shows: who is signed in, the menu with its counts, and the clock of the practice environment.</summary>
public sealed class FrameReader(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Frame frame, ModeOfSite site, DutchTime time, TaskQueries tasks, Notifications notifications)
    {
        // Only pages that are shown have a frame; a form that was posted mostly leads to another page.
        if (site.Mode == ProductMode.Demo)
            frame.Practice = new PracticeBar(time.DateAndTime(time.Now), Here(context.Request));
        if (context.FindPerson() is { } person)
            frame.Show(person, await Menu(person, tasks, notifications, context.RequestAborted));
        await next(context);
    }

    private static string Here(HttpRequest request) => HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/taken";

    private static async Task<IReadOnlyList<MenuItem>> Menu(Person person, TaskQueries tasks, Notifications notifications, CancellationToken ct)
    {
        var mine = await tasks.CountMine(person, ct);
        var unread = (await notifications.Unread(person, ct)).Count;
        var menu = new List<MenuItem>
        {
            new("tasks", "Taken", "/taken", mine.Number, mine switch { { More: true } => "of meer taken van u", { Number: 1 } => "taak van u", _ => "taken van u" }),
            new("notifications", "Berichten", "/berichten", unread, "ongelezen"),
        };
        if (ProcessAccess.MaySee(person))
            menu.Add(new MenuItem("processes", "Proces", "/proces"));
        menu.Add(new MenuItem("absence", "Afwezig", "/afwezig"));
        if (AccountAccess.MayManage(person))
            menu.Add(new MenuItem("accounts", "Accounts", "/beheer/accounts"));
        return menu;
    }
}
