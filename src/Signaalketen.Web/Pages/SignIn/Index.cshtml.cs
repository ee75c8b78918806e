using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Web.Pages.SignIn;

public sealed class IndexModel(SignInManager<Account> signIn, UserManager<Account> accounts) : PageModel
{
    // One sentence for a wrong name, a wrong password, a locked and a disabled account: nobody learns which accounts exist.
    private const string Refused = "Aanmelden is niet gelukt. Controleer uw gebruikersnaam en wachtwoord. Na vijf keer proberen moet u een kwartier wachten.";

    // Checked when there is no such account, so that an unknown name takes as long as a known one.
    private static readonly Account Nobody = new() { UserName = "niemand", PasswordHash = new PasswordHasher<Account>().HashPassword(new Account(), Guid.NewGuid().ToString()) };

    [BindProperty]
    public string UserName { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    [BindProperty(Name = "terug", SupportsGet = true)]
    public string? Back { get; set; }

    public string? Error { get; private set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect("/taken") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var account = await accounts.FindByNameAsync(UserName.Trim());
        if (account is null || account.Disabled)
        {
            accounts.PasswordHasher.VerifyHashedPassword(Nobody, Nobody.PasswordHash!, Password);
            return Refuse();
        }

        var result = await signIn.PasswordSignInAsync(account, Password, isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded ? LocalRedirect(Url.IsLocalUrl(Back) ? Back : "/taken") : Refuse();
    }

    private PageResult Refuse()
    {
        Error = Refused;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
