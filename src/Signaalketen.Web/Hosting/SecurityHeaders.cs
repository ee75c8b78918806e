namespace Signaalketen.Web.Hosting;

/// <summary>Puts the same protective headers on every answer, also on errors and files.</summary>
public sealed class SecurityHeaders(RequestDelegate next, ProductMode mode)
{
    /// <summary>Nothing runs, loads or is sent anywhere but to this site itself. <c>data:</c> is for the tick of a checkbox only.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Features = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

    private static readonly TimeSpan YearOfStrictTransport = TimeSpan.FromDays(365);

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Not "no-referrer": browsers then send "Origin: null" with our own forms, and the cross-site check could not tell them apart.
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Features;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Whatever is not a file of ours may hold something about a case or a person: it stays in no cache.
        if (!context.Items.ContainsKey(ProductFiles.Served))
            headers.CacheControl = "no-store";
        if (mode != ProductMode.Demo)
            headers.StrictTransportSecurity = $"max-age={YearOfStrictTransport.TotalSeconds:0}; includeSubDomains";
    }
}
