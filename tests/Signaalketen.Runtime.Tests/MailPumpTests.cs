using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class MailPumpOnSqlite() : MailPumpTests(StoreKind.Sqlite);

public sealed class MailPumpOnPostgres() : MailPumpTests(StoreKind.Postgres);

public abstract class MailPumpTests(StoreKind kind) : IDisposable
{
    private const string Address = "melder-ongewoon@thuis.example";
    private static readonly string Receipt = Models.Process("signal", Models.Start() + "<serviceTask id=\"receipt\" sk:job=\"mail-receipt\"/>" + Models.End(), "start->receipt receipt->end");
    private readonly TestHouse house = new(kind, ("Mail:Attempts", "5"));

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task The_reporter_gets_a_receipt_and_the_address_stands_in_its_to_header_alone()
    {
        await house.Deploy(Receipt);
        var received = await house.Report(Answers.Field("reporter.email", Address, DataClass.K4), Answers.Field("signal.statement", "Geheim verhaal"));
        await house.Beat();
        var mail = Assert.Single(house.SentMails());
        var lines = mail.Split('\n').Where(line => line.Contains(Address, StringComparison.OrdinalIgnoreCase)).Select(line => line.Trim()).ToList();
        Assert.Equal("To: " + Address, Assert.Single(lines));
        Assert.Contains(received.Reference, mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, string.Join('\n', house.Log.Lines), StringComparison.OrdinalIgnoreCase);
        await using var db = house.Db();
        Assert.Equal(("system:mail", "reporter.email"), ((await db.AccessLog.SingleAsync()).ActorId, (await db.AccessLog.SingleAsync()).FieldNames));
    }

    [StoreFact]
    public async Task A_reporter_who_left_no_address_gets_nothing()
    {
        await house.Deploy(Receipt);
        await house.Report(Answers.Field("signal.statement", "tekst"));
        await house.Beat();
        await using var db = house.Db();
        Assert.Equal(MailStatus.Dropped, (await db.OutboxMails.SingleAsync()).Status);
        Assert.Empty(house.SentMails());
    }

    [StoreFact]
    public async Task A_mail_to_the_reporter_of_an_erased_case_is_dropped()
    {
        await house.Deploy(Receipt);
        var received = await house.Report(Answers.Field("reporter.email", Address, DataClass.K4));
        await house.PumpJobs();
        await house.Get<StepStore>().Commit([.. CaseWrites.Erase(received.CaseId, house.Clock.Now)], house.None);
        await house.PumpMail();
        Assert.Empty(house.SentMails());
    }

    [StoreFact]
    [Trait("Rule", "R2")]
    [Trait("Rule", "R13")]
    public async Task A_mail_that_fails_is_tried_again_with_the_same_number_and_then_becomes_an_incident_that_can_be_resolved()
    {
        var sender = new Sender { Fault = () => new IOException(Address) };
        await OneTaskMail(sender);
        for (var hour = 0; hour < 10; hour++)
        {
            await house.PumpMail();
            house.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(5, sender.Tried.Count);
        Assert.Single(sender.Tried.Select(mail => mail.MessageId).Distinct());
        var desk = house.Get<IncidentDesk>();
        var incident = Assert.Single(await desk.List(house.None));
        Assert.Equal("MailFailed", incident.Code);
        Assert.DoesNotContain(Address, incident.Message + string.Join('\n', house.Log.Lines), StringComparison.Ordinal);
        sender.Fault = null;
        Assert.Null(await desk.Resolve(incident.Id, Variables.Empty, Actor.System("test"), house.None));
        await house.PumpMail();
        await using var db = house.Db();
        Assert.Equal(MailStatus.Sent, (await db.OutboxMails.SingleAsync()).Status);
    }

    [StoreFact]
    public async Task A_mail_that_the_server_refuses_for_good_bounces_at_once()
    {
        var sender = new Sender { Fault = () => new MailRefusedException("550") };
        await OneTaskMail(sender);
        await house.PumpMail();
        Assert.Single(sender.Tried);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.PumpMail();
        Assert.Single(sender.Tried);
        var incident = Assert.Single(await house.Get<IncidentDesk>().List(house.None));
        Assert.Equal("MailBounced", incident.Code);
        await using var db = house.Db();
        Assert.Equal(MailStatus.Bounced, (await db.OutboxMails.SingleAsync()).Status);
        sender.Fault = null;
        Assert.Null(await house.Get<IncidentDesk>().Resolve(incident.Id, Variables.Empty, Actor.System("test"), house.None));
        await house.PumpMail();
        Assert.Single(sender.Tried.Select(mail => mail.MessageId).Distinct());
        Assert.Equal(MailStatus.Sent, (await db.OutboxMails.AsNoTracking().SingleAsync()).Status);
    }

    [StoreFact]
    [Trait("Rule", "R6")]
    public async Task Many_nodes_at_once_send_each_mail_once()
    {
        var sender = new Sender();
        await OneTaskMail(sender, members: 12);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(house.PumpMail)));
        Assert.Equal(12, sender.Tried.Count);
        Assert.Equal(12, sender.Tried.Select(mail => mail.To).Distinct().Count());
    }

    [StoreFact]
    public async Task A_task_mail_holds_its_own_reference_and_link_and_not_that_of_the_case()
    {
        var sender = new Sender();
        var received = await OneTaskMail(sender);
        await house.PumpMail();
        var mail = Assert.Single(sender.Tried);
        Assert.NotEqual(received, mail.Message.Reference);
        Assert.Matches("^http://localhost:5000/taken/[0-9a-f]{32}$", mail.Message.Link.AbsoluteUri);
        Assert.DoesNotContain(received, mail.Message.Subject + mail.Message.Body, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_disabled_account_gets_no_mail()
    {
        var sender = new Sender();
        await OneTaskMail(sender);
        await using var db = house.Db();
        var account = (await db.Users.SingleAsync()).Id;
        await house.Get<Accounts>().SetDisabled(account, true, house.None);
        await house.PumpMail();
        Assert.Empty(sender.Tried);
    }

    [StoreFact]
    public async Task An_address_with_more_than_one_address_in_it_is_never_used()
    {
        await house.Deploy(Receipt);
        await house.Report(Answers.Field("reporter.email", "a@thuis.example, b@thuis.example", DataClass.K4));
        await house.Report(Answers.Field("reporter.email", "a@thuis.example\r\nBcc: b@thuis.example", DataClass.K4));
        await house.Beat();
        Assert.Empty(house.SentMails());
        Assert.Equal(2, (await house.Get<IncidentDesk>().List(house.None)).Count);
    }

    [StoreFact]
    public async Task No_address_and_no_text_lies_in_the_outbox()
    {
        await house.Deploy(Receipt);
        await house.Report(Answers.Field("reporter.email", Address, DataClass.K4), Answers.Field("signal.statement", "Geheim verhaal"));
        await house.PumpJobs();
        await using var db = house.Db();
        var row = await db.OutboxMails.SingleAsync();
        Assert.DoesNotContain(typeof(OutboxMailRow).GetProperties().Select(property => property.GetValue(row)?.ToString() ?? ""), text => text.Contains('@') || text.Contains("Geheim", StringComparison.Ordinal));
    }

    private async Task<string> OneTaskMail(Sender sender, int members = 1)
    {
        house.Sender = sender;
        house.Restart();
        await house.Deploy(Models.OneTask());
        for (var number = 0; number < members; number++)
            await house.Account("dora" + number, Roles.IntakeDesk);
        return (await house.Report()).Reference;
    }

    private sealed class Sender : IMailSender
    {
        public Func<Exception>? Fault { get; set; }

        public System.Collections.Concurrent.ConcurrentQueue<OutgoingMail> Tried { get; } = new();

        public Task Send(OutgoingMail mail, CancellationToken ct)
        {
            Tried.Enqueue(mail);
            return Fault is null ? Task.CompletedTask : Task.FromException(Fault());
        }
    }
}
