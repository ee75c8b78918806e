using System.Diagnostics;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Timers;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>
/// <c>timers --database postgres|sqlite [--due 100000] [--waiting 1000000] [--json]</c>: how many timers a second fire, durable, when all are
/// due at once; and what a node costs while a million wait.
/// </summary>
internal static class TimersVerb
{
    // A node runs for months: what its first rounds cost to compile is not what it costs.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(string[] args)
    {
        var arguments = new Arguments(args);
        var database = arguments.Text("database", "sqlite");
        await using (var rig = await Rig.Make(database, null))
            await Due(rig, database, arguments.Number("due", 100_000), arguments.Has("json"));
        await using (var rig = await Rig.Make(database, null))
            await Waiting(rig, database, arguments.Number("waiting", 1_000_000), arguments.Has("json"));
        return 0;
    }

    private static async Task Due(Rig rig, string database, int count, bool json)
    {
        await Copies.Make(rig, count);
        // Two hours later all of them are due.
        var later = DateTimeOffset.UtcNow.AddHours(2);
        var sweep = rig.Get<TimerSweep>();
        var begun = Stopwatch.GetTimestamp();
        var fired = 0;
        while (await sweep.RunOnce(later, CancellationToken.None) is var now and > 0)
            fired += now;
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Printed.Line(json, [("benchmark", "timers due"), ("database", database), ("fired", fired), ("firedPerSecond", Printed.Round(fired / seconds, 0))]);
    }

    private static async Task Waiting(Rig rig, string database, int count, bool json)
    {
        await Copies.Make(rig, count);
        var heartbeat = rig.Get<Heartbeat>();
        await heartbeat.StartAsync(CancellationToken.None);
        await Task.Delay(WarmUp);
        var (own, server) = (Own(), rig.ServerCpu());
        var begun = Stopwatch.GetTimestamp();
        await Task.Delay(Watched);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var (ownPart, serverPart) = ((Own() - own) / seconds, (rig.ServerCpu() - server) / seconds);
        await heartbeat.StopAsync(CancellationToken.None);
        Printed.Line(json,
        [
            ("benchmark", "timers waiting"), ("database", database), ("waiting", count), ("nodePercentOfCore", Printed.Round(100 * ownPart, 2)),
            ("serverPercentOfCore", Printed.Round(100 * serverPart, 2)),
        ]);
    }

    private static double Own()
    {
        using var own = Process.GetCurrentProcess();
        return own.TotalProcessorTime.TotalSeconds;
    }
}
