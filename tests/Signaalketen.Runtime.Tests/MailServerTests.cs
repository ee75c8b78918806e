using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests;

/// <summary>The pump against a mail server that misbehaves.</summary>
public sealed class MailServerTests : IAsyncDisposable
{
    private readonly SmtpSink sink = new();
    private readonly TestHouse house = new();

    public async ValueTask DisposeAsync()
    {
        house.Dispose();
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_password_keeps_all_mail_waiting_with_one_incident_that_ends_when_mail_goes_again()
    {
        sink.Script = new() { Auth = "PLAIN" };
        await Mails(8, sink.Client(sink.Options("gemeente", "vergeten")));
        for (var hour = 0; hour < 12; hour++)
        {
            await house.PumpMail();
            house.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(12, sink.Connections);
        Assert.Equal(8, (await Rows()).Count(row => row is { Status: MailStatus.Open, Attempts: 0 }));
        var incident = Assert.Single(await house.Get<IncidentDesk>().List(house.None));
        Assert.Equal(MailPause.IncidentCode, incident.Code);
        Assert.Contains("refused the account", incident.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("vergeten", incident.Message + string.Join('\n', house.Log.Lines), StringComparison.Ordinal);

        // Pressing the button without mending anything is told again at once.
        await house.PumpMail();
        Assert.Null(await house.Get<IncidentDesk>().Resolve(incident.Id, Variables.Empty, Actor.System("test"), house.None));
        Assert.Empty(await house.Get<IncidentDesk>().List(house.None));
        await house.PumpMail();
        Assert.Single(await house.Get<IncidentDesk>().List(house.None));

        house.Sender = sink.Client(sink.Options("gemeente", "juist"));
        house.Restart();
        await house.PumpMail();
        Assert.Equal(8, sink.Mails.Count);
        Assert.Empty(await house.Get<IncidentDesk>().List(house.None));
    }

    [Fact]
    public async Task A_server_that_is_away_for_a_while_costs_no_tries_and_calls_nobody_before_it_lasts()
    {
        sink.Script = new() { Greeting = "421 restarting" };
        await Mails(2, sink.Client(sink.Options()));
        await house.PumpMail();
        await house.PumpMail();
        Assert.Equal(1, sink.Connections);
        Assert.Empty(await house.Get<IncidentDesk>().List(house.None));
        for (var minute = 0; minute < 9; minute += 3)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(3));
            await house.PumpMail();
        }

        Assert.Contains("It answered 421.", Assert.Single(await house.Get<IncidentDesk>().List(house.None)).Message, StringComparison.Ordinal);
        sink.Script = new();
        house.Clock.Advance(TimeSpan.FromMinutes(3));
        await house.PumpMail();
        Assert.All(await Rows(), row => Assert.Equal((MailStatus.Sent, 1), (row.Status, row.Attempts)));
        Assert.Empty(await house.Get<IncidentDesk>().List(house.None));
    }

    [Fact]
    public async Task No_mail_is_lost_and_only_one_whose_fate_was_unknown_goes_twice_with_the_same_number()
    {
        // Every fault in turn, each now and then followed by a conversation that goes well.
        SinkScript[] faults = [new() { DropsAt = "." }, new(), new() { Recipient = "451 later" }, new(), new() { DropsAt = "RCPT" }, new() { Taken = "452 full" }, new(), new() { DropsAt = "EHLO" }];
        sink.Choose = number => faults[number % faults.Length];
        await Mails(24, sink.Client(sink.Options()));
        for (var round = 0; round < 40 && (await Rows()).Any(row => row.Status == MailStatus.Open); round++)
        {
            await house.PumpMail();
            house.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.All(await Rows(), row => Assert.Equal(MailStatus.Sent, row.Status));
        var arrived = sink.Mails.GroupBy(mail => mail.To).ToList();
        Assert.Equal(24, arrived.Count);
        Assert.All(arrived, copies => Assert.Single(copies.Select(mail => mail.MessageId).Distinct()));
        // As many second copies as times that the answer got lost.
        Assert.Equal(Enumerable.Range(1, sink.Connections).Count(number => number % faults.Length == 0), sink.Mails.Count - 24);
    }

    [Theory]
    [InlineData(CommitPoint.Begun)]
    [InlineData(CommitPoint.Written)]
    [Trait("Rule", "R2")]
    public async Task A_process_that_dies_after_the_server_took_the_mail_sends_it_again_under_the_same_number(CommitPoint point)
    {
        await Mails(1, sink.Client(sink.Options()));
        house.Probe = (at, _) =>
        {
            if (at == point && !sink.Mails.IsEmpty)
                throw new IOException("killed");
        };
        await Assert.ThrowsAsync<IOException>(house.PumpMail);
        house.Probe = null;
        house.Restart();
        Assert.Equal(0, await house.PumpMail());
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await house.PumpMail();
        Assert.Equal(2, sink.Mails.Count);
        Assert.Single(sink.Mails.Select(mail => mail.MessageId).Distinct());
        Assert.Equal(MailStatus.Sent, Assert.Single(await Rows()).Status);
    }

    [Fact]
    public async Task A_process_that_dies_after_its_commit_sends_nothing_again()
    {
        await Mails(1, sink.Client(sink.Options()));
        house.Probe = (at, _) =>
        {
            if (at == CommitPoint.Committed && !sink.Mails.IsEmpty)
                throw new IOException("killed");
        };
        await Assert.ThrowsAnyAsync<Exception>(house.PumpMail);
        house.Probe = null;
        house.Restart();
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.PumpMail();
        Assert.Single(sink.Mails);
    }

    [Fact]
    [Trait("Rule", "R13")]
    public async Task A_mail_that_brings_its_process_down_three_times_is_put_aside()
    {
        await Mails(1, sink.Client(sink.Options()));
        for (var life = 0; life < 5; life++)
        {
            house.Probe = (at, _) => Fail(at == CommitPoint.Begun && life < 3);
            await Record.ExceptionAsync(house.PumpMail);
            house.Restart();
            house.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(3, sink.Mails.Count);
        Assert.Equal(MailStatus.Failed, Assert.Single(await Rows()).Status);
        Assert.Single(await house.Get<IncidentDesk>().List(house.None));
    }

    [Fact]
    public async Task Who_works_on_a_case_learns_which_mail_did_not_arrive_and_no_address()
    {
        sink.Script = new() { Recipient = "550 unknown" };
        await Mails(1, sink.Client(sink.Options()));
        await house.PumpMail();
        await using var db = house.Db();
        var task = await db.UserTasks.AsNoTracking().SingleAsync();
        var mails = house.Get<UndeliveredMails>();
        var desk = new Person("x", "X", new HashSet<string> { Roles.IntakeDesk });
        Assert.Equal(new UndeliveredMail("Collega dora0", "Stap triage", true), Assert.Single(await mails.OfCase(task.CaseId, desk, house.None)));
        Assert.Single(await mails.OfTask(task.Id, house.None));

        var incident = Assert.Single(await house.Get<IncidentDesk>().List(house.None));
        Assert.Equal("MailBounced", incident.Code);
        Assert.DoesNotContain("@", incident.Message, StringComparison.Ordinal);
        sink.Script = new();
        Assert.Null(await house.Get<IncidentDesk>().Resolve(incident.Id, Variables.Empty, Actor.System("test"), house.None));
        await house.PumpMail();
        Assert.Empty(await mails.OfTask(task.Id, house.None));
    }

    [Fact]
    public async Task That_a_mail_to_the_reporter_did_not_arrive_is_told_to_the_desk_and_the_owner_only()
    {
        sink.Script = new() { Recipient = "550 unknown" };
        house.Sender = sink.Client(sink.Options());
        house.Restart();
        await house.Deploy(Models.Process("signal", Models.Start() + "<serviceTask id=\"receipt\" sk:job=\"mail-receipt\"/>" + Models.End(), "start->receipt receipt->end"));
        var received = await house.Report(Answers.Field("reporter.email", "melder@thuis.example", DataClass.K4));
        await house.Beat();
        var mails = house.Get<UndeliveredMails>();
        Assert.Equal(new UndeliveredMail(null, null, true), Assert.Single(await mails.OfCase(received.CaseId, new("x", "X", new HashSet<string> { Roles.CaseOwner }), house.None)));
        Assert.Empty(await mails.OfCase(received.CaseId, new("y", "Y", new HashSet<string> { Roles.Police }), house.None));
    }

    private static void Fail(bool now)
    {
        if (now)
            throw new IOException("killed");
    }

    private async Task<List<OutboxMailRow>> Rows()
    {
        await using var db = house.Db();
        return await db.OutboxMails.AsNoTracking().ToListAsync();
    }

    private async Task Mails(int count, IMailSender sender)
    {
        house.Sender = sender;
        house.Restart();
        await house.Deploy(Models.OneTask());
        for (var number = 0; number < count; number++)
            await house.Account("dora" + number, Roles.IntakeDesk);
        await house.Report();
    }
}
