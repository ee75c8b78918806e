using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests;

public sealed class FirstStepsTests : IDisposable
{
    private readonly TestHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task A_report_becomes_a_case_a_task_a_notification_and_a_mail_at_once()
    {
        await house.Deploy(Models.OneTask());
        var desk = await house.Account("dora", Roles.IntakeDesk);
        var received = await house.Report(Answers.Field("report.statement", "Een verzonnen melding."));
        Assert.Matches("^SK-2026-.{5}$", received.Reference);
        var task = Assert.Single(await house.Lists.Team(desk, house.None));
        Assert.Equal((received.CaseId, received.Reference, "Stap triage"), (task.CaseId, task.CaseReference, task.Name));
        await using var db = house.Db();
        Assert.Equal(desk.AccountId, (await db.Notifications.SingleAsync()).AccountId);
        Assert.Equal((MailStatus.Open, desk.AccountId), ((await db.OutboxMails.SingleAsync()).Status, (await db.OutboxMails.SingleAsync()).RecipientId));
    }

    [Fact]
    public async Task Completing_the_last_task_ends_the_process_and_closes_the_case()
    {
        await house.Deploy(Models.OneTask());
        var desk = await house.Account("dora", Roles.IntakeDesk);
        var received = await house.Report();
        var task = Assert.Single(await house.Lists.Team(desk, house.None));
        var done = Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(task.Id, desk, Answers.Nothing, house.None));
        Assert.True(done.ProcessEnded);
        await using var db = house.Db();
        Assert.Equal(house.Clock.Now, (await db.Cases.SingleAsync(row => row.Id == received.CaseId)).ClosedAt);
        var row = await db.UserTasks.SingleAsync();
        Assert.Equal((UserTaskStatus.Completed, desk.AccountId), (row.Status, row.PerformedById));
        Assert.Empty(await house.Get<Notifications>().Unread(desk, house.None));
        await house.Beat();
        Assert.Empty(await db.Notifications.ToListAsync());
    }
}
