using Microsoft.Net.Http.Headers;

namespace Signaalketen.Web.Hosting;

/// <summary>
/// Refuses a change that another site makes the browser send. The report form has no cookie and so no antiforgery token; this check
/// is its protection, and a second lock on every other form (OWASP ASVS 3.5).
/// </summary>
public sealed class CrossSitePosts(RequestDelegate next)
{
    private static readonly string[] SafeMethods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options, HttpMethods.Trace];

    public Task InvokeAsync(HttpContext context)
    {
        if (SafeMethods.Contains(context.Request.Method, StringComparer.Ordinal) || ComesFromHere(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool ComesFromHere(HttpRequest request)
    {
        // Written by the browser itself: a page cannot forge it.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers[HeaderNames.Origin].ToString();
        if (origin.Length > 0)
            return IsHere(origin, request);
        var referer = request.Headers[HeaderNames.Referer].ToString();
        // None of the three: not a browser acting for somebody else.
        return referer.Length == 0 || IsHere(referer, request);
    }

    // Uri drops the port that belongs to the scheme; so both sides go through it.
    private static bool IsHere(string address, HttpRequest request) =>
        Uri.TryCreate(address, UriKind.Absolute, out var there)
        && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var here)
        && there.Scheme == here.Scheme
        && there.Authority.Equals(here.Authority, StringComparison.OrdinalIgnoreCase);
}
