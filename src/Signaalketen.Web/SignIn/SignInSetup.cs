using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.People;
using Signaalketen.Web.Hosting;

namespace Signaalketen.Web.SignIn;

/// <summary>Accounts, cookie and lockout.</summary>
public static class SignInSetup
{
    public const string Page = "/aanmelden";

    private static readonly TimeSpan Workday = TimeSpan.FromHours(10);

    private const int TriesBeforeLock = 5;

    // PBKDF2 with HMAC-SHA-512: what the OWASP password storage cheat sheet asks of it.
    private const int HashRounds = 210_000;

    private static readonly TimeSpan Locked = TimeSpan.FromMinutes(15);

    /// <summary>Before the runtime: its accounts live as long as the site, and so must what they use. Both are without state.</summary>
    public static void AddFirst(IServiceCollection services)
    {
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashRounds);
    }

    public static void Add(IServiceCollection services, ProductMode mode)
    {
        services.AddIdentityCore<Account>(options =>
            {
                options.Lockout.AllowedForNewUsers = true;
                options.Lockout.MaxFailedAccessAttempts = TriesBeforeLock;
                options.Lockout.DefaultLockoutTimeSpan = Locked;
                options.Password.RequiredLength = PasswordRule.ShortestLength;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.User.RequireUniqueEmail = true;
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddEntityFrameworkStores<SignaalketenDb>()
            .AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options => Describe(options, mode));
        services.AddAuthorization();
        services.AddAntiforgery(options => Describe(options, mode));
    }

    private static void Describe(CookieAuthenticationOptions options, ProductMode mode)
    {
        Protect(options.Cookie, mode, "signaalketen");
        // A demo clock that leaps three days must not sign everybody out.
        options.TimeProvider = TimeProvider.System;
        options.ExpireTimeSpan = Workday;
        options.SlidingExpiration = true;
        options.LoginPath = Page;
        options.ReturnUrlParameter = "terug";
        options.Events.OnValidatePrincipal = AccountCheck.Validate;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            // Known but forbidden answers as unknown.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    private static void Describe(AntiforgeryOptions options, ProductMode mode)
    {
        Protect(options.Cookie, mode, "signaalketen-formulier");
        options.SuppressXFrameOptionsHeader = true;
    }

    // The prefix ties a cookie to this host over https. A demo on http cannot have it.
    private static void Protect(CookieBuilder cookie, ProductMode mode, string name)
    {
        cookie.Name = mode == ProductMode.Demo ? $"oefenen-{name}" : $"__Host-{name}";
        cookie.HttpOnly = true;
        cookie.Path = "/";
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = mode == ProductMode.Demo ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }
}
