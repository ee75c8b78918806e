using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signaalketen.Casework.Mail;
using Signaalketen.Engine;
using Signaalketen.Engine.Time;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Postgres;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Persistence.Dialects.SqlServer;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Persistence.Vault;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Intake;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Messages;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.Overview;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Retention;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Timers;

namespace Signaalketen.Runtime.Hosting;

/// <summary>Registers the runtime, each service by name.</summary>
public static class RuntimeServices
{
    /// <param name="heartbeat">False for a tool that only looks or acts once.</param>
    /// <exception cref="OptionsException">The configuration cannot be used; the message names each key.</exception>
    /// <exception cref="MunicipalKeyException">The municipal key is missing or unfit.</exception>
    public static IServiceCollection AddSignaalketenRuntime(this IServiceCollection services, IConfiguration configuration, bool heartbeat = true)
    {
        var options = OptionsReader.Read(configuration);
        services.TryAddSingleton<Identities, SystemIdentities>();
        services.AddSingleton(options);
        services.AddSingleton<WallClock>();
        AddPersistence(services, options);
        AddSteps(services, options);
        AddPumps(services, options);
        AddDesks(services);
        services.AddSingleton<StartUp>();
        services.AddHostedService(provider => provider.GetRequiredService<StartUp>());
        if (heartbeat)
            services.AddHostedService(provider => provider.GetRequiredService<Heartbeat>());
        return services;
    }

    private static void AddPersistence(IServiceCollection services, RuntimeOptions options)
    {
        services.AddSingleton(_ =>
        {
            Directory.CreateDirectory(options.Database.Folder);
            return DialectOf(options.Database);
        });
        AddClock(services);
        services.AddScoped(provider => provider.GetRequiredService<Dialect>().CreateDb());
        services.AddSingleton<SchemaUpgrade>();
        services.AddSingleton<RowInserts>();
        services.AddSingleton(provider => new StepStore(provider.GetRequiredService<Dialect>(), provider.GetService<CommitProbe>()));
        services.AddSingleton(provider =>
        {
            var identities = provider.GetRequiredService<Identities>();
            return new CaseVault(options.Vault.Municipality, KeyOf(options, identities), identities);
        });
        services.AddIdentityCore<Account>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3).AddEntityFrameworkStores<SignaalketenDb>();
    }

    private static MunicipalKey KeyOf(RuntimeOptions options, Identities identities) => options.Vault switch
    {
        { Key: { } key } => MunicipalKey.FromBase64(key, "Signaalketen:Vault:Key"),
        { KeyFile: { } file } => MunicipalKey.FromFile(file),
        // The options refuse this outside a demonstration.
        _ => MunicipalKey.OfDemoFolder(options.Database.Folder, identities),
    };

    /// <summary>The way to the configured database; opens nothing yet.</summary>
    internal static Dialect DialectOf(DatabaseOptions database) => database.Kind switch
    {
        "postgres" => new PostgresDialect(database.ConnectionString!),
        "sqlserver" => new SqlServerDialect(database.ConnectionString!),
        _ => new SqliteDialect(Path.Combine(database.Folder, database.File)),
    };

    // Several nodes go by the clock of their database. A clock that somebody chose, for a demonstration or a test, stays; the framework's
    // own registration of the machine's clock was no choice.
    private static void AddClock(IServiceCollection services)
    {
        foreach (var descriptor in services.Where(one => one.ServiceType == typeof(TimeProvider) && one.ImplementationInstance == TimeProvider.System).ToList())
            services.Remove(descriptor);
        services.AddSingleton(provider => new DatabaseClock(provider.GetRequiredService<Dialect>(), TimeProvider.System));
        services.TryAddSingleton<TimeProvider>(provider =>
            provider.GetRequiredService<Dialect>().NowQuery is null ? TimeProvider.System : provider.GetRequiredService<DatabaseClock>());
    }

    private static void AddSteps(IServiceCollection services, RuntimeOptions options)
    {
        services.AddSingleton(new Engine.Engine(new EngineOptions
        {
            Calendar = new WorkingCalendar(options.Calendar.TimeZone, options.Calendar.EquatedDays.Select(day => new ExtraHoliday(day.Date, day.Source))),
            Budget = 50_000,
        }));
        services.AddSingleton<StepParts>();
        services.AddSingleton<DefinitionCache>();
        services.AddSingleton<HotInstances>();
        services.AddSingleton<InstanceLoader>();
        services.AddSingleton<RemovalDates>();
        services.AddSingleton<StepPlanner>();
        services.AddSingleton<AcceptedRequests>();
        services.AddSingleton<StepFaults>();
        services.AddSingleton<Bell>();
        services.AddSingleton<CommandDispatcher>();
        services.AddSingleton<CaseOpening>();
        services.AddSingleton<Addressee>();
        services.AddSingleton<Delivery>();
    }

    private static void AddPumps(IServiceCollection services, RuntimeOptions options)
    {
        services.AddSingleton<IJobHandler>(provider => ReporterMail(provider, JobTypes.MailReceipt, MailKind.ReporterReceipt));
        services.AddSingleton<IJobHandler>(provider => ReporterMail(provider, JobTypes.MailFeedback, MailKind.ReporterFeedback));
        services.AddSingleton<IJobHandler, RecordDisclosureJob>();
        services.AddSingleton<IJobHandler, EraseCaseJob>();
        services.AddSingleton<IJobHandler, UnfreezeCaseJob>();
        services.AddSingleton<IJobHandler, SendMessageJob>();
        services.AddSingleton<JobRegistry>();
        services.AddSingleton(new BackOff(options.Pumps));
        services.AddSingleton<LeaseKeeper>();
        services.AddSingleton<JobPump>();
        services.AddSingleton<StartTimers>();
        services.AddSingleton<TimerSweep>();
        services.TryAddSingleton<IMailSender>(_ => options.Mail.Transport == "folder"
            ? new PickupFolderSender(options.Mail.Folder ?? Path.Combine(options.Database.Folder, "mail"))
            : new SmtpMailSender(options.Mail));
        services.AddSingleton<AddressBook>();
        services.AddSingleton<MailPause>();
        services.AddSingleton<UndeliveredMails>();
        services.AddSingleton<MailPump>();
        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<NodeMemory>();
        services.AddSingleton<RestoreWatch>();
        services.AddSingleton<CleanUp>();
        services.AddSingleton<LogCleanUp>();
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<Heartbeat>();
    }

    private static MailReporterJob ReporterMail(IServiceProvider provider, string type, MailKind kind) => new(
        type, kind, provider.GetRequiredService<Dialect>(), provider.GetRequiredService<RowInserts>(), provider.GetRequiredService<Identities>(),
        provider.GetRequiredService<RuntimeOptions>());

    private static void AddDesks(IServiceCollection services)
    {
        services.AddSingleton<PeopleReader>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<Notifications>();
        services.AddSingleton<TaskFactsReader>();
        services.AddSingleton<TaskQueries>();
        services.AddSingleton<TaskService>();
        services.AddSingleton<CaseReading>();
        services.AddSingleton<CaseQueries>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<CaseMessages>();
        services.AddSingleton<ProcessStarts>();
        services.AddSingleton<SignalIntake>();
        services.AddSingleton<OverviewQueries>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<Deployments.Deployments>();
        services.AddSingleton<Migrating.Migrations>();
    }
}
