using System.Diagnostics;

namespace Signaalketen.Acceptance;

/// <summary>Debian's own browser. Installed when it is missing and this user may; otherwise browser tests are skipped with the command that installs it.</summary>
internal static class Chromium
{
    public const string InstallCommand = "apt-get update && apt-get install -y chromium";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium"];

    private static readonly Lazy<string?> Found = new(() => Find() ?? (Install() ? Find() : null));

    /// <summary>Path of the browser, or null when there is none.</summary>
    public static string? Path => Found.Value;

    private static string? Find() => Places.FirstOrDefault(File.Exists);

    private static bool Install()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get"))
            return false;
        using var install = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", InstallCommand])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        })!;
        install.OutputDataReceived += (_, _) => { };
        install.ErrorDataReceived += (_, _) => { };
        install.BeginOutputReadLine();
        install.BeginErrorReadLine();
        if (install.WaitForExit(TimeSpan.FromMinutes(4)))
            return install.ExitCode == 0;
        install.Kill(entireProcessTree: true);
        return false;
    }
}

/// <summary>A test that needs a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = $"There is no Chromium on this machine. Install it with: {Chromium.InstallCommand}";
    }
}
