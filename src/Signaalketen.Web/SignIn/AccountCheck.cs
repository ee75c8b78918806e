using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Signaalketen.Casework;
using Signaalketen.Persistence;

namespace Signaalketen.Web.SignIn;

/// <summary>
/// Holds every cookie against the account at every request: disabled, changed password or signed out elsewhere ends the session at once,
/// on every node (OWASP ASVS 8.3.2).
/// </summary>
public static class AccountCheck
{
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var db = context.HttpContext.RequestServices.GetRequiredService<SignaalketenDb>();
        var id = context.Principal?.AccountId();
        var stampClaim = context.HttpContext.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType;
        var stamp = context.Principal?.FindFirst(stampClaim)?.Value;
        var account = await db.Users.AsNoTracking()
            .Where(row => row.Id == id && !row.Disabled)
            .Select(row => new { row.DisplayName, row.SecurityStamp })
            .FirstOrDefaultAsync(context.HttpContext.RequestAborted);
        if (id is null || account is null || stamp is null || account.SecurityStamp != stamp)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        var roles = await db.RoleMemberships.AsNoTracking().Where(row => row.AccountId == id).Select(row => row.RoleId).ToListAsync(context.HttpContext.RequestAborted);
        context.HttpContext.SetPerson(new Person(id, account.DisplayName, roles.ToHashSet(StringComparer.Ordinal)));
    }
}
