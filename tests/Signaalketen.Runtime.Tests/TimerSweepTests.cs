using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine.Commands;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class TimerSweepOnSqlite() : TimerSweepTests(StoreKind.Sqlite);

public sealed class TimerSweepOnPostgres() : TimerSweepTests(StoreKind.Postgres);

public abstract class TimerSweepTests(StoreKind kind) : IDisposable
{
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task Timers_fire_in_order_of_due_time_and_not_before()
    {
        await house.Deploy(Models.Process(
            "signal", Models.Start() + "<parallelGateway id=\"split\"/>" + Wait("late", "PT2H") + Wait("early", "PT1H") + Models.End("e1") + Models.End("e2"),
            "start->split split->late split->early late->e1 early->e2"));
        await house.Report();
        house.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await house.SweepTimers());
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, await house.SweepTimers());
        await using var db = house.Db();
        Assert.Equal(["early", "late"], (await house.Completed()).Where(element => element is "late" or "early"));
        Assert.Equal(InstanceRowStatus.Completed, (await db.ProcessInstances.SingleAsync()).Status);
    }

    [StoreFact]
    public async Task A_timer_that_fires_twice_is_refused_the_second_time()
    {
        await house.Deploy(OneTimer());
        await house.Report();
        house.Clock.Advance(TimeSpan.FromHours(1));
        await using var db = house.Db();
        var timer = await db.Timers.SingleAsync();
        Assert.IsType<DispatchResult.Accepted>(await house.Dispatcher.Execute(timer.InstanceId, new FireTimer(timer.TimerKey), null, Actor.Timers, house.None));
        Assert.IsType<DispatchResult.Rejected>(await house.Dispatcher.Execute(timer.InstanceId, new FireTimer(timer.TimerKey), null, Actor.Timers, house.None));
        Assert.Equal(0, await house.SweepTimers());
        await Consistency.Check(house);
    }

    [StoreFact]
    [Trait("Rule", "R3")]
    public async Task Many_sweeps_at_once_fire_each_timer_once()
    {
        await house.Deploy(OneTimer());
        for (var number = 0; number < 10; number++)
            await house.Report();
        house.Clock.Advance(TimeSpan.FromHours(1));
        var fired = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(house.SweepTimers)));
        Assert.Equal(10, fired.Sum());
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_timer_row_that_nobody_wants_any_more_is_cleared_away()
    {
        await house.Deploy(OneTimer());
        await house.Report();
        await using var db = house.Db();
        var instance = (await db.ProcessInstances.SingleAsync()).Id;
        db.Timers.Add(new() { InstanceId = instance, TimerKey = 999, ElementId = "gone", DueAt = house.Clock.Now, TryAt = house.Clock.Now });
        await db.SaveChangesAsync();
        Assert.Equal(0, await house.SweepTimers());
        Assert.False(await db.Timers.AnyAsync(row => row.TimerKey == 999));
    }

    [StoreFact]
    [Trait("Rule", "R18")]
    public async Task A_timer_that_cannot_fire_does_not_hold_up_the_others_and_becomes_an_incident()
    {
        await house.Deploy(OneTimer());
        await house.Report();
        await house.Report();
        await using var db = house.Db();
        var broken = await db.Timers.OrderBy(row => row.InstanceId).FirstAsync();
        await db.ProcessInstances.Where(row => row.Id == broken.InstanceId).ExecuteUpdateAsync(row => row.SetProperty(one => one.StateText, "onleesbaar"));
        house.Restart();
        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await house.SweepTimers());
        Assert.Equal(0, await db.Timers.CountAsync(row => row.InstanceId != broken.InstanceId));
        for (var hour = 0; hour < 6; hour++)
        {
            house.Clock.Advance(TimeSpan.FromHours(2));
            await house.SweepTimers();
        }

        Assert.Equal(["EngineFault", "TimerFailed"], (await house.Get<Incidents.IncidentDesk>().List(house.None)).Select(incident => incident.Code).Order());
        Assert.Equal(1, await db.Timers.CountAsync());
    }

    [StoreFact]
    public async Task A_cycle_counts_from_its_due_time_even_after_an_outage()
    {
        await house.Deploy(Models.Process(
            "signal", Models.Start() + Models.Task("work", "intake-desk")
            + "<boundaryEvent id=\"tick\" attachedToRef=\"work\" cancelActivity=\"false\"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent>" + Models.End() + Models.End("ticked"),
            "start->work work->end tick->ticked"));
        await house.Report();
        var first = house.Clock.Now;
        house.Clock.Advance(TimeSpan.FromMinutes(150));
        Assert.Equal(2, await house.SweepTimers());
        await using var db = house.Db();
        Assert.Equal(first.AddHours(3), (await db.Timers.SingleAsync()).DueAt);
    }

    [StoreFact]
    public async Task A_start_timer_starts_an_instance_with_a_case_at_each_of_its_times()
    {
        await house.Deploy(Models.Process(
            "yearly", "<startEvent id=\"begin\"><timerEventDefinition><timeCycle>R2/P1D</timeCycle></timerEventDefinition></startEvent>" + Models.Task("check", "process-owner") + Models.End(), "begin->check check->end"));
        await using var db = house.Db();
        for (var day = 0; day < 4; day++)
        {
            house.Clock.Advance(TimeSpan.FromDays(1));
            await house.SweepTimers();
        }

        Assert.Equal(2, await db.ProcessInstances.CountAsync());
        Assert.Equal(2, await db.Cases.CountAsync());
        Assert.Empty(await db.StartTriggers.ToListAsync());
        var owner = await house.Account("pia", Roles.ProcessOwner);
        Assert.Equal(2, (await house.Lists.Team(owner, house.None)).Count);
    }

    [StoreFact]
    public async Task Wall_clock_days_keep_their_hour_over_summer_time()
    {
        house.Clock.Set(new(2027, 3, 27, 8, 0, 0, TimeSpan.Zero));
        await house.Deploy(Models.Process("signal", Models.Start() + Wait("day", "P1D") + Models.End(), "start->day day->end"));
        await house.Report();
        await using var db = house.Db();
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 7, 0, 0, TimeSpan.Zero), (await db.Timers.SingleAsync()).DueAt);
    }

    private static string Wait(string id, string duration) =>
        $"<intermediateCatchEvent id=\"{id}\"><timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition></intermediateCatchEvent>";

    private static string OneTimer() => Models.Process("signal", Models.Start() + Wait("pause", "PT1H") + Models.End(), "start->pause pause->end");
}
