using System.Diagnostics;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>
/// <c>growth --database postgres|sqlite [--finished 1000000] [--running 100000] [--clients 4] [--seconds 40] [--json]</c>: how much of the chain's
/// throughput on an empty database is left on one with so much behind it; both in turns, because machines differ from minute to minute. Goal: 0.95.
/// </summary>
internal static class GrowthVerb
{
    private const int Turns = 8;

    public static async Task<int> Run(string[] args)
    {
        var arguments = new Arguments(args);
        var database = arguments.Text("database", "sqlite");
        var (finished, running, clients) = (arguments.Number("finished", 1_000_000), arguments.Number("running", 100_000), arguments.Number("clients", 4));
        await using var empty = await Rig.Make(database, null);
        await using var full = await Rig.Make(database, null);
        var (onEmpty, onFull) = (await Client(empty), await Client(full));
        var begun = Stopwatch.GetTimestamp();
        await onFull.Run(_ => { });
        await Copies.OfLast(full, "00a", finished);
        // At its second task, with the term of it running.
        await onFull.Run(_ => { }, steps: 2);
        await Copies.OfLast(full, "00b", running);
        var filled = Stopwatch.GetElapsedTime(begun).TotalSeconds;

        var turn = TimeSpan.FromSeconds((double)arguments.Number("seconds", 40) / Turns);
        var (before, after) = (new List<Figures>(), new List<Figures>());
        for (var number = -1; number < Turns; number++)
        {
            var (first, second) = (await Clients.Run(clients, turn, (_, done) => onEmpty.Run(done)), await Clients.Run(clients, turn, (_, done) => onFull.Run(done)));
            // The first turn warms up.
            if (number >= 0)
            {
                before.Add(first);
                after.Add(second);
            }
        }

        var (fresh, grown) = (Figures.Sum(before), Figures.Sum(after));
        Printed.Line(arguments.Has("json"),
        [
            ("benchmark", "growth"), ("database", database), ("clients", clients), ("finished", finished), ("running", running),
            ("emptyInstancesPerSecond", Printed.Round(fresh.InstancesPerSecond, 1)), ("fullInstancesPerSecond", Printed.Round(grown.InstancesPerSecond, 1)),
            ("ratio", Printed.Round(grown.InstancesPerSecond / fresh.InstancesPerSecond, 3)),
            ("emptyP99Ms", Printed.Round(fresh.Percentile(0.99), 2)), ("fullP99Ms", Printed.Round(grown.Percentile(0.99), 2)), ("fillSeconds", Printed.Round(filled, 0)),
        ]);
        return 0;
    }

    private static async Task<ChainClient> Client(Rig rig) =>
        new(rig, (await rig.Get<DefinitionCache>().Newest(CancellationToken.None)).Set.Latest("chain")!.Key);
}
