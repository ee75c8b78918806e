using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework.Forms;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Web.SignIn;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Absence;

/// <summary>My own absence and stand-in. Nobody sets it for somebody else here.</summary>
public sealed class IndexModel(SignaalketenDb db, DutchTime local) : PageModel
{
    public sealed record Planning(string Id, DateOnly FirstDay, DateOnly LastDay, string? StandInName);

    public FormSheet Sheet { get; private set; } = FormSheet.Empty(AbsenceForm.For([]));

    public IReadOnlyList<Planning> Planned { get; private set; } = [];

    [TempData]
    public string? Saved { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => await Load(null, ct);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        var form = await Form(ct);
        var reading = form.Read(FormSheet.Answers(Request.Form));
        var errors = new Dictionary<string, string>(reading.Errors, StringComparer.Ordinal);
        var answer = reading.IsValid ? AbsenceForm.Answer(reading) : null;
        if (answer is not null && answer.LastDay < answer.FirstDay)
            errors[AbsenceForm.LastDay] = "De laatste dag is eerder dan de eerste dag. Vul een latere dag in.";
        else if (answer is not null && answer.LastDay < DateOnly.FromDateTime(local.Now.DateTime))
            errors[AbsenceForm.LastDay] = "De laatste dag is al voorbij. Vul een dag in die nog komt.";
        if (answer is null || errors.Count > 0)
        {
            await Load(new FormSheet(form, reading.Posted, errors), ct);
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

    public async Task<IActionResult> OnPostRemoveAsync([FromForm(Name = "__afwezigheid")] string id, CancellationToken ct)
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
        Planned = [.. rows.Select(row => new Planning(row.Id, row.FirstDay, row.LastDay, row.StandInId is { } standIn ? names.GetValueOrDefault(standIn) : null))];
    }

    private async Task<FormDefinition> Form(CancellationToken ct)
    {
        var person = HttpContext.Person();
        var candidates = await db.Users.AsNoTracking()
            .Where(account => !account.Disabled && account.Id != person.AccountId)
            .OrderBy(account => account.DisplayName)
            .Select(account => new { account.Id, account.DisplayName })
            .ToListAsync(ct);
        return AbsenceForm.For(candidates.Select(account => (account.Id, account.DisplayName)));
    }
}
