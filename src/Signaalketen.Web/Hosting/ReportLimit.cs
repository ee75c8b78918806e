using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Signaalketen.Web.Hosting;

/// <summary>
/// Keeps a flood off the public report form. Counting happens in this process's memory only, for as long as a window lasts:
/// no address of a reporter is written anywhere.
/// </summary>
public static class ReportLimit
{
    public const string Policy = "report";

    private const string PerAddressSetting = "Signaalketen:Report:PerAddress";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var perAddress = configuration.GetValue(PerAddressSetting, 20);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(Address(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = perAddress, Window = Window })
                : RateLimitPartition.GetNoLimiter("reading"));
        });
    }

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
