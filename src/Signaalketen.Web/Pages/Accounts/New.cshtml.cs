using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Casework.Forms;
using Signaalketen.Runtime.People;
using Signaalketen.Web.Demo;
using Signaalketen.Web.Hosting;

namespace Signaalketen.Web.Pages.Accounts;

/// <summary>Makes an account with its first password. In the practice environment the password may be left out.</summary>
[AdministratorOnly]
public sealed class NewModel(Runtime.People.Accounts accounts, ModeOfSite site) : PageModel
{
    public FormSheet Sheet { get; private set; } = FormSheet.Empty(AccountForm.New(""));

    public PasswordBox Box => new(
        AccountForm.Password, AccountForm.PasswordInput, "Eerste wachtwoord", "new-password",
        Practising
            ? $"Minstens {PasswordRule.ShortestLength} tekens. Zonder wachtwoord krijgt deze persoon wel taken, maar kan zich niet aanmelden."
            : $"Minstens {PasswordRule.ShortestLength} tekens. Geef het persoonlijk door, niet per mail.",
        Sheet.ErrorOf(AccountForm.Password), Required: !Practising);

    [TempData]
    public string? Saved { get; set; }

    private bool Practising => site.Mode == ProductMode.Demo;

    private FormDefinition Form => AccountForm.New(Practising
        ? $"In de oefenomgeving eindigt elke gebruikersnaam op {DemoPeople.Domain}."
        : "Hiermee meldt deze persoon zich aan. Vaak is dit het e-mailadres.");

    public void OnGet() => Sheet = FormSheet.Empty(Form);

    public async Task<IActionResult> OnPostAsync([FromForm(Name = AccountForm.PasswordInput)] string? password, CancellationToken ct)
    {
        var form = Form;
        var reading = form.Read(FormSheet.Answers(Request.Form));
        var errors = new Dictionary<string, string>(reading.Errors, StringComparer.Ordinal);
        if (!PasswordRule.Allows(password) && !(Practising && password is null))
            errors[AccountForm.Password] = PasswordRule.Sentence;
        if (reading.IsValid && WrongSide(AccountForm.Answer(reading, AccountForm.UserName)) is { } sentence)
            errors[AccountForm.UserName] = sentence;
        if (errors.Count > 0)
            return Refuse(form, reading, errors);
        try
        {
            var made = await accounts.Create(
                new(
                    AccountForm.Answer(reading, AccountForm.UserName), AccountForm.Answer(reading, AccountForm.DisplayName),
                    AccountForm.Answer(reading, AccountForm.Email), AccountForm.Chosen(reading), password),
                ct);
            Saved = password is null
                ? "Het account is gemaakt."
                : "Het account is gemaakt. Geef het wachtwoord persoonlijk door en vraag deze persoon om het meteen te wijzigen.";
            return Redirect($"/beheer/accounts/{made.AccountId}");
        }
        catch (AccountException refused)
        {
            errors[AccountForm.FieldOf(refused.Part)] = refused.Message;
            return Refuse(form, reading, errors);
        }
    }

    // Real work refuses to start beside a practice account, and the practice environment beside a real one.
    private string? WrongSide(string userName)
    {
        if (Practising && !userName.EndsWith(DemoPeople.Domain, StringComparison.Ordinal))
            return $"Kies een gebruikersnaam die eindigt op {DemoPeople.Domain}.";
        return !Practising && userName.EndsWith(DemoPeople.Domain, StringComparison.OrdinalIgnoreCase)
            ? $"Kies een andere gebruikersnaam: {DemoPeople.Domain} hoort bij de oefenomgeving."
            : null;
    }

    private PageResult Refuse(FormDefinition form, FormReading reading, Dictionary<string, string> errors)
    {
        Sheet = new FormSheet(form, reading.Posted, errors);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
