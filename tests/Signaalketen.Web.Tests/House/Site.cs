using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signaalketen.Persistence;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.People;
using Signaalketen.Web.Demo;
using Signaalketen.Web.Hosting;

namespace Signaalketen.Web.Tests.House;

/// <summary>The whole site in this process, on a folder and a clock of its own.</summary>
internal sealed class Site : WebApplicationFactory<ModeOfSite>
{
    public const string Password = "een heel lang wachtwoord";

    // Counts from 0 to 31: nothing in these tests is worth a better key.
    private static readonly string Key = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

    private readonly Dictionary<string, string?> settings;
    private readonly string environment;
    private readonly Action<IServiceCollection>? services;
    private readonly bool ownsFolder;

    private Site(string folder, bool ownsFolder, string environment, Dictionary<string, string?> settings, Action<IServiceCollection>? services)
    {
        Folder = folder;
        this.ownsFolder = ownsFolder;
        this.environment = environment;
        this.settings = settings;
        this.services = services;
    }

    public string Folder { get; }

    public StoppedClock Clock { get; } = new(new DateTimeOffset(2027, 1, 6, 9, 30, 0, TimeSpan.FromHours(1)));

    public static string NewFolder() => Directory.CreateTempSubdirectory("signaalketen-web-").FullName;

    /// <summary>A municipality at work.</summary>
    public static Site Production(string? folder = null, Action<IServiceCollection>? services = null, params (string Name, string Value)[] more)
    {
        var own = folder is null;
        folder ??= NewFolder();
        return new(folder, own, "Production", Merge(more, new()
        {
            ["Signaalketen:Database:Folder"] = folder,
            ["Signaalketen:Vault:Municipality"] = "gm0000",
            ["Signaalketen:Vault:Key"] = Key,
            ["Signaalketen:Site:Address"] = "https://localhost",
            ["Signaalketen:Mail:Transport"] = "folder",
            ["Signaalketen:Mail:From"] = "taken@gemeente.example",
            ["Signaalketen:Municipality:Name"] = "Gemeente Proefdorp",
        }), services);
    }

    /// <summary>The practice environment, without its sample cases unless asked.</summary>
    public static Site Demo(string? folder = null, string environment = "Development", params (string Name, string Value)[] more)
    {
        var own = folder is null;
        folder ??= NewFolder();
        return new(folder, own, environment, Merge(more, new()
        {
            ["Signaalketen:Mode"] = "demo",
            ["Signaalketen:Database:Folder"] = folder,
            [DemoSeed.SamplesSetting] = "false",
        }), null);
    }

    public Browser Browse() => new(CreateClient(new() { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false, HandleCookies = false }));

    /// <summary>Publishes the reference process.</summary>
    public async Task Publish()
    {
        var package = WorkflowPackage.All().Single(one => one.Name == "signal.bpmn");
        var result = await Services.GetRequiredService<Deployments>().Deploy(package.Name, package.BpmnXml, package.Forms, Actor.System("test"), CancellationToken.None);
        Assert.True(result.Deployed, string.Join("; ", result.Problems.Select(problem => problem.Message)));
    }

    public async Task<string> AddPerson(string name, params string[] roles) =>
        (await Services.GetRequiredService<Accounts>().Create(new($"{name}@gemeente.example", name, $"{name}@gemeente.example", roles, Password), CancellationToken.None)).AccountId;

    /// <summary>Somebody with these roles, signed in by password.</summary>
    public async Task<Browser> SignIn(string name, params string[] roles)
    {
        await AddPerson(name, roles);
        var browser = Browse();
        await browser.SignIn($"{name}@gemeente.example", Password);
        return browser;
    }

    public async Task<T> Read<T>(Func<SignaalketenDb, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<SignaalketenDb>());
    }

    /// <summary>Lets jobs and mail of this moment happen.</summary>
    public Task Settle() => Services.GetRequiredService<Heartbeat>().Beat(CancellationToken.None);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        foreach (var (name, value) in settings)
            builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(collection =>
        {
            if (!settings.ContainsKey("Signaalketen:Mode"))
                collection.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            // A hash that takes its time protects real passwords; here it would only make the tests wait.
            collection.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
            // Work happens when a test says so, in Settle: a loop beside it could have a mail in its hands while the test already looks.
            collection.Remove(collection.Single(one => one.ServiceType == typeof(IHostedService) && one.ImplementationFactory is Func<IServiceProvider, Heartbeat>));
            services?.Invoke(collection);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private static Dictionary<string, string?> Merge((string Name, string Value)[] more, Dictionary<string, string?> basis)
    {
        foreach (var (name, value) in more)
            basis[name] = value;
        return basis;
    }
}
