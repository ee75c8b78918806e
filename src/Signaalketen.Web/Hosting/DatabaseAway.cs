using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Web.Pages.Faults;

namespace Signaalketen.Web.Hosting;

/// <summary>
/// A request that meets a database in trouble gets one page that says what is the matter and what became of what was filled in. The page
/// is made without looking up who asks, because that would need the database too.
/// </summary>
public sealed class DatabaseAway(RequestDelegate next, DatabaseWatch watch, IServiceScopeFactory scopes, ILogger<DatabaseAway> log)
{
    private const string Mark = "signaalketen.away";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    /// <summary>The words of the page; null when the database is well.</summary>
    public static ProblemWords? WordsOf(HttpContext context) => context.Items[Mark] as ProblemWords;

    public async Task InvokeAsync(HttpContext context)
    {
        TroubleReport? report = null;
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && (report = watch.Saw(exception)) is not null)
        {
            // The cause is told at once by the watch; here only that somebody met it.
            log.LogWarning("A request met database trouble {Trouble}", report.Trouble);
            await Answer(context, report.Trouble);
        }
    }

    private async Task Answer(HttpContext context, DatabaseTrouble trouble)
    {
        var request = context.Request;
        var words = ProblemWords.Away(
            posted: !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method),
            unsure: trouble == DatabaseTrouble.UnknownOutcome,
            reporting: request.Path.StartsWithSegments("/melden"));
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        if (request.Path.StartsWithSegments("/api"))
        {
            await context.Response.WriteAsJsonAsync(
                new ProblemDetails { Type = "database.away", Title = words.What, Detail = words.Advice, Status = StatusCodes.Status503ServiceUnavailable },
                options: null, "application/problem+json", context.RequestAborted);
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var before = context.RequestServices;
        try
        {
            context.RequestServices = scope.ServiceProvider;
            context.Items[Mark] = words;
            context.User = new ClaimsPrincipal();
            context.SetEndpoint(null);
            request.RouteValues.Clear();
            request.Headers.Cookie = default;
            request.Method = HttpMethods.Get;
            request.Path = "/fout/503";
            request.QueryString = QueryString.Empty;
            await next(context);
        }
        finally
        {
            context.RequestServices = before;
        }
    }
}
