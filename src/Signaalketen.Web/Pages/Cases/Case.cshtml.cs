using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Casework;
using Signaalketen.Runtime.Cases;
using Signaalketen.Web.Hosting;
using Signaalketen.Web.SignIn;

namespace Signaalketen.Web.Pages.Cases;

/// <summary>The page of a case: where it is, how it came there, and who is to act. Answers of forms are shown per step, not here.</summary>
public sealed class CaseModel(CaseQueries cases, CaseViews views) : PageModel
{
    public CaseView View { get; private set; } = CaseView.None;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        var person = HttpContext.Person();
        if (await Find(reference, person, ct) is not { } found)
            return NotFound();
        View = await views.Of(found, person, ct);
        return Page();
    }

    /// <summary>The model of the case's process, for the drawing on this page.</summary>
    public async Task<IActionResult> OnGetModelAsync(string reference, CancellationToken ct) =>
        await Find(reference, HttpContext.Person(), ct) is { } found && await views.Model(found, ct) is { } xml
            ? DrawingAnswer.Of(xml)
            : NotFound();

    private async Task<Runtime.Cases.CaseView?> Find(string reference, Person person, CancellationToken ct) =>
        CaseReference.IsReference(reference) && await cases.ByReference(reference, person, ct) is { } summary
            ? await cases.Case(summary.Id, person, ct)
            : null;
}
