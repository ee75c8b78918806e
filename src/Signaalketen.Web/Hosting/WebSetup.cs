using Signaalketen.Web.Pages;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Hosting;

/// <summary>Puts the site together: what it uses, and in which order a request passes.</summary>
public static class WebSetup
{
    /// <summary>Largest form in bytes. Uploading a model has its own limit.</summary>
    public const int LargestForm = 1_000_000;

    public static void AddSignaalketen(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var mode = ProductModes.Read(builder.Configuration, builder.Environment);
        services.AddSingleton(new ModeOfSite(mode));
        services.Configure<Municipality>(builder.Configuration.GetSection(Municipality.Section));
        services.AddSingleton(provider => new ProductFiles(provider.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DutchTime(provider.GetRequiredService<TimeProvider>(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)));
        services.AddScoped<Frame>();
        services.AddRazorPages();
        ReportLimit.Add(services, builder.Configuration);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestForm;
        });
    }

    public static void UseSignaalketen(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>(app.Services.GetRequiredService<ModeOfSite>().Mode);
        app.UseExceptionHandler("/fout/500");
        app.UseStatusCodePagesWithReExecute("/fout/{0}");
        app.UseStaticFiles(ProductFiles.Options);
        app.UseMiddleware<CrossSitePosts>();
        app.UseRouting();
        app.UseRateLimiter();
        app.MapRazorPages();
        SecurityText.Map(app);
    }
}

public sealed record ModeOfSite(ProductMode Mode);
