using Signaalketen.Casework;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests;

/// <summary>Only a loop that a step left work for looks for it at once.</summary>
public sealed class BellTests : IDisposable
{
    private static readonly Loops[] Each = [Loops.Timers, Loops.Jobs, Loops.Mail];

    private readonly TestHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public void A_ring_wakes_those_it_is_for_and_the_next_ring_is_another()
    {
        var bell = new Bell();
        var (timers, mail) = (bell.Next(Loops.Timers), bell.Next(Loops.Mail));
        bell.Ring(Loops.Mail);
        Assert.True(mail.IsCompleted);
        Assert.False(timers.IsCompleted);
        Assert.False(bell.Next(Loops.Mail).IsCompleted);
        Assert.Same(timers, bell.Next(Loops.Timers));
    }

    [Theory]
    [InlineData("<intermediateCatchEvent id=\"a\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>", Loops.None)]
    [InlineData("<intermediateCatchEvent id=\"a\"><timerEventDefinition><timeDuration>PT0S</timeDuration></timerEventDefinition></intermediateCatchEvent>", Loops.Timers)]
    [InlineData("<serviceTask id=\"a\" sk:job=\"mail-receipt\"/>", Loops.Jobs)]
    [InlineData(null, Loops.Mail)]
    public async Task A_step_rings_for_what_it_leaves_to_do(string? element, Loops expected)
    {
        await house.Account("dora", Roles.IntakeDesk);
        await house.Deploy(Models.Process("work", Models.Start() + (element ?? Models.Task("a", Roles.IntakeDesk)) + Models.End(), "start->a a->end"));
        var bell = house.Get<Bell>();
        var before = Each.ToDictionary(loop => loop, bell.Next);
        await house.StartProcess("work");
        Assert.Equal(expected, Each.Where(loop => before[loop].IsCompleted).Aggregate(Loops.None, (all, loop) => all | loop));
    }
}
