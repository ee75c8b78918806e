using System.Diagnostics;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Signaalketen.Engine.Time;
using Xunit.Abstractions;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>
/// Thousands of random processes, driven at random. <see cref="Drive"/> checks the steps: same bytes twice, text round trip, replay, effects and
/// tree without orphans. Here: sound ones end, cancelling leaves nothing, the order of the XML does not matter, nor does the process we run in.
/// </summary>
public class RandomProcessTests(ITestOutputHelper output)
{
    [Fact]
    public void Random_sound_processes_keep_every_promise_and_end()
    {
        var (ended, cases) = (0, Cases.Share(30));
        Cases.Each(
            output, cases,
            seed =>
            {
                var (body, called) = RandomProcess.Draw(seed);
                var run = RandomRun.Of(seed, body, also: called).Play(steps: 4_000, patience: 40);
                var state = run.Drive.State;
                Assert.True(state.Status != InstanceStatus.Active || Ambiguous(state), $"Not ended: {StateText.Write(state)}");
                if (run.Drive.Ended)
                    Interlocked.Increment(ref ended);
                if (seed % 8 == 0)
                    SameInAnotherOrder(run, RandomProcess.Shuffle(body, seed), called);
            },
            seed => Bpmn.Process(RandomProcess.Draw(seed).Main, RandomProcess.Roots));
        Assert.True(ended > cases * 8L / 10, $"Only {ended} of {cases} ended by themselves.");
    }

    [Fact]
    public void Random_graphs_may_get_stuck_but_break_no_promise()
    {
        var (stuck, cases) = (0, Cases.Share(20));
        Cases.Each(
            output, cases,
            seed =>
            {
                var run = RandomRun.Of(seed, RandomGraph.Draw(seed), budget: 40).Play(steps: 25, patience: 25, history: 400);
                if (run.Drive.State.Status == InstanceStatus.Active)
                    Interlocked.Increment(ref stuck);
            },
            seed => Bpmn.Process(RandomGraph.Draw(seed), RandomProcess.Roots));
        Assert.InRange(stuck, cases / 10, cases * 9 / 10);
    }

    [Fact]
    public async Task Another_operating_system_process_gives_the_same_bytes()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["exec", typeof(RandomDigest).Assembly.Location, .. RandomDigest.Arguments(Cases.First, 200)])
            start.ArgumentList.Add(argument);
        using var other = Process.Start(start)!;
        var theirs = await other.StandardOutput.ReadToEndAsync();
        await other.WaitForExitAsync();
        Assert.Equal(0, other.ExitCode);
        Assert.Equal(RandomDigest.Of(Cases.First, 200), theirs.Trim());
    }

    /// <summary>Several repetitions wait for the same message: nobody may guess, so this instance stays.</summary>
    private static bool Ambiguous(InstanceState state) =>
        state.Waits.Where(wait => wait.Value.Kind == WaitKind.Message).GroupBy(wait => wait.Value.ElementId).Any(group => group.Count() > 1);

    private static void SameInAnotherOrder(RandomRun run, string shuffled, string called)
    {
        var other = new Drive(Bpmn.Deploy(Bpmn.Process(shuffled, RandomProcess.Roots), called), run.Drive.Engine.Options) { ChecksEvery = int.MaxValue };
        foreach (var (now, command) in run.Commands)
        {
            other.Now = now;
            other.Do(command);
        }

        Assert.Equal(run.Drive.History.Select(EventText.Write), other.History.Select(EventText.Write));
    }
}
