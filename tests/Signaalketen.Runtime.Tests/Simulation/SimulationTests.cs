using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>
/// Many worlds, each from one number. <c>SIGNAALKETEN_SIMULATION_SEEDS</c> says how many, <c>SIGNAALKETEN_SIMULATION_SEED</c> plays one of them again and tells its story.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Usual = 2000;
    public const int Events = 260;

    [Fact]
    public void Whatever_happens_between_nodes_nothing_is_lost_and_nothing_is_done_twice()
    {
        if (Number("SIGNAALKETEN_SIMULATION_SEED") is { } only)
        {
            Replay((ulong)only);
            return;
        }

        var count = Number("SIGNAALKETEN_SIMULATION_SEEDS") ?? Usual;
        var clock = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        var failures = new ConcurrentBag<(ulong Seed, string What)>();
        var (events, faults) = (0L, 0L);
        Stages.Each(count, (stage, seed) =>
        {
            var world = new World(stage, seed);
            world.Play(Events);
            Interlocked.Add(ref events, world.Events);
            Interlocked.Add(ref faults, world.Faults);
            if (world.Wrongs.Count > 0)
                failures.Add((seed, string.Join("; ", world.Wrongs)));
            return failures.Count < 10;
        });
        output.WriteLine($"{count} seeds, {events / count} events and {(double)faults / count:0.0} faults each, {clock.Elapsed.TotalMilliseconds / count:0.0} ms per seed, {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / count:0.0} ms of processor");
        Assert.True(failures.IsEmpty, string.Join('\n', failures.OrderBy(one => one.Seed).Select(one => $"SIGNAALKETEN_SIMULATION_SEED={one.Seed}: {one.What}")));
        Assert.True(count < 100 || faults / count >= 5, $"only {faults} faults in {count} worlds: too quiet to find anything");
    }

    [Fact]
    [Trait("Rule", "R19")]
    public void The_same_seed_gives_the_same_rows_and_the_same_story()
    {
        using var first = new Stage();
        using var second = new Stage();
        for (var seed = 1UL; seed <= 25; seed++)
            Assert.Equal(Played(first, seed), Played(second, seed));
        Assert.NotEqual(Played(first, 1), Played(first, 2));
    }

    private static (string Rows, string Story) Played(Stage stage, ulong seed)
    {
        var world = new World(stage, seed);
        world.Play(Events);
        return (stage.Hash(), string.Join('\n', world.Story));
    }

    private void Replay(ulong seed)
    {
        using var stage = new Stage();
        var world = new World(stage, seed);
        world.Play(Events);
        output.WriteLine(string.Join('\n', world.Story));
        output.WriteLine($"{world.Events} events, {world.Faults} faults, rows {stage.Hash()}");
        Assert.True(world.Wrongs.Count == 0, string.Join('\n', world.Wrongs));
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
