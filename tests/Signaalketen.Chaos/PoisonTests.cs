using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Signaalketen.Chaos.Nodes;
using Signaalketen.Chaos.Storms;
using Signaalketen.Engine.State;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Cases;
using Signaalketen.Testing;
using Xunit.Abstractions;

namespace Signaalketen.Chaos;

/// <summary>Jobs that always fail, and jobs that bring their node down, among others that do nothing wrong (goal D14).</summary>
public sealed class PoisonOnPostgres(ITestOutputHelper output)
{
    private const int Innocent = 60;
    private const int Losses = 3;
    private const int Attempts = 5;

    [StoreFact]
    public async Task Poison_ends_as_incidents_after_its_tries_and_takes_nobody_with_it()
    {
        using var ground = await Ground.Lay(ChaosModel.OneJob(EffectJob.Name), ChaosModel.OneJob(KillerJob.Name), ChaosModel.OneJob(ThrowerJob.Name));
        var starts = ground.Services.GetRequiredService<ProcessStarts>();
        for (var number = 0; number < Innocent; number++)
        {
            await Start(EffectJob.Name);
            if (number is 5 or 30)
                await Start(KillerJob.Name);
            if (number is 7 or 31)
                await Start(ThrowerJob.Name);
        }

        await using var first = Node("x", ground);
        await using var second = Node("y", ground);
        NodeProcess[] nodes = [first, second];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (await ground.Number("SELECT COUNT(*) FROM job") > 0)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), $"{await ground.Number("SELECT COUNT(*) FROM job")} jobs still wait after three minutes.");
            foreach (var node in nodes.Where(node => !node.Running))
                node.Start();
            await Task.Delay(50);
        }

        output.WriteLine($"quiet after {watch.Elapsed.TotalSeconds:F0} s and {nodes.Sum(node => node.Lives)} lives of two nodes");
        Console.WriteLine($"poison: quiet after {watch.Elapsed.TotalSeconds:F0} s and {nodes.Sum(node => node.Lives)} lives of two nodes");
        Assert.Equal(Innocent, await ground.Number($"SELECT COUNT(*) FROM process_instance WHERE process_id = '{EffectJob.Name}' AND status = 'Completed'"));
        Assert.Equal(4, await ground.Number("SELECT COUNT(*) FROM incident WHERE cleared_at IS NULL"));
        var begun = Journal.ReadAll(ground.Folder).ToLookup(line => line[0], line => line[1]);
        Assert.All(begun["killer"].GroupBy(job => job), job => Assert.InRange(job.Count(), 1, Losses));
        Assert.All(begun["thrower"].GroupBy(job => job), job => Assert.InRange(job.Count(), 1, Attempts));
        Assert.Equal(2, begun["killer"].Distinct().Count());
        Assert.Equal(2, begun["thrower"].Distinct().Count());
        NpgsqlConnection.ClearAllPools();

        async Task Start(string process) =>
            Assert.IsType<Runtime.Dispatch.DispatchResult.Accepted>((await starts.Start(process, Variables.Empty, null, Actor.System("test"), CancellationToken.None)).Result);
    }

    // With the limits of the product itself, and leases that a machine with other work to do keeps.
    private static NodeProcess Node(string name, Ground ground) =>
        new(name, life => ground.Settings(life, Ground.People[0], TimeSpan.Zero) with { Lease = TimeSpan.FromSeconds(4), Attempts = Attempts, Losses = Losses, Users = false });
}
