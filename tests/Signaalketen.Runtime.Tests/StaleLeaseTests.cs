using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Runtime.Tests.Simulation;

namespace Signaalketen.Runtime.Tests;

/// <summary>What the simulation found about leases, each with the seed that showed it.</summary>
public sealed class StaleLeaseTests
{
    /// <summary>Seed 14: the token was read after the lease, so that a node that stood still in between took over the token of another.</summary>
    [Theory]
    [InlineData(14)]
    [InlineData(1)]
    public void A_node_that_stood_still_after_leasing_does_not_answer_for_the_node_that_leased_after_it(ulong seed)
    {
        using var stage = new Stage();
        var world = new World(stage, seed);
        world.Play(SimulationTests.Events);
        Assert.Empty(world.Wrongs);
    }

    [Fact]
    public void A_lease_that_is_taken_while_the_node_stops_does_not_bring_the_process_down()
    {
        using var house = new TestHouse();
        var keeper = house.Get<LeaseKeeper>();
        keeper.Dispose();
        using var lease = keeper.Hold("job", "any", 1, house.None);
        Assert.False(lease.Lost);
    }
}
