using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Signaalketen.Web.Hosting;

/// <summary>Which files the pages use: the bundle when it was built, otherwise the plain style that comes with the source.</summary>
public sealed class ProductFiles(IFileProvider files)
{
    /// <summary>Marks in <see cref="HttpContext.Items"/> that the answer is one of these files.</summary>
    public const string Served = "signaalketen.file";

    public bool HasBundle { get; } = files.GetFileInfo("bundle/app.css").Exists && files.GetFileInfo("bundle/app.js").Exists;

    public bool HasDrawing { get; } = files.GetFileInfo("bundle/viewer.js").Exists && files.GetFileInfo("bundle/bpmn.css").Exists;

    public string StyleSheet => HasBundle ? "~/bundle/app.css" : "~/plain.css";

    public static StaticFileOptions Options { get; } = new()
    {
        ContentTypeProvider = new FileExtensionContentTypeProvider(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [".css"] = "text/css; charset=utf-8",
            [".js"] = "text/javascript; charset=utf-8",
            [".woff2"] = "font/woff2",
            [".woff"] = "font/woff",
            [".ttf"] = "font/ttf",
            [".svg"] = "image/svg+xml",
            [".txt"] = "text/plain; charset=utf-8",
            [".ico"] = "image/x-icon",
        }),
        OnPrepareResponse = answer =>
        {
            answer.Context.Items[Served] = true;
            // A name with a version never changes content; without one the browser asks every time.
            answer.Context.Response.Headers.CacheControl =
                answer.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        },
    };
}
