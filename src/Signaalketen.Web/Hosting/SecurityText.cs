using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace Signaalketen.Web.Hosting;

/// <summary>Tells where to report a security problem (RFC 9116).</summary>
public static class SecurityText
{
    private const int ValidDays = 180;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/security.txt", (IOptions<Municipality> municipality, TimeProvider clock) =>
        {
            var contact = municipality.Value.SecurityContact;
            if (contact.Length == 0)
                return Results.NotFound();
            var expires = clock.GetUtcNow().UtcDateTime.Date.AddDays(ValidDays).ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);
            return Results.Text($"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\n", "text/plain", Encoding.UTF8);
        }).AllowAnonymous();
}
