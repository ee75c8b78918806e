using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Web.Hosting;
using Signaalketen.Web.SignIn;

namespace Signaalketen.Web.Pages.Processes;

/// <summary>The BPMN of a published version, for the drawing on the process page.</summary>
public sealed class ModelModel(ProcessVersions versions) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string id, int version, CancellationToken ct) =>
        ProcessAccess.MaySee(HttpContext.Person())
        && await versions.Model(string.Create(CultureInfo.InvariantCulture, $"{id}:{version}"), ct) is { } xml
            ? DrawingAnswer.Of(xml)
            : NotFound();
}
