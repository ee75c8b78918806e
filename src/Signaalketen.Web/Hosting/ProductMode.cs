namespace Signaalketen.Web.Hosting;

/// <summary>How this installation runs. There is no default that leads to the demo: it must be named, and never in a production environment.</summary>
public enum ProductMode
{
    /// <summary>Real work. No demo route, no demo clock, no one-click sign-in exists.</summary>
    Production,

    /// <summary>Gemeente Voorbeeldstad: invented people and signals on a virtual clock.</summary>
    Demo,
}

public static class ProductModes
{
    public const string Setting = "Signaalketen:Mode";

    /// <summary>Reads the mode from configuration.</summary>
    /// <exception cref="InvalidOperationException">The setting holds another word, or asks for the demo in a production environment.</exception>
    public static ProductMode Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var word = configuration[Setting];
        if (string.IsNullOrEmpty(word) || word.Equals("production", StringComparison.OrdinalIgnoreCase))
            return ProductMode.Production;
        if (!word.Equals("demo", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{Setting} is '{word}'. Use 'production' or 'demo'.");
        // Production is the environment of a machine that nobody configured: exactly where a demo must not start by itself.
        if (environment.IsProduction())
            throw new InvalidOperationException($"{Setting} is 'demo', but the environment is Production. Set ASPNETCORE_ENVIRONMENT to Development for the demo, or leave {Setting} out.");
        return ProductMode.Demo;
    }
}
