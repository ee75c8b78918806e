using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Web.SignIn;

namespace Signaalketen.Web.Pages.Processes;

/// <summary>Publishes a new version of a process, or says exactly why not.</summary>
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
public sealed class NewModel(Deployments deployments) : PageModel
{
    // A model of 5 MB (the engine's own limit is stricter on elements) and its forms.
    private const int LargestUpload = 7_000_000;

    private const int LargestModel = 5_000_000;

    private const int MostForms = 200;

    /// <param name="Place">The element of the drawing, when it is about one.</param>
    public sealed record Line(string Words, string? Place);

    public IReadOnlyList<Line> Problems { get; private set; } = [];

    public IReadOnlyList<string> Keys { get; private set; } = [];

    public bool Published => Keys.Count > 0;

    public IActionResult OnGet() => ProcessAccess.MayPublish(HttpContext.Person()) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(IFormFile? model, List<IFormFile>? forms, CancellationToken ct)
    {
        var person = HttpContext.Person();
        if (!ProcessAccess.MayPublish(person))
            return NotFound();
        if (model is null or { Length: 0 })
            return Refuse("Kies een model: een bestand dat eindigt op .bpmn.");
        if (model.Length > LargestModel)
            return Refuse("Het model is groter dan 5 MB. Maak het kleiner en probeer het opnieuw.");
        if (forms?.Count > MostForms)
            return Refuse($"Kies hooguit {MostForms} formulieren en beslistabellen tegelijk.");
        var texts = await WithThoseInUse(await Read(forms ?? [], ct), ct);
        var result = await deployments.Deploy(Path.GetFileName(model.FileName), await Read(model, ct), texts, Actor.Of(person), ct);
        Problems = [.. result.Problems.OrderBy(problem => problem.Severity).Select(Describe)];
        Keys = result.DefinitionKeys;
        if (!Published)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private static Line Describe(Problem problem) =>
        new((problem.Severity == ProblemSeverity.Warning ? "Let op: " : "") + problem.MessageNl, problem.Element);

    private PageResult Refuse(string sentence)
    {
        Problems = [new(sentence, null)];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private static async Task<Dictionary<string, string>> Read(IEnumerable<IFormFile> files, CancellationToken ct)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var name = Path.GetFileName(file.FileName);
            texts[PublishedTexts.IsDecision(name) ? name : Path.GetFileNameWithoutExtension(name)] = await Read(file, ct);
        }

        return texts;
    }

    private static async Task<string> Read(IFormFile file, CancellationToken ct)
    {
        await using var stream = file.OpenReadStream();
        using var reader = ModelText.Open(stream);
        return await reader.ReadToEndAsync(ct);
    }

    // Of the version in use: whoever only changes the drawing, or one table, need not send forty forms again.
    private async Task<Dictionary<string, string>> WithThoseInUse(Dictionary<string, string> given, CancellationToken ct)
    {
        if (await deployments.Current("signal", ct) is not { } current || await deployments.Source(current.Key, ct) is not { } source)
            return given;
        foreach (var decisions in (bool[])[false, true])
        {
            if (given.Keys.Any(key => PublishedTexts.IsDecision(key) == decisions))
                continue;
            foreach (var (key, text) in source.Forms.Where(text => PublishedTexts.IsDecision(text.Key) == decisions))
                given[key] = text;
        }

        return given;
    }
}
