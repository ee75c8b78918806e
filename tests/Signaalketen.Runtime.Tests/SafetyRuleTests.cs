using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Runtime.Tests.Simulation;

namespace Signaalketen.Runtime.Tests;

/// <summary>Rules of crash safety that no other test names. Every rule has tests: <c>dotnet test --filter Rule=R8</c>.</summary>
public sealed class SafetyRuleTests : IDisposable
{
    private readonly TestHouse house = new(("Pumps:SideBySide", "3"), ("Pumps:Batch", "7"), ("Pumps:IntervalSeconds", "1"));

    public void Dispose() => house.Dispose();

    [Fact]
    [Trait("Rule", "R2")]
    public async Task While_a_mail_is_on_its_way_no_transaction_is_open()
    {
        var outcomes = new List<CommitOutcome>();
        house.Sender = new Sender(async mail =>
        {
            // SQLite has one writer: a transaction around the sending would keep this one waiting until it gives up.
            outcomes.Add(await house.Get<StepStore>().Commit([house.Get<RowInserts>().Of(Setting(mail.MessageId))], house.None));
        });
        house.Restart();
        await house.Deploy(Models.OneTask());
        await house.Account("dora", Casework.Roles.IntakeDesk);
        await house.Report();
        Assert.Equal(1, await house.PumpMail());
        Assert.Equal([CommitOutcome.Committed], outcomes);
    }

    [Fact]
    [Trait("Rule", "R2")]
    public async Task A_step_that_was_not_committed_sends_nothing()
    {
        await house.Deploy(Models.OneTask());
        await house.Account("dora", Casework.Roles.IntakeDesk);
        house.Probe = (_, statements) =>
        {
            if (statements > 3)
                throw new IOException("weg");
        };
        await Assert.ThrowsAnyAsync<Exception>(() => house.Report());
        house.Probe = null;
        house.Restart();
        await house.Beat();
        Assert.Empty(house.SentMails());
        await house.Report();
        await house.Beat();
        Assert.Single(house.SentMails());
    }

    [Fact]
    [Trait("Rule", "R8")]
    public async Task A_lease_is_renewed_while_the_work_lasts_and_work_that_cannot_be_kept_is_stopped_before_it_runs_out()
    {
        var world = new WorldClock();
        var length = TimeSpan.FromSeconds(house.Get<RuntimeOptions>().Pumps.LeaseSeconds);
        await using var db = house.Db();
        db.Jobs.Add(new()
        {
            Id = "job-1", InstanceId = "instance-1", CaseId = "case-1", ElementId = "work", JobType = "work", InputJson = "{}", Status = JobStatus.Open,
            AvailableAt = world.Now, TurnAt = world.Now, LeaseUntil = world.Now + length, LeaseToken = 4,
        });
        await db.SaveChangesAsync();
        var clock = new MachineClock(world, TimeSpan.Zero);
        using var keeper = Keeper(house.Get<Persistence.Dialects.Dialect>(), clock);
        using var cutOff = Keeper(new SqliteDialect(Path.Combine(house.Folder, "nowhere", "none.db")), clock);
        using var kept = keeper.Hold("job", "job-1", 4, clock.GetTimestamp(), house.None);
        using var lost = cutOff.Hold("job", "job-1", 4, clock.GetTimestamp(), house.None);
        for (var moment = 0; moment < 10; moment++)
        {
            world.Now += length / 5;
            keeper.RunOnce();
            cutOff.RunOnce();
            Assert.True((await db.Jobs.AsNoTracking().SingleAsync()).LeaseUntil > world.Now + length / 2);
            Assert.Equal(moment >= 3, lost.Token.IsCancellationRequested);
        }

        Assert.False(kept.Lost);
        // Somebody else leased it after all: the work is stopped at the next renewal.
        await db.Jobs.ExecuteUpdateAsync(row => row.SetProperty(job => job.LeaseToken, 5));
        world.Now += length / 3;
        keeper.RunOnce();
        Assert.True(kept.Token.IsCancellationRequested);
    }

    [Fact]
    [Trait("Rule", "R10")]
    public async Task Work_that_nobody_rang_for_is_found_at_the_next_look()
    {
        var sent = new TaskCompletionSource();
        house.Sender = new Sender(_ =>
        {
            sent.TrySetResult();
            return Task.CompletedTask;
        });
        house.Restart();
        await house.Deploy(Models.OneTask());
        await house.Account("dora", Casework.Roles.IntakeDesk);
        await house.Report();
        await using var db = house.Db();
        await db.OutboxMails.ExecuteUpdateAsync(row => row.SetProperty(mail => mail.AvailableAt, house.Clock.Now.AddHours(1)));
        const int loops = 4;
        var (waiting, allWait) = (0, new TaskCompletionSource());
        house.Clock.Waiting = () =>
        {
            if (Interlocked.Increment(ref waiting) == loops)
                allWait.TrySetResult();
        };
        var heartbeat = house.Get<Heartbeat>();
        await heartbeat.StartAsync(house.None);
        await allWait.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(sent.Task.IsCompleted);
        // Time passes; nothing in this process tells the loop.
        await db.OutboxMails.ExecuteUpdateAsync(row => row.SetProperty(mail => mail.AvailableAt, house.Clock.Now));
        await sent.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await heartbeat.StopAsync(house.None);
    }

    [Fact]
    [Trait("Rule", "R14")]
    public async Task No_more_jobs_are_in_hand_at_once_or_done_in_one_round_than_the_settings_say_and_the_oldest_go_first()
    {
        var (atOnce, most) = (0, 0);
        var done = new List<string>();
        house.Jobs.Add(new Handler(async work =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await Task.Yield();
            Interlocked.Decrement(ref atOnce);
            lock (done)
                done.Add(work.InstanceId);
        }));
        house.Restart();
        await house.Deploy(Models.Process("signal", Models.Start() + "<serviceTask id=\"work\" sk:job=\"work\"/>" + Models.End(), "start->work work->end"));
        for (var number = 0; number < 20; number++)
        {
            await house.Report();
            house.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(await house.PumpJobs(), 7, 9);
        Assert.InRange(most, 1, 3);
        await using var db = house.Db();
        var oldest = await db.ProcessInstances.OrderBy(row => row.StartedAt).Select(row => row.Id).Take(done.Count).ToListAsync();
        Assert.Equal(oldest.Order(StringComparer.Ordinal), done.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Rule", "R18")]
    public async Task A_state_that_cannot_be_is_not_stepped_on_and_a_person_is_told()
    {
        await house.Deploy(Models.OneTask());
        var desk = await house.Account("dora", Casework.Roles.IntakeDesk);
        await house.Report();
        await using var db = house.Db();
        // A task that runs in a scope that is not there.
        var instance = await db.ProcessInstances.SingleAsync();
        var task = (await house.Lists.Team(desk, house.None))[0].Id;
        var impossible = instance.StateText.Replace("\"triage\"", "\"vanished\"", StringComparison.Ordinal);
        Assert.NotEqual(instance.StateText, impossible);
        await db.ProcessInstances.ExecuteUpdateAsync(row => row.SetProperty(one => one.StateText, impossible));
        house.Restart();
        var fault = await Record.ExceptionAsync(() => house.Tasks.Complete(task, desk, Answers.Nothing, house.None));
        Assert.True(fault is null or StepFailedException, fault?.ToString());
        Assert.Equal(impossible, await db.ProcessInstances.AsNoTracking().Select(row => row.StateText).SingleAsync());
        Assert.Equal(UserTaskStatus.Open, await db.UserTasks.AsNoTracking().Select(row => row.Status).SingleAsync());
        Assert.Equal(instance.Id, Assert.Single(await db.Incidents.AsNoTracking().ToListAsync()).InstanceId);
    }

    private LeaseKeeper Keeper(Persistence.Dialects.Dialect dialect, TimeProvider clock) => new(dialect, house.Get<RuntimeOptions>(), clock, NullLogger<LeaseKeeper>.Instance);

    private SettingsRow Setting(string name) => new() { Name = name, Content = "", ChangedAt = house.Clock.Now, ChangedBy = "test" };

    private sealed class Sender(Func<OutgoingMail, Task> send) : IMailSender
    {
        public Task Send(OutgoingMail mail, CancellationToken ct) => send(mail);
    }

    private sealed class Handler(Func<JobWork, Task> work) : IJobHandler
    {
        public string Type => "work";

        public async Task<JobOutcome> Run(JobWork job, CancellationToken ct)
        {
            await work(job);
            return JobOutcome.Done.Nothing;
        }
    }
}
