using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Intake;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class ReferenceChainOnSqlite() : ReferenceChainTests(StoreKind.Sqlite);

public sealed class ReferenceChainOnPostgres() : ReferenceChainTests(StoreKind.Postgres);

/// <summary>The chain that the product comes with, over the whole runtime.</summary>
public abstract class ReferenceChainTests(StoreKind kind) : IDisposable
{
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task A_report_by_the_web_is_confirmed_checked_and_brought_to_triage_and_waits_for_weeks_without_a_fault()
    {
        await Deploy();
        foreach (var role in Roles.All)
            await house.Account("p-" + role.Id, role.Id);
        var desk = (await house.Get<People.Accounts>().FindByUserName("p-" + Roles.IntakeDesk, house.None))!;
        var received = await house.Get<SignalIntake>().Receive(
            [Answers.Field("reporter.email", "melder@thuis.example", DataClass.K4), Answers.Field("signal.statement", "Verzonnen verhaal.")],
            Variables.Of([new("channel", new FeelString("web")), new("acuteSaid", FeelBoolean.False), new("hasContact", FeelBoolean.True), new("wantsFeedback", FeelBoolean.True)]),
            house.None);
        await house.Beat();
        Assert.Contains(house.SentMails(), mail => mail.Contains("To: melder@thuis.example", StringComparison.Ordinal) && mail.Contains(received.Reference, StringComparison.Ordinal));
        var check = Assert.Single(await house.Lists.Team(desk, house.None));
        Assert.Equal("acuteCheck", check.ElementId);
        Assert.NotNull(check.DueAt);
        var detail = (await house.Lists.Get(check.Id, desk, house.None))!;
        var form = detail.Form!;
        var reading = form.Read(new Dictionary<string, IReadOnlyList<string>> { ["acute"] = ["no"], ["reason"] = ["Verzonnen reden."] });
        Assert.Empty(reading.Errors);
        var done = Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(check.Id, desk, reading, house.None));
        Assert.NotEmpty(done.Next);
        await Consistency.Check(house);

        for (var day = 0; day < 60; day++)
        {
            house.Clock.Advance(TimeSpan.FromDays(1));
            await house.Beat();
        }

        Assert.Empty((await house.Get<IncidentDesk>().List(house.None)).Select(incident => $"{incident.Code} {incident.ElementId} {incident.Message}"));
        await Consistency.Check(house);
        await using var db = house.Db();
        Assert.Equal(0, await db.OutboxMails.CountAsync(row => row.Status != MailStatus.Sent));
        Assert.True(await db.UserTasks.AnyAsync(row => row.Status == UserTaskStatus.Open));
    }

    private async Task Deploy()
    {
        var chain = Path.Combine(Checkout.Root, "workflows", "signal");
        var forms = Directory.GetFiles(Path.Combine(chain, "forms"), "*.json").Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))).ToArray();
        await house.Deploy(await File.ReadAllTextAsync(Path.Combine(chain, "signal.bpmn")), forms);
    }
}
