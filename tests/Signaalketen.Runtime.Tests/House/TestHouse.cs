using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Intake;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Timers;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests.House;

/// <summary>The whole runtime over a real database, with a clock, a mail folder and a log that the test reads. Starting again = dying and coming back.</summary>
public sealed class TestHouse : IDisposable
{
    private readonly List<(string Key, string? Value)> settings = [];
    private ServiceProvider services = null!;

    private readonly TestStore store;

    public TestHouse(params (string Key, string? Value)[] more)
        : this(StoreKind.Sqlite, more)
    {
    }

    public TestHouse(StoreKind kind, params (string Key, string? Value)[] more)
    {
        store = TestStore.Make(kind);
        settings.AddRange([("Mode", "demo"), .. store.Settings.Select(pair => ("Database:" + pair.Key, pair.Value)), .. more]);
        Start();
    }

    public string Folder => store.Folder;

    public TestClock Clock { get; } = new();

    public TestLog Log { get; } = new();

    /// <summary>Called at every boundary of a commit where the process could die.</summary>
    public CommitProbe? Probe { get; set; }

    /// <summary>Jobs that only this test knows.</summary>
    public List<IJobHandler> Jobs { get; } = [];

    /// <summary>Takes the place of the mail folder.</summary>
    public IMailSender? Sender { get; set; }

    public CancellationToken None => CancellationToken.None;

    public CommandDispatcher Dispatcher => Get<CommandDispatcher>();

    public TaskService Tasks => Get<TaskService>();

    public TaskQueries Lists => Get<TaskQueries>();

    public CaseQueries Cases => Get<CaseQueries>();

    public SignaalketenDb Db() => Get<Dialect>().CreateDb();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>What a process that died does: start again over the same files, with nothing remembered.</summary>
    /// <param name="meanwhile">What somebody does while it is down.</param>
    public void Restart(Action? meanwhile = null)
    {
        services.Dispose();
        meanwhile?.Invoke();
        Start();
    }

    public async Task<string> Deploy(string xml, params (string Key, string Json)[] forms)
    {
        var result = await Get<Deployments.Deployments>().Deploy("test.bpmn", xml, forms.ToDictionary(form => form.Key, form => form.Json), Actor.System("test"), None);
        Assert.Empty(result.Problems.Select(problem => $"{problem.Rule} {problem.Element}: {problem.Message}"));
        return result.DefinitionKeys[0];
    }

    public Task<Person> Account(string name, params string[] roles) =>
        Get<Accounts>().Create(new(name, $"Collega {name}", $"{name}@werk.example", roles), None);

    public async Task<CaseOpened> StartProcess(string processId, Variables? variables = null, params CaseFieldValue[] fields)
    {
        var opened = await Get<ProcessStarts>().Start(processId, variables ?? Variables.Empty, new(fields, null), Actor.System("test"), None);
        Assert.IsType<DispatchResult.Accepted>(opened.Result);
        return opened;
    }

    public Task<ReceivedSignal> Report(params CaseFieldValue[] fields) => Get<SignalIntake>().Receive(fields, Variables.Empty, None);

    public Task<int> SweepTimers() => Get<TimerSweep>().RunOnce(Clock.Now, None);

    public Task<int> PumpJobs() => Get<JobPump>().RunOnce(Clock.Now, None);

    public Task<int> PumpMail() => Get<MailPump>().RunOnce(Clock.Now, None);

    /// <summary>Everything that can be done now.</summary>
    public Task<int> Beat() => Get<Heartbeat>().Beat(None);

    /// <summary>Elements that completed, in order, over all instances.</summary>
    public async Task<IReadOnlyList<string>> Completed()
    {
        await using var db = Db();
        var steps = await db.History.AsNoTracking().OrderBy(row => row.HappenedAt).ThenBy(row => row.Sequence).ToListAsync();
        return [.. steps.SelectMany(step => EventText.ReadAll(step.Events)).OfType<ElementCompleted>().Select(happened => happened.ElementId!)];
    }

    /// <summary>The mails that left, as the files they became.</summary>
    public IReadOnlyList<string> SentMails()
    {
        var folder = Path.Combine(Folder, "mail");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)] : [];
    }

    public void Dispose()
    {
        services.Dispose();
        store.Dispose();
    }

    private void Start()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => new KeyValuePair<string, string?>("Signaalketen:" + pair.Key, pair.Value))).Build();
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<CommitProbe>((point, statements) => Probe?.Invoke(point, statements));
        if (Sender is not null)
            collection.AddSingleton(Sender);
        foreach (var job in Jobs)
            collection.AddSingleton(job);
        collection.AddSignaalketenRuntime(configuration);
        services = collection.BuildServiceProvider();
        Get<StartUp>().Prepare(None).GetAwaiter().GetResult();
    }
}

/// <summary>Keeps every line that the product logs.</summary>
public sealed class TestLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Writer(lines);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
    }
}
