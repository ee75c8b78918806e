using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Web.Pages.SignIn;

public sealed class OutModel(SignInManager<Account> signIn, UserManager<Account> accounts) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        // A new stamp ends every session of this account, so that a copied cookie is worth nothing after signing out.
        if (await accounts.GetUserAsync(User) is { } account)
            await accounts.UpdateSecurityStampAsync(account);
        await signIn.SignOutAsync();
        return LocalRedirect("/afmelden");
    }
}
