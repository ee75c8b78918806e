using Xunit.Abstractions;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>A simulation that finds nothing proves nothing: bugs that somebody could make are made on purpose, and must be found soon.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int Most = 1_000;

    public static TheoryData<Plant> Plants => [.. Enum.GetValues<Plant>().Where(plant => plant != Plant.None)];

    [Theory]
    [MemberData(nameof(Plants))]
    public void A_planted_bug_is_found(Plant plant)
    {
        using var stage = new Stage();
        for (var seed = 1UL; seed <= Most; seed++)
        {
            var world = new World(stage, seed, plant);
            world.Play(SimulationTests.Events);
            if (world.Wrongs.Count == 0)
                continue;
            output.WriteLine($"{plant}: found at seed {seed}: {world.Wrongs[0].Split('\n')[0]}");
            return;
        }

        Assert.Fail($"{plant} was not found in {Most} worlds");
    }
}
