using System.Diagnostics;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>Runs chains one after the other in each of some clients, until the time is over.</summary>
internal static class Clients
{
    /// <param name="chain">Carries out one chain; hands each completion's duration to the callback; returns its number of steps.</param>
    public static async Task<Figures> Run(int clients, TimeSpan time, Func<int, Action<long>, Task<int>> chain)
    {
        var own = Process.GetCurrentProcess();
        var (cpu, allocated, paused) = (own.TotalProcessorTime, GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        var begun = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var ticks = new List<long>();
            var (instances, steps) = (0L, 0L);
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                steps += await chain(client, ticks.Add);
                instances++;
            }

            return (instances, steps, ticks);
        })));
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        own.Refresh();
        return new(
            seconds, runs.Sum(run => run.instances), runs.Sum(run => run.steps), [.. runs.SelectMany(run => run.ticks)], (own.TotalProcessorTime - cpu).TotalMilliseconds,
            (GC.GetTotalAllocatedBytes() - allocated) / 1024.0, (GC.GetTotalPauseDuration() - paused).TotalMilliseconds);
    }
}
