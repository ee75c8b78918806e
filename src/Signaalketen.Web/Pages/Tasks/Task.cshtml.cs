using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Web.SignIn;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Tasks;

/// <summary>One task: what we ask on the left, what this step may show on the right.</summary>
public sealed class TaskModel(TaskQueries queries, TaskService service, TaskViews views, DutchTime time) : PageModel
{
    public TaskView View { get; private set; } = TaskView.None;

    public FormSheet? Sheet { get; private set; }

    /// <summary>Why the last action was not done.</summary>
    public string? Refused { get; private set; }

    /// <summary>By which the site knows this form when it comes in twice.</summary>
    public string RequestNumber { get; private set; } = Guid.NewGuid().ToString("N");

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Finished { get; set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await Show(id, null, ct);

    public async Task<IActionResult> OnPostClaimAsync(string id, CancellationToken ct)
    {
        if (await service.Claim(id, HttpContext.Person(), ct) is TaskResult.Refused refused)
            return await ShowRefused(id, refused.Refusal, null, ct);
        Done = "U hebt deze taak opgepakt.";
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostReleaseAsync(string id, CancellationToken ct)
    {
        if (await service.Release(id, HttpContext.Person(), ct) is TaskResult.Refused refused)
            return await ShowRefused(id, refused.Refusal, null, ct);
        Finished = "U hebt de taak teruggegeven. Uw team ziet de taak weer.";
        return LocalRedirect("/taken");
    }

    public async Task<IActionResult> OnPostSaveAsync(string id, CancellationToken ct)
    {
        var posted = FormSheet.Answers(Request.Form);
        if (await service.SaveDraft(id, HttpContext.Person(), posted, ct) is TaskResult.Refused refused)
            return await ShowRefused(id, refused.Refusal, posted, ct);
        Done = $"Opgeslagen om {time.Time(time.Now)}. U kunt later verdergaan.";
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostCompleteAsync(string id, [FromForm(Name = "__verzoek")] string? number, CancellationToken ct)
    {
        if (await queries.Get(id, HttpContext.Person(), ct) is not { } task)
            return NotFound();
        var posted = FormSheet.Answers(Request.Form);
        var reading = (task.Form ?? NoQuestions).Read(posted, task.LoopCounter);
        // A task that is closed says so, whatever was filled in.
        if (!reading.IsValid && task.Refusal is null)
        {
            Sheet = FormSheet.Of(task.Form ?? NoQuestions, reading);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Show(id, Sheet, ct);
        }

        // Once it is being stored, a browser that goes away must not undo it.
        var known = Guid.TryParseExact(number, "N", out var given) ? given.ToString("N") : null;
        switch (await service.Complete(id, HttpContext.Person(), reading, CancellationToken.None, known))
        {
            case TaskResult.Done done:
                Finished = NextWords.After(task.Summary.Name, done, time);
                return LocalRedirect("/taken");
            case TaskResult.Refused refused:
                return await ShowRefused(id, refused.Refusal, posted, ct);
            default:
                throw new InvalidOperationException("A task result of an unknown kind.");
        }
    }

    private static FormDefinition NoQuestions { get; } = new("none", "", "", "", []);

    private async Task<IActionResult> ShowRefused(string id, Refusal refusal, IReadOnlyDictionary<string, IReadOnlyList<string>>? posted, CancellationToken ct)
    {
        if (refusal.Code == RefusalCode.NotFound || await queries.Get(id, HttpContext.Person(), ct) is not { } task)
            return NotFound();
        Refused = refusal.Sentence;
        Response.StatusCode = refusal.Code switch
        {
            RefusalCode.NotAllowed => StatusCodes.Status403Forbidden,
            RefusalCode.Invalid => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status409Conflict,
        };
        return await Show(id, posted is null || task.Form is null ? null : FormSheet.Filled(task.Form, posted), ct);
    }

    private async Task<IActionResult> Show(string id, FormSheet? filled, CancellationToken ct)
    {
        var person = HttpContext.Person();
        if (await queries.Get(id, person, ct) is not { } task)
            return NotFound();
        View = await views.Of(task, person, ct);
        if (View is { IsMine: true, IsClosed: false } && task.Form is { } form)
            Sheet = filled ?? (task.Draft is { } draft ? FormSheet.Filled(form, draft) : FormSheet.Empty(form));
        return Page();
    }
}
