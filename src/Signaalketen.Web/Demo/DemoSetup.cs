using Microsoft.AspNetCore.Identity;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Options;
using Signaalketen.Web.Hosting;

namespace Signaalketen.Web.Demo;

/// <summary>Everything that exists only in the practice environment. In production none of these services or addresses is there.</summary>
public static class DemoSetup
{
    /// <summary>Where the clock begins: a quiet Monday, early enough to let some work become late before the visitor comes.</summary>
    public static readonly DateTimeOffset Start = new(2026, 12, 14, 9, 0, 0, TimeSpan.FromHours(1));

    /// <summary>Where the visitor comes in.</summary>
    public static readonly DateTimeOffset Now = new(2027, 1, 6, 9, 30, 0, TimeSpan.FromHours(1));

    public static void Add(WebApplicationBuilder builder)
    {
        var folder = Folder(builder);
        // Keys of an environment that holds nothing real may lie in the open; a warning at every start would only hide others.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Configuration[$"{OptionsReader.Root}:Database:Folder"] = folder;
        builder.Configuration[$"{OptionsReader.Root}:Site:Address"] ??= builder.Configuration["urls"]?.Split(';')[0] ?? "http://localhost:5080";
        builder.Services.AddSingleton(new DemoClock(Path.Combine(folder, "clock.txt"), Start));
        builder.Services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DemoClock>());
        builder.Services.AddScoped<PracticeTime>();
        builder.Services.AddScoped<SampleCases>();
        builder.Services.AddSingleton(new Mailbox(builder.Configuration[$"{OptionsReader.Root}:Mail:Folder"] ?? Path.Combine(folder, "mail")));
        builder.Services.PostConfigure<Municipality>(place =>
        {
            place.Name = "Gemeente Voorbeeldstad";
            place.Phone = "14 000";
            place.ContactMail = "toegankelijk@voorbeeldstad.example";
            place.PrivacyOfficerMail = "fg@voorbeeldstad.example";
            place.SecurityContact = "mailto:veilig@voorbeeldstad.example";
        });
    }

    public static void Map(WebApplication app)
    {
        // Both are protected by the cross-site check; a token would put a cookie on the page where people report without one.
        app.MapPost("/demo/klok", MoveClock).DisableAntiforgery().AllowAnonymous();
        app.MapPost("/demo/aanmelden", SignIn).DisableAntiforgery().AllowAnonymous();
    }

    private static async Task<IResult> MoveClock(HttpContext context, PracticeTime time, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        await time.Leap(form["sprong"].ToString(), ct);
        var back = form["terug"].ToString();
        return Results.LocalRedirect(IsLocal(back) ? back : "/");
    }

    private static async Task<IResult> SignIn(HttpContext context, UserManager<Account> accounts, SignInManager<Account> signIn, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var wanted = DemoPeople.All.FirstOrDefault(person => person.UserName == form["wie"].ToString());
        if (wanted is null || await accounts.FindByNameAsync(wanted.UserName) is not { } account)
            return Results.NotFound();
        await signIn.SignInAsync(account, isPersistent: false);
        return Results.LocalRedirect("/taken");
    }

    // "//elsewhere" and "/\elsewhere" look local to a path and are another site to a browser.
    private static bool IsLocal(string address) =>
        address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal);

    private static string Folder(WebApplicationBuilder builder)
    {
        var configured = builder.Configuration[$"{OptionsReader.Root}:Database:Folder"];
        return Path.GetFullPath(configured ?? Path.Combine(builder.Environment.ContentRootPath, "data"));
    }
}
