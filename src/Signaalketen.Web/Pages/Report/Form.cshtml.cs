using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Signaalketen.Casework.Forms;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Intake;
using Signaalketen.Web.Hosting;

namespace Signaalketen.Web.Pages.Report;

/// <summary>
/// The report itself. No login, no cookie and nothing kept until it is sent; so no antiforgery token either
/// (<see cref="CrossSitePosts"/> does that work). The answer to the post is the receipt: a redirect would put the reference in an address.
/// </summary>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(ReportLimit.Policy)]
public sealed class FormModel(SignalIntake intake, DefinitionCache definitions) : PageModel
{
    private const string FormKey = "report";

    /// <summary>Null when nothing is published yet.</summary>
    public FormSheet? Sheet { get; private set; }

    public ReceivedSignal? Received { get; private set; }

    /// <summary>Number of this very form, so that sending it twice is one signal.</summary>
    public string Submission { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Submission = Guid.NewGuid().ToString("N");
        Sheet = await FindForm(ct) is { } form ? FormSheet.Empty(form) : null;
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "__inzending")] string? submission, CancellationToken ct)
    {
        if (await FindForm(ct) is not { } form)
            return Page();
        Submission = Guid.TryParseExact(submission, "N", out var given) ? given.ToString("N") : Guid.NewGuid().ToString("N");
        var reading = form.Read(FormSheet.Answers(Request.Form));
        Sheet = FormSheet.Of(form, reading);
        if (!reading.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        // Once it is being stored, a browser that goes away must not undo it.
        Received = await intake.Receive(reading.CaseFields, SignalStart.Of(reading), CancellationToken.None, Submission);
        return Page();
    }

    private async Task<FormDefinition?> FindForm(CancellationToken ct)
    {
        var published = await definitions.Newest(ct);
        return published.Set.Latest(SignalIntake.ProcessId) is { } process ? published.Form(process.Key, FormKey) : null;
    }
}
