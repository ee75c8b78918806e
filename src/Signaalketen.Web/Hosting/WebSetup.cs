using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Options;
using Signaalketen.Web.Demo;
using Signaalketen.Web.Pages;
using Signaalketen.Web.Pages.Cases;
using Signaalketen.Web.Pages.Processes;
using Signaalketen.Web.Pages.Tasks;
using Signaalketen.Web.SignIn;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Hosting;

/// <summary>Puts the site together: what it uses, and in which order a request passes.</summary>
public static class WebSetup
{
    /// <summary>Largest form in bytes. Uploading a model has its own limit.</summary>
    public const int LargestForm = 1_000_000;

    private const int MostFields = 500;

    // Every other page is closed: a new page for staff cannot be left open by forgetting an attribute.
    private static readonly string[] OpenFolders = ["/Start", "/Report", "/About", "/SignIn", "/Faults", "/Demo"];

    /// <exception cref="InvalidOperationException">The configuration cannot be used; the message names the key.</exception>
    public static void AddSignaalketen(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var mode = ProductModes.Read(builder.Configuration, builder.Environment);
        services.AddSingleton(new ModeOfSite(mode));
        services.Configure<Municipality>(builder.Configuration.GetSection(Municipality.Section));
        if (mode == ProductMode.Demo)
            DemoSetup.Add(builder);
        SignInSetup.AddFirst(services);
        // Before the runtime, so that both are done when its heartbeat begins: the seed moves the clock by itself.
        if (mode == ProductMode.Demo)
            services.AddHostedService<DemoSeed>();
        else
            services.AddHostedService<DemoAccountGuard>();
        services.AddSignaalketenRuntime(builder.Configuration);
        services.AddDataProtection().SetApplicationName("signaalketen").PersistKeysToFileSystem(KeyFolder(builder));
        SignInSetup.Add(services, mode);
        ReportLimit.Add(services, builder.Configuration);
        Health.Add(services);
        AddPages(services);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestForm;
        });
    }

    public static void UseSignaalketen(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<ModeOfSite>().Mode;
        app.UseMiddleware<SecurityHeaders>(mode);
        app.UseExceptionHandler("/fout/500");
        app.UseStatusCodePagesWithReExecute("/fout/{0}");
        app.UseStaticFiles(ProductFiles.Options);
        app.UseMiddleware<DatabaseAway>();
        app.UseMiddleware<CrossSitePosts>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<FrameReader>();
        app.MapRazorPages();
        SecurityText.Map(app);
        Health.Map(app);
        if (mode == ProductMode.Demo)
            DemoSetup.Map(app);
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddSingleton(provider => new ProductFiles(provider.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider));
        services.AddSingleton(provider => provider.GetRequiredService<Engine.Engine>().Options.Calendar);
        services.AddSingleton<DutchTime>();
        services.AddScoped<Frame>();
        services.AddScoped<TaskViews>();
        services.AddScoped<CaseViews>();
        services.AddScoped<ProcessVersions>();
        services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/");
            foreach (var open in OpenFolders)
                options.Conventions.AllowAnonymousToFolder(open);
        });
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.Name = "signaalketen-bericht");
        services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = MostFields;
            options.ValueLengthLimit = LargestForm;
        });
    }

    // Beside the database, because a restored backup must be able to read its own cookies.
    private static DirectoryInfo KeyFolder(WebApplicationBuilder builder)
    {
        var folder = builder.Configuration[$"{OptionsReader.Root}:Database:Folder"] ?? new DatabaseOptions().Folder;
        return Directory.CreateDirectory(Path.Combine(folder, "web-keys"));
    }
}

public sealed record ModeOfSite(ProductMode Mode);
