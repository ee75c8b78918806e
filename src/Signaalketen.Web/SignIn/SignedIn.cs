using System.Security.Claims;
using Signaalketen.Casework;

namespace Signaalketen.Web.SignIn;

/// <summary>Who is behind this request, as the database says now: a role taken away a second ago is gone.</summary>
public static class SignedIn
{
    private const string Key = "signaalketen.person";

    public static string? AccountId(this ClaimsPrincipal principal) => principal.FindFirstValue(ClaimTypes.NameIdentifier);

    public static void SetPerson(this HttpContext context, Person person) => context.Items[Key] = person;

    /// <summary>The person, or null when nobody is signed in.</summary>
    public static Person? FindPerson(this HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true ? context.Items[Key] as Person : null;

    /// <summary>The person of a page that only opens for somebody who is signed in.</summary>
    public static Person Person(this HttpContext context) =>
        context.FindPerson() ?? throw new InvalidOperationException("This page is open to people who are not signed in.");
}
