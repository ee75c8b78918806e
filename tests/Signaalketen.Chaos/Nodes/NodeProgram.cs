using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Chaos.Nodes;

/// <summary>
/// A node as a process of its own: the real runtime with its heartbeat, people who work at it, and a journal. It tells on its output what
/// it does, stops when it is asked to, and when the test that started it is gone.
/// </summary>
internal static class NodeProgram
{
    public const string Verb = "node";

    /// <summary>Said when it is at work.</summary>
    public const string Ready = "ready";

    /// <summary>On its input: people begin nothing new, and finish what is there.</summary>
    public const string Finish = "finish";

    public static void Tell(string word) => Console.Out.WriteLine(word);

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [Verb])
            return 2;
        var settings = NodeSettings.Take();
        using var journal = new Journal(settings.Folder, settings.Name);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<ConsoleFormatterOptions>(console => console.TimestampFormat = "HH:mm:ss.fff ");
        builder.Services.AddSingleton(settings).AddSingleton(journal);
        builder.Services.AddSingleton<IMailSender, RecordingSender>();
        builder.Services.AddSingleton<IJobHandler, EffectJob>().AddSingleton<IJobHandler, KillerJob>().AddSingleton<IJobHandler, ThrowerJob>();
        AddRuntime(builder.Services, settings);
        var users = new UsersSwitch();
        builder.Services.AddSingleton(users);
        if (settings.Users)
            builder.Services.AddHostedService<Users>();
        using var host = builder.Build();
        await host.StartAsync();
        _ = Task.Run(() => Listen(users));
        Tell(Ready);
        await host.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>The runtime as the product registers it, then what a test must have otherwise: short leases and a clock that is wrong.</summary>
    public static void AddRuntime(IServiceCollection services, NodeSettings settings, bool heartbeat = true)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Signaalketen:Mode"] = "demo",
            ["Signaalketen:Database:Kind"] = "postgres",
            ["Signaalketen:Database:ConnectionString"] = settings.ConnectionString,
            ["Signaalketen:Database:Folder"] = settings.Folder,
            ["Signaalketen:Pumps:IntervalSeconds"] = "1",
            ["Signaalketen:Pumps:BackOffSeconds"] = "1",
            ["Signaalketen:Pumps:LongestBackOffSeconds"] = "2",
            ["Signaalketen:Pumps:Attempts"] = settings.Attempts.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Signaalketen:Pumps:Losses"] = settings.Losses.ToString(System.Globalization.CultureInfo.InvariantCulture),
        }).Build();
        services.AddSignaalketenRuntime(configuration, heartbeat);
        var options = (RuntimeOptions)services.Single(one => one.ServiceType == typeof(RuntimeOptions)).ImplementationInstance!;
        options.Pumps.LeaseSeconds = (int)settings.Lease.TotalSeconds;
        services.AddSingleton(provider => new DatabaseClock(provider.GetRequiredService<Dialect>(), new WrongClock(settings.ClockOffset)));
    }

    private static void Listen(UsersSwitch users)
    {
        while (Console.In.ReadLine() is { } word)
        {
            if (word == Finish)
                users.Finishing = true;
        }

        // Nobody is left to be told.
        Environment.Exit(3);
    }
}
