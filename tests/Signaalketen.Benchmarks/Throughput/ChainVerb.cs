using System.Runtime;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>
/// <c>chain --database postgres|sqlite --clients 1,4,16 --seconds 15 [--with-limit] [--json]</c>: how many chains a second are carried out,
/// every step durable on return; with the limit, in turns in the same run, what the bare writes alone would do.
/// </summary>
internal static class ChainVerb
{
    private const int Turns = 6;

    // A node runs for weeks: what its runtime translates in the first minutes is no part of a step.
    private const double WarmBelowPercent = 2;
    private const int FewestRounds = 6;
    private const int MostRounds = 18;

    private static readonly TimeSpan WarmUpRound = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(string[] args)
    {
        var arguments = new Arguments(args);
        var database = arguments.Text("database", "sqlite");
        var seconds = arguments.Number("seconds", 15);
        await using var rig = await Rig.Make(database, arguments.Text("connection", "") is { Length: > 0 } connection ? connection : null);
        var key = (await rig.Get<DefinitionCache>().Newest(CancellationToken.None)).Set.Latest("chain")!.Key;
        var client = new ChainClient(rig, key);
        var texts = await Texts(rig, client);
        await WarmUp(rig, client, arguments.Has("with-limit") ? texts : null);
        foreach (var clients in arguments.Numbers("clients", "1,4,16"))
            await Measure(rig, client, database, clients, seconds, arguments.Has("with-limit") ? await Limit.Make(rig.Dialect, clients, texts) : null, arguments.Has("json"));
        return 0;
    }

    // Both sides, or the other would be translated in our turns.
    private static async Task WarmUp(Rig rig, ChainClient client, IReadOnlyList<(string State, string Events)>? texts)
    {
        const int clients = 4;
        await using var limit = texts is null ? null : await Limit.Make(rig.Dialect, clients, texts);
        for (var round = 0; round < MostRounds; round++)
        {
            var compiled = JitInfo.GetCompilationTime();
            var figures = await Clients.Run(clients, WarmUpRound, (_, completed) => client.Run(completed));
            if (limit is not null)
                await Clients.Run(clients, WarmUpRound / 4, limit.Run);
            if (round >= FewestRounds && 100 * (JitInfo.GetCompilationTime() - compiled).TotalMilliseconds < WarmBelowPercent * figures.CpuMs)
                return;
        }
    }

    private static async Task Measure(Rig rig, ChainClient client, string database, int clients, int seconds, Limit? limit, bool json)
    {
        var turn = TimeSpan.FromSeconds((double)seconds / Turns);
        Task<int> Chain(int _, Action<long> completed) => client.Run(completed);
        await Clients.Run(clients, TimeSpan.FromSeconds(2), Chain);
        if (limit is not null)
            await Clients.Run(clients, TimeSpan.FromSeconds(1), limit.Run);
        var (ours, bare) = (new List<Figures>(), new List<Figures>());
        var traffic = rig.Dialect.Traffic;
        var (statements, commits) = (0L, 0L);
        var (server, bareServer) = (0.0, 0.0);
        var compiling = TimeSpan.Zero;
        for (var number = 0; number < Turns; number++)
        {
            var cpu = rig.ServerCpu();
            if (limit is not null)
                bare.Add(await Clients.Run(clients, turn, limit.Run));
            bareServer += rig.ServerCpu() - cpu;
            cpu = rig.ServerCpu();
            var compiled = JitInfo.GetCompilationTime();
            var (before, done) = (traffic.Statements, traffic.Commits);
            ours.Add(await Clients.Run(clients, turn, Chain));
            statements += traffic.Statements - before;
            commits += traffic.Commits - done;
            server += rig.ServerCpu() - cpu;
            compiling += JitInfo.GetCompilationTime() - compiled;
        }

        if (limit is not null)
            await limit.DisposeAsync();
        var figures = Figures.Sum(ours);
        Printed.Line(
            json,
            [
                ("benchmark", "chain"), ("database", database), ("clients", clients), ("instancesPerSecond", Printed.Round(figures.InstancesPerSecond, 1)),
                ("stepsPerSecond", Printed.Round(figures.StepsPerSecond, 1)), ("p50Ms", Printed.Round(figures.Percentile(0.50), 3)), ("p99Ms", Printed.Round(figures.Percentile(0.99), 3)),
                ("cpuMsPerStep", Printed.Round(figures.CpuMs / figures.Steps, 4)), ("serverCpuMsPerStep", Printed.Round(1000 * server / figures.Steps, 4)),
                ("allocatedKbPerStep", Printed.Round(figures.AllocatedKb / figures.Steps, 1)), ("gcPausePercent", Printed.Round(figures.PausedMs / figures.Seconds / 10, 2)),
                ("compilingPercent", Printed.Round(100 * compiling.TotalMilliseconds / figures.CpuMs, 1)),
                ("statementsPerStep", Printed.Round((double)statements / figures.Steps, 2)),
                ("commitsPerStep", Printed.Round((double)commits / figures.Steps, 3)),
                .. limit is null ? Array.Empty<(string, object)>() :
                [
                    ("limitInstancesPerSecond", Printed.Round(Figures.Sum(bare).InstancesPerSecond, 1)), ("limitP50Ms", Printed.Round(Figures.Sum(bare).Percentile(0.50), 3)),
                    ("limitCpuMsPerStep", Printed.Round(Figures.Sum(bare).CpuMs / Figures.Sum(bare).Steps, 4)),
                    ("limitServerCpuMsPerStep", Printed.Round(1000 * bareServer / Figures.Sum(bare).Steps, 4)),
                    ("ratio", Printed.Round(figures.InstancesPerSecond / Figures.Sum(bare).InstancesPerSecond, 3)),
                ],
            ]);
    }

    // One chain by itself, to know how long its texts are.
    private static async Task<IReadOnlyList<(string State, string Events)>> Texts(Rig rig, ChainClient client)
    {
        await client.Run(_ => { });
        await using var db = rig.Dialect.CreateDb();
        var instance = await db.ProcessInstances.AsNoTracking().OrderByDescending(row => row.StartedAt).FirstAsync();
        var steps = await db.History.AsNoTracking().Where(row => row.InstanceId == instance.Id).OrderBy(row => row.Sequence).ToListAsync();
        var texts = new List<(string, string)>();
        var events = new List<Engine.Events.Event>();
        foreach (var step in steps)
        {
            events.AddRange(Engine.Events.EventText.ReadAll(step.Events));
            texts.Add((Engine.State.StateText.Write(Engine.Events.Evolve.Replay(events)), step.Events));
        }

        return texts;
    }
}
