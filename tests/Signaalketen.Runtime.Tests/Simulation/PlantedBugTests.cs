using Xunit.Abstractions;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>A simulation that finds nothing proves nothing: bugs that somebody could make are made on purpose, and must be found soon.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int Most = 1000;

    public static TheoryData<Plant> Plants => [.. Enum.GetValues<Plant>().Where(plant => plant != Plant.None)];

    [Theory]
    [MemberData(nameof(Plants))]
    public void A_planted_bug_is_found(Plant plant)
    {
        (ulong Seed, string What)? found = null;
        var gate = new Lock();
        Stages.Each(Most, (stage, seed) =>
        {
            var world = new World(stage, seed, plant);
            world.Play(SimulationTests.Events);
            lock (gate)
            {
                if (world.Wrongs.Count > 0 && (found is null || seed < found.Value.Seed))
                    found = (seed, world.Wrongs[0].Split('\n')[0]);
                return found is null;
            }
        });
        Assert.True(found is not null, $"{plant} was not found in {Most} worlds");
        output.WriteLine($"{plant}: found at seed {found.Value.Seed}: {found.Value.What}");
    }
}
