using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.People;
using Signaalketen.Web.Pages.Absence;
using Signaalketen.Web.SignIn;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Accounts;

/// <summary>One account: roles, password, absence, closing. Nobody can lock themselves out here, so one administrator always stays.</summary>
[AdministratorOnly]
public sealed class AccountModel(Runtime.People.Accounts accounts, UserManager<Account> users, SignInManager<Account> signIn, DutchTime local) : PageModel
{
    private static readonly FormSheet Nothing = FormSheet.Empty(AccountForm.OnlyRoles);

    public AccountView View { get; private set; } = new("", "", "", null, false, [], []);

    public FormSheet RoleSheet { get; private set; } = Nothing;

    public FormSheet AwaySheet { get; private set; } = Nothing;

    /// <summary>The form that was posted and is not right yet.</summary>
    public FormSheet Failed { get; private set; } = Nothing;

    public IReadOnlyList<PlannedAbsence> Planned { get; private set; } = [];

    public PasswordBox Box => new(
        AccountForm.Password, AccountForm.PasswordInput, "Nieuw wachtwoord", "new-password",
        $"Minstens {PasswordRule.ShortestLength} tekens. Geef het persoonlijk door, niet per mail.", Failed.ErrorOf(AccountForm.Password));

    public bool IsMine => View.Id == HttpContext.Person().AccountId;

    public string NotMyOwn => "U kunt uw eigen account niet afsluiten. Vraag dit aan een andere beheerder.";

    public string? Refused { get; private set; }

    [TempData]
    public string? Saved { get; set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] string id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRolesAsync([FromRoute] string id, CancellationToken ct)
    {
        if (!await Load(id, ct))
            return NotFound();
        var reading = AccountForm.OnlyRoles.Read(FormSheet.Answers(Request.Form));
        RoleSheet = FormSheet.Of(AccountForm.OnlyRoles, reading);
        if (!reading.IsValid)
            return Show(RoleSheet);
        var chosen = AccountForm.Chosen(reading);
        if (IsMine && !chosen.Contains(Roles.Administrator))
            return Show(RoleSheet = Wrong(RoleSheet, AccountForm.RoleIds, "U kunt uw eigen rol Beheer niet weghalen. Vraag dit aan een andere beheerder."));
        await accounts.SetRoles(id, chosen, ct);
        // The change ended every session of this account, also the one at work here.
        if (IsMine && await users.FindByIdAsync(id) is { } me)
            await signIn.RefreshSignInAsync(me);
        return Done(id, "De rollen zijn opgeslagen.");
    }

    public async Task<IActionResult> OnPostPasswordAsync([FromRoute] string id, [FromForm(Name = AccountForm.PasswordInput)] string? password, CancellationToken ct)
    {
        if (!await Load(id, ct))
            return NotFound();
        if (IsMine)
            return Refuse("Uw eigen wachtwoord wijzigt u op de pagina Wachtwoord.");
        if (password is null || !PasswordRule.Allows(password))
            return Show(Wrong(Nothing, AccountForm.Password, PasswordRule.Sentence));
        await accounts.SetPassword(id, password, ct);
        return Done(id, "Het nieuwe wachtwoord is opgeslagen. Geef het persoonlijk door en vraag deze persoon om het meteen te wijzigen.");
    }

    public async Task<IActionResult> OnPostCloseAsync([FromRoute] string id, CancellationToken ct)
    {
        if (!await Load(id, ct))
            return NotFound();
        if (IsMine)
            return Refuse(NotMyOwn);
        await accounts.SetDisabled(id, disabled: true, ct);
        return Done(id, "Het account is afgesloten.");
    }

    public async Task<IActionResult> OnPostReopenAsync([FromRoute] string id, CancellationToken ct)
    {
        if (!await Load(id, ct))
            return NotFound();
        await accounts.SetDisabled(id, disabled: false, ct);
        return Done(id, "Het account is weer in gebruik.");
    }

    public async Task<IActionResult> OnPostAbsenceAsync([FromRoute] string id, CancellationToken ct)
    {
        if (!await Load(id, ct))
            return NotFound();
        (AwaySheet, var answer) = AbsenceForm.Read(AwaySheet.Form, Request.Form, DateOnly.FromDateTime(local.Now.DateTime));
        if (answer is null)
            return Show(AwaySheet);
        await accounts.AddAbsence(id, answer.FirstDay, answer.LastDay, answer.StandInId, ct);
        return Done(id, "De afwezigheid is opgeslagen.");
    }

    public async Task<IActionResult> OnPostRemoveAbsenceAsync([FromRoute] string id, [FromForm(Name = "__afwezigheid")] string absenceId, CancellationToken ct)
    {
        if (!await Load(id, ct) || View.Absences.All(away => away.Id != absenceId))
            return NotFound();
        await accounts.RemoveAbsence(absenceId, ct);
        return Done(id, "De afwezigheid is verwijderd.");
    }

    private async Task<bool> Load(string id, CancellationToken ct)
    {
        var everybody = await accounts.List(ct);
        if (everybody.FirstOrDefault(one => one.Id == id) is not { } view)
            return false;
        View = view;
        RoleSheet = FormSheet.Filled(AccountForm.OnlyRoles, new Dictionary<string, IReadOnlyList<string>> { [AccountForm.RoleIds] = view.Roles });
        // Not the administrator who does this: a stand-in sees the tasks, and nobody opens cases to themselves.
        var me = HttpContext.Person().AccountId;
        AwaySheet = FormSheet.Empty(AbsenceForm.ForSomebodyElse(
            everybody.Where(one => !one.Disabled && one.Id != id && one.Id != me).Select(one => new FormOption(one.Id, one.DisplayName))));
        Planned = [.. view.Absences.Select(away => new PlannedAbsence(away.Id, away.FirstDay, away.LastDay, everybody.FirstOrDefault(one => one.Id == away.StandInId)?.DisplayName))];
        return true;
    }

    private static FormSheet Wrong(FormSheet sheet, string field, string sentence) =>
        sheet with { Errors = new Dictionary<string, string> { [field] = sentence } };

    private PageResult Show(FormSheet failed)
    {
        Failed = failed;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private PageResult Refuse(string sentence)
    {
        Refused = sentence;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private RedirectResult Done(string id, string sentence)
    {
        Saved = sentence;
        return Redirect($"/beheer/accounts/{id}");
    }
}
