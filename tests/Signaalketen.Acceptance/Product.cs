using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signaalketen.Acceptance;

/// <summary>The product as a user starts it: its own process, its own folder, a port of its own.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly StringBuilder log = new();
    private Process? process;

    public Product()
    {
        Folder = Directory.CreateTempSubdirectory("signaalketen-").FullName;
        Address = new($"http://127.0.0.1:{FreePort()}");
    }

    /// <summary>Leaves out the sample signals, for a test that brings its own.</summary>
    public static (string Name, string Value) WithoutSamples { get; } = ("Signaalketen__Demo__Samples", "false");

    /// <summary>Where it keeps its data.</summary>
    public string Folder { get; }

    public Uri Address { get; }

    public string Log
    {
        get
        {
            lock (log)
                return log.ToString();
        }
    }

    private static string Built
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Checkout.Root, "src", "Signaalketen.Web", "bin", framework.Parent!.Name, framework.Name, "Signaalketen.Web.dll");
        }
    }

    /// <summary>Starts in demo mode and waits until it answers.</summary>
    public async Task Start(params (string Name, string Value)[] settings)
    {
        var watch = Stopwatch.StartNew();
        Begin(settings);
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        while (!await Answers(client))
        {
            if (process!.HasExited)
                throw new InvalidOperationException($"The product stopped while starting:\n{Log}");
            if (watch.Elapsed > TimeSpan.FromMinutes(3))
                throw new TimeoutException($"The product did not start:\n{Log}");
            await Task.Delay(50);
        }
    }

    /// <summary>Starts in demo mode and waits for nothing.</summary>
    public void Begin(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Built])
        {
            WorkingDirectory = Path.Combine(Checkout.Root, "src", "Signaalketen.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Short lives do not repay profiling.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Signaalketen__Mode"] = "demo";
        start.Environment["Signaalketen__Database__Folder"] = Folder;
        start.Environment["Signaalketen__Site__Address"] = Address.ToString().TrimEnd('/');
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Ends the process the way a power cut does.</summary>
    public async Task KillNow()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillNow();
        process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<bool> Answers(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Note(string? line)
    {
        lock (log)
            log.AppendLine(line);
    }
}
