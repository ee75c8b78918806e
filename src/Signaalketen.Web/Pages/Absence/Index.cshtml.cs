using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework.Forms;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Web.SignIn;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Absence;

/// <summary>My own absence and stand-in. For somebody who is ill an administrator does it, on the page of the account.</summary>
public sealed class IndexModel(SignaalketenDb db, DutchTime local) : PageModel
{
    public FormSheet Sheet { get; private set; } = FormSheet.Empty(AbsenceForm.ForMyself([]));

    public IReadOnlyList<PlannedAbsence> Planned { get; private set; } = [];

    [TempData]
    public string? Saved { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => await Load(null, ct);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        var (sheet, answer) = AbsenceForm.Read(await Form(ct), Request.Form, DateOnly.FromDateTime(local.Now.DateTime));
        if (answer is null)
        {
            await Load(sheet, ct);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        db.Absences.Add(new AbsenceRow
        {
            Id = Guid.CreateVersion7().ToString("N"),
            AccountId = HttpContext.Person().AccountId,
            FirstDay = answer.FirstDay,
            LastDay = answer.LastDay,
            StandInId = answer.StandInId,
        });
        await db.SaveChangesAsync(ct);
        Saved = "Uw afwezigheid is opgeslagen.";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAbsenceAsync([FromForm(Name = "__afwezigheid")] string id, CancellationToken ct)
    {
        var me = HttpContext.Person().AccountId;
        var removed = await db.Absences.Where(row => row.Id == id && row.AccountId == me).ExecuteDeleteAsync(ct);
        if (removed == 0)
            return NotFound();
        Saved = "De afwezigheid is verwijderd.";
        return RedirectToPage();
    }

    private async Task Load(FormSheet? sheet, CancellationToken ct)
    {
        Sheet = sheet ?? FormSheet.Empty(await Form(ct));
        var me = HttpContext.Person().AccountId;
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(account => account.Id, account => account.DisplayName, ct);
        var rows = await db.Absences.AsNoTracking().Where(row => row.AccountId == me).OrderBy(row => row.FirstDay).ToListAsync(ct);
        Planned = [.. rows.Select(row => new PlannedAbsence(row.Id, row.FirstDay, row.LastDay, row.StandInId is { } standIn ? names.GetValueOrDefault(standIn) : null))];
    }

    private async Task<FormDefinition> Form(CancellationToken ct)
    {
        var person = HttpContext.Person();
        var candidates = await db.Users.AsNoTracking()
            .Where(account => !account.Disabled && account.Id != person.AccountId)
            .OrderBy(account => account.DisplayName)
            .Select(account => new FormOption(account.Id, account.DisplayName))
            .ToListAsync(ct);
        return AbsenceForm.ForMyself(candidates);
    }
}
