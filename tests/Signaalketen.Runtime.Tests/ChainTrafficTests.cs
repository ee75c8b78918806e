using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

// Beginning and ending a transaction are statements of their own here.
public sealed class ChainTrafficOnSqlite() : ChainTrafficTests(StoreKind.Sqlite, statements: 43);

public sealed class ChainTrafficOnPostgres() : ChainTrafficTests(StoreKind.Postgres, statements: 26);

/// <summary>What the chain of the benchmarks asks of a database: six steps that write, and nothing that reads.</summary>
public abstract class ChainTrafficTests(StoreKind kind, long statements) : IDisposable
{
    private const long Steps = 6;

    private readonly TestHouse house = new(kind);
    private string key = "";

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task A_step_is_one_commit_and_reads_nothing()
    {
        await Deploy();
        await Chain();
        Assert.Equal((statements, Steps, Steps), await Asked(Chain));
    }

    [StoreFact]
    public async Task The_hundredth_case_asks_no_more_than_the_second()
    {
        await Deploy();
        for (var number = 0; number < 100; number++)
            await Chain();
        Assert.Equal((statements, Steps, Steps), await Asked(Chain));
    }

    [StoreFact]
    public async Task Due_timers_are_read_together_and_each_is_one_step()
    {
        const int Instances = 20;
        await Deploy();
        for (var number = 0; number < Instances; number++)
        {
            var opened = await house.StartProcess("chain");
            await Complete(opened.InstanceId, (DispatchResult.Accepted)opened.Result);
        }

        house.Restart();
        house.Clock.Advance(TimeSpan.FromDays(4));
        var (asked, _, fired) = await Asked(async () => Assert.Equal(Instances, await house.SweepTimers()));
        Assert.Equal(Instances, fired);
        // Looking for work, taking it and reading it, whatever its number; and of each step its writes (on SQLite with its transaction).
        Assert.InRange(asked, 1, 12 + (Instances * 12));
    }

    private async Task<(long Statements, long Commits, long Steps)> Asked(Func<Task> what)
    {
        var traffic = house.Get<Dialect>().Traffic;
        var (asked, commits, steps) = (traffic.Statements, traffic.Commits, traffic.Steps);
        await what();
        return (traffic.Statements - asked, traffic.Commits - commits, traffic.Steps - steps);
    }

    private async Task Chain()
    {
        var variables = Variables.Of([new("rejected", FeelBoolean.False)]);
        var opened = await house.Get<CaseOpening>().Open(new(key, null, variables, null, Actor.System("test")), house.Clock.Now, house.None);
        var waiting = new Queue<OpenedTask>(((DispatchResult.Accepted)opened.Result).Opened);
        while (waiting.TryDequeue(out var task))
        {
            var done = Assert.IsType<DispatchResult.Accepted>(await house.Dispatcher.Execute(opened.InstanceId, new CompleteUserTask(task.TaskKey, Variables.Empty), null, Actor.System("test"), house.None));
            foreach (var next in done.Opened)
                waiting.Enqueue(next);
        }
    }

    private async Task Complete(string instanceId, DispatchResult.Accepted before) =>
        Assert.IsType<DispatchResult.Accepted>(await house.Dispatcher.Execute(instanceId, new CompleteUserTask(before.Opened[0].TaskKey, Variables.Empty), null, Actor.System("test"), house.None));

    private async Task Deploy()
    {
        key = await house.Deploy(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "tests", "Signaalketen.Benchmarks", "chain.bpmn")));
    }
}
