using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Options;
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
    [Trait("Rule", "R7")]
    public void A_node_that_stood_still_after_leasing_does_not_answer_for_the_node_that_leased_after_it(ulong seed)
    {
        using var stage = new Stage();
        var world = new World(stage, seed);
        world.Play(SimulationTests.Events);
        Assert.Empty(world.Wrongs);
    }

    /// <summary>Whoever stood still between asking for a lease and beginning counts from the asking (rule R8).</summary>
    [Fact]
    [Trait("Rule", "R8")]
    public void A_lease_counts_from_when_it_was_asked_for()
    {
        using var house = new TestHouse();
        var asked = house.Clock.GetTimestamp() - (long)(house.Clock.TimestampFrequency * house.Get<RuntimeOptions>().Pumps.LeaseSeconds * 0.8);
        using var lease = house.Get<LeaseKeeper>().Hold("job", "any", 1, asked, house.None);
        Assert.True(lease.Lost);
        Assert.True(lease.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_lease_that_is_taken_while_the_node_stops_does_not_bring_the_process_down()
    {
        using var house = new TestHouse();
        var keeper = house.Get<LeaseKeeper>();
        keeper.Dispose();
        using var lease = keeper.Hold("job", "any", 1, house.Clock.GetTimestamp(), house.None);
        Assert.False(lease.Lost);
    }
}
