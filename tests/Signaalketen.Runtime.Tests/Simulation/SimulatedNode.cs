using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>One process: the whole runtime over the common database, from its start to its death.</summary>
public sealed class SimulatedNode : IDisposable
{
    public static readonly Task Never = new TaskCompletionSource().Task;

    private readonly ServiceProvider services;
    private readonly SimulatedDialect dialect;
    private int boundariesLeft = -1;

    public SimulatedNode(World world, int number, TimeSpan ahead)
    {
        (World, Number) = (world, number);
        dialect = new(this, world.Stage);
        Machine = new(world.Clock, ahead);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<Identities>(world.Identities);
        collection.AddSingleton(world.Stage.Definitions);
        collection.AddSingleton<IMailSender>(new Postman(this));
        collection.AddSingleton<IJobHandler>(new VisitJob(this));
        collection.AddSingleton<CommitProbe>((_, _) => Probe());
        collection.AddSignaalketenRuntime(world.Stage.Configuration, heartbeat: false);
        collection.Replace(ServiceDescriptor.Singleton<Dialect>(dialect));
        var clock = new DatabaseClock(dialect, Machine);
        collection.Replace(ServiceDescriptor.Singleton(clock));
        collection.Replace(ServiceDescriptor.Singleton(world.Plant == Plant.ClockOfTheMachine ? Machine : (TimeProvider)clock));
        services = collection.BuildServiceProvider();
    }

    public World World { get; }

    public int Number { get; }

    public MachineClock Machine { get; }

    public bool Dead { get; private set; }

    public DateTimeOffset StandsStillUntil { get; set; }

    /// <summary>How often it stood still.</summary>
    public int Pauses { get; set; }

    public bool Runs => !Dead && StandsStillUntil <= World.Clock.Now;

    /// <summary>What it is busy with; a loop of the node never runs twice at the same time.</summary>
    public HashSet<string> Loops { get; } = [];

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task Start()
    {
        await Get<DatabaseClock>().Read(CancellationToken.None);
        await Get<DefinitionCache>().Newest(CancellationToken.None);
    }

    /// <summary>A place where the node can be held up, or die.</summary>
    public Task Pass(string at) => Dead ? Never : World.Calm || World.Keeping ? Task.CompletedTask : World.Wait(this, at);

    /// <summary>From now on so many boundaries to live.</summary>
    public void DieAfter(int boundaries) => boundariesLeft = boundaries;

    public void LiveOn() => boundariesLeft = -1;

    public void Die()
    {
        Dead = true;
        World.Forget(this);
    }

    public void Dispose()
    {
        dialect.Close();
        services.Dispose();
    }

    private void Probe()
    {
        if (boundariesLeft < 0 || boundariesLeft-- > 0)
            return;
        Die();
        throw new NodeDiedException();
    }
}
