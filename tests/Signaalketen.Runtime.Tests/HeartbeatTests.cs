using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests;

public sealed class HeartbeatTests : IDisposable
{
    private readonly TestHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    [Trait("Rule", "R15")]
    public async Task Work_that_a_step_leaves_is_picked_up_by_the_running_node_and_stopping_is_clean()
    {
        var sender = new Sender();
        house.Sender = sender;
        house.Restart();
        await house.Deploy(Models.OneTask());
        await house.Account("dora", Roles.IntakeDesk);
        var heartbeat = house.Get<Heartbeat>();
        await heartbeat.StartAsync(house.None);
        await house.Report();
        await sender.First.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await heartbeat.StopAsync(house.None);
        Assert.True(heartbeat.ExecuteTask!.IsCompletedSuccessfully);
        await using var db = house.Db();
        Assert.Equal(MailStatus.Sent, (await db.OutboxMails.SingleAsync()).Status);
    }

    [Fact]
    public async Task One_beat_does_all_that_follows_from_what_is_due()
    {
        await house.Deploy(Models.Process(
            "signal", Models.Start() + "<intermediateCatchEvent id=\"pause\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>"
            + "<serviceTask id=\"receipt\" sk:job=\"mail-receipt\"/>" + Models.End(), "start->pause pause->receipt receipt->end"));
        await house.Report(Answers.Field("reporter.email", "melder@thuis.example", DataClass.K4));
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.Beat();
        Assert.Single(house.SentMails());
        Assert.Equal(house.Clock.Now, house.Get<Heartbeat>().LastBeatAt);
    }

    [Fact]
    public async Task A_database_that_is_away_does_not_end_the_loop()
    {
        house.Probe = (_, _) => throw new IOException("weg");
        await house.Beat();
        house.Probe = null;
        Assert.Equal(0, await house.Beat());
    }

    [Fact]
    public async Task What_fails_at_every_beat_is_told_once_and_once_more_when_it_is_over()
    {
        house.Probe = (_, _) => throw new IOException("weg");
        for (var beat = 0; beat < 3; beat++)
            await house.Beat();
        Assert.Equal(1, Told("The heartbeat's timers stopped with IOException"));
        house.Probe = null;
        await house.Beat();
        await house.Beat();
        Assert.Equal(1, Told("The heartbeat's timers goes on again"));
    }

    private int Told(string line) => house.Log.Lines.Count(one => one.Contains(line, StringComparison.Ordinal));

    private sealed class Sender : IMailSender
    {
        public TaskCompletionSource First { get; } = new();

        public Task Send(OutgoingMail mail, CancellationToken ct)
        {
            First.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
