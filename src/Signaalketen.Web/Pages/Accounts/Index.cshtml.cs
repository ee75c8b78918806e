using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Casework;
using Signaalketen.Casework.Words;
using Signaalketen.Runtime.People;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Accounts;

/// <summary>Every account of the municipality, for the administrator.</summary>
[AdministratorOnly]
public sealed class IndexModel(Runtime.People.Accounts accounts, DutchTime local) : PageModel
{
    public sealed record Line(string Id, string Name, string UserName, string RoleNames, bool Closed, string Away);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(local.Now.DateTime);
        Lines = [.. (await accounts.List(ct)).Select(one => new Line(one.Id, one.DisplayName, one.UserName, RoleNames(one), one.Disabled, Away(one, today)))];
    }

    private static string RoleNames(AccountView account) =>
        string.Join(", ", Roles.All.Where(role => account.Roles.Contains(role.Id)).Select(role => role.DutchName));

    private static string Away(AccountView account, DateOnly today)
    {
        var next = account.Absences.Where(away => away.LastDay >= today).MinBy(away => away.FirstDay);
        return next is null ? "nee"
            : next.FirstDay <= today ? $"ja, tot en met {DutchText.ShortDate(next.LastDay)}"
            : $"vanaf {DutchText.ShortDate(next.FirstDay)}";
    }
}
