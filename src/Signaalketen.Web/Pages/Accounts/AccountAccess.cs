using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Signaalketen.Casework;
using Signaalketen.Web.SignIn;

namespace Signaalketen.Web.Pages.Accounts;

/// <summary>Who may make and change accounts of others.</summary>
public static class AccountAccess
{
    public static bool MayManage(Person person) => person.Has(Roles.Administrator);
}

/// <summary>For everybody but an administrator the page does not exist, whatever is asked of it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdministratorOnlyAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.FindPerson() is not { } person || !AccountAccess.MayManage(person))
            context.Result = new NotFoundResult();
    }
}
