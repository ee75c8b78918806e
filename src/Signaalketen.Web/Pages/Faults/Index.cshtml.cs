using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Web.Hosting;

namespace Signaalketen.Web.Pages.Faults;

/// <summary>What went wrong, in one sentence, and what to do. Shown in place of the page; nobody can tell "unknown" from "not for you".</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel : PageModel
{
    public ProblemWords Words { get; private set; } = ProblemWords.Of(StatusCodes.Status404NotFound, reporting: false);

    /// <summary>Finds this very request in the log. Only for faults of ours: a page that does not exist needs no number, and must be the same for everybody.</summary>
    public string? Number { get; private set; }

    public IActionResult OnGet(int status) => Show(status);

    public IActionResult OnPost(int status) => Show(status);

    private PageResult Show(int status)
    {
        var replaced = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>();
        // Asked for by hand it is a page that does not exist.
        var actual = replaced is null && failed is null ? StatusCodes.Status404NotFound : status;
        var path = replaced?.OriginalPath ?? failed?.Path ?? "";
        Words = ProblemWords.Of(actual, path.StartsWith("/melden", StringComparison.OrdinalIgnoreCase));
        if (actual >= StatusCodes.Status500InternalServerError)
            Number = Activity.Current?.TraceId.ToHexString()[..12] ?? HttpContext.TraceIdentifier;
        if (DatabaseAway.WordsOf(HttpContext) is { } away)
            (actual, Words, Number) = (StatusCodes.Status503ServiceUnavailable, away, null);
        Response.StatusCode = actual;
        return Page();
    }
}
