using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.People;

namespace Signaalketen.Web.Pages.Accounts;

/// <summary>My own password. Other sessions of mine end; this one goes on.</summary>
public sealed class PasswordModel(UserManager<Account> users, SignInManager<Account> signIn) : PageModel
{
    private const string CurrentId = "current";
    private const string NewId = "new";

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public bool HasPassword { get; private set; }

    public PasswordBox CurrentBox => new(CurrentId, "__huidig", "Huidig wachtwoord", "current-password", null, Errors.GetValueOrDefault(CurrentId));

    public PasswordBox NewBox => new(
        NewId, "__nieuw", "Nieuw wachtwoord", "new-password",
        $"Minstens {PasswordRule.ShortestLength} tekens. Een zin van een paar woorden is sterk en makkelijk te onthouden.", Errors.GetValueOrDefault(NewId));

    [TempData]
    public string? Saved { get; set; }

    public async Task OnGetAsync() => HasPassword = (await Me()).PasswordHash is not null;

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "__huidig")] string? current, [FromForm(Name = "__nieuw")] string? wanted)
    {
        var me = await Me();
        HasPassword = me.PasswordHash is not null;
        if (!HasPassword)
            return NotFound();
        if (wanted is null || !PasswordRule.Allows(wanted))
            return Refuse(NewId, PasswordRule.Sentence);
        if (wanted == current)
            return Refuse(NewId, "Kies een ander wachtwoord dan u nu hebt.");
        // Counts as trying to sign in: whoever finds an open screen cannot go on guessing here.
        var known = await signIn.CheckPasswordSignInAsync(me, current ?? "", lockoutOnFailure: true);
        if (known.IsLockedOut)
            return Refuse(CurrentId, "U vulde te vaak een verkeerd wachtwoord in. Probeer het over een kwartier opnieuw.");
        if (!known.Succeeded)
            return Refuse(CurrentId, "Uw huidige wachtwoord klopt niet. Vul het opnieuw in.");
        var changed = await users.ChangePasswordAsync(me, current!, wanted);
        if (!changed.Succeeded)
            return Refuse(NewId, "Het wachtwoord is niet gewijzigd. Probeer het opnieuw.");
        await signIn.RefreshSignInAsync(me);
        Saved = "Uw wachtwoord is gewijzigd. Op andere apparaten meldt u zich opnieuw aan.";
        return Redirect("/wachtwoord");
    }

    private async Task<Account> Me() => await users.GetUserAsync(User) ?? throw new InvalidOperationException("Whoever is signed in has an account.");

    private PageResult Refuse(string box, string sentence)
    {
        Errors = new Dictionary<string, string> { [box] = sentence };
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
