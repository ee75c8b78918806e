using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class EscalationOnSqlite() : EscalationTests(StoreKind.Sqlite);

public sealed class EscalationOnPostgres() : EscalationTests(StoreKind.Postgres);

public abstract class EscalationTests(StoreKind kind) : IDisposable
{
    private const string Ladder =
        "<sk:ladder id=\"L\"><sk:rung at=\"50%\" to=\"assignee\" action=\"remind\" channel=\"screen\"/><sk:rung at=\"0\" to=\"deputy\" action=\"escalate\" channel=\"mail\"/>"
        + "<sk:rung at=\"+1 wd\" to=\"process-owner\" action=\"remind\" channel=\"mail\"/></sk:ladder>";

    private const string Freezing = "<sk:ladder id=\"L\"><sk:rung at=\"0\" to=\"privacy-officer\" action=\"freeze\" channel=\"mail\"/></sk:ladder>";
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task A_late_task_climbs_its_ladder_by_itself()
    {
        var (owner, deputy, steering) = await Late(Ladder);
        await house.Tasks.Claim((await house.Lists.Team(owner, house.None))[0].Id, owner, house.None);
        var notices = house.Get<Notifications>();
        await Pass(4);
        Assert.Contains(await notices.Unread(owner, house.None), line => line.Kind == NotificationKind.Reminder);
        Assert.Empty(await notices.Unread(deputy, house.None));
        await Pass(4);
        Assert.Contains(await notices.Unread(deputy, house.None), line => line.Kind == NotificationKind.BroughtIn);
        Assert.True(Assert.Single(await house.Lists.Team(deputy, house.None)).BroughtIn);
        await Pass(4);
        await using var db = house.Db();
        var mail = await db.OutboxMails.SingleAsync(row => row.RecipientId == steering.AccountId);
        Assert.Equal(("TaskReminder", "/proces"), (mail.MailKind, mail.LinkPath));
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task Whoever_was_brought_in_can_take_the_late_task_over_and_finish_it()
    {
        var (owner, deputy, _) = await Late(Ladder);
        var task = (await house.Lists.Team(owner, house.None))[0].Id;
        await house.Tasks.Claim(task, owner, house.None);
        Assert.IsType<TaskResult.Refused>(await house.Tasks.Claim(task, deputy, house.None));
        await Pass(10);
        Assert.IsType<TaskResult.Done>(await house.Tasks.Claim(task, deputy, house.None));
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(task, deputy, Answers.Nothing, house.None));
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_frozen_case_stands_still_until_the_late_task_is_done()
    {
        await house.Deploy(Models.Process(
            "signal", Models.Start() + "<parallelGateway id=\"split\"/>" + Models.Task("late", "case-owner", "", "<sk:term duration=\"5 wd\" kind=\"agreed\" ladder=\"L\"/>") + Models.Task("other", "police") + Models.End() + Models.End("end2"),
            "start->split split->late split->other late->end other->end2", Freezing));
        var owner = await house.Account("otto", Roles.CaseOwner);
        var police = await house.Account("piet", Roles.Police);
        var officer = await house.Account("fien", Roles.PrivacyOfficer);
        await house.Report();
        var other = (await house.Lists.Team(police, house.None))[0].Id;
        await Pass(10);
        var refusal = TaskServiceTests.Refused(await house.Tasks.Complete(other, police, Answers.Nothing, house.None));
        Assert.Contains("bevroren", refusal.Sentence, StringComparison.Ordinal);
        Assert.Contains(await house.Get<Notifications>().Unread(officer, house.None), line => line.Kind == NotificationKind.Frozen);
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete((await house.Lists.Team(owner, house.None))[0].Id, owner, Answers.Nothing, house.None));
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(other, police, Answers.Nothing, house.None));
    }

    [StoreFact]
    public async Task A_privacy_officer_can_let_a_frozen_case_go_on_and_a_case_owner_cannot()
    {
        var (owner, _, _) = await Late(Freezing);
        var officer = await house.Account("fien", Roles.PrivacyOfficer);
        await Pass(10);
        await using var db = house.Db();
        var caseId = (await db.Cases.SingleAsync()).Id;
        Assert.Equal(RefusalCode.NotFound, (await house.Get<CaseDesk>().Unfreeze(caseId, owner, house.Clock.Now, house.None))!.Code);
        Assert.Null(await house.Get<CaseDesk>().Unfreeze(caseId, officer, house.Clock.Now, house.None));
        Assert.Null((await db.Cases.AsNoTracking().SingleAsync()).FrozenAt);
    }

    [StoreFact]
    public async Task Whoever_is_away_is_replaced_by_the_stand_in_and_the_stand_in_of_the_stand_in()
    {
        var away = await house.Account("dora", Roles.IntakeDesk);
        var alsoAway = await house.Account("emma", Roles.CarePartner);
        var present = await house.Account("sam", Roles.CarePartner);
        await house.Get<Accounts>().AddAbsence(away.AccountId, new(2026, 11, 1), new(2026, 11, 30), alsoAway.AccountId, house.None);
        await house.Get<Accounts>().AddAbsence(alsoAway.AccountId, new(2026, 11, 23), new(2026, 11, 23), present.AccountId, house.None);
        await house.Deploy(Models.OneTask());
        await house.Report();
        await using var db = house.Db();
        Assert.Equal(present.AccountId, (await db.OutboxMails.SingleAsync()).RecipientId);
    }

    [StoreFact]
    public async Task When_everybody_is_away_they_are_told_all_the_same()
    {
        var away = await house.Account("dora", Roles.IntakeDesk);
        await house.Get<Accounts>().AddAbsence(away.AccountId, new(2026, 11, 1), new(2026, 11, 30), null, house.None);
        await house.Deploy(Models.OneTask());
        await house.Report();
        await using var db = house.Db();
        Assert.Equal(away.AccountId, (await db.OutboxMails.SingleAsync()).RecipientId);
    }

    [StoreFact]
    public async Task A_colleague_who_is_there_gets_the_mail_of_one_who_is_away_without_stand_in()
    {
        var away = await house.Account("dora", Roles.IntakeDesk);
        var present = await house.Account("emma", Roles.IntakeDesk);
        await house.Get<Accounts>().AddAbsence(away.AccountId, new(2026, 11, 1), new(2026, 11, 30), null, house.None);
        await house.Deploy(Models.OneTask());
        await house.Report();
        await using var db = house.Db();
        Assert.Equal(present.AccountId, (await db.OutboxMails.SingleAsync()).RecipientId);
    }

    [StoreFact]
    public async Task A_rung_of_a_task_that_is_done_in_time_does_nothing()
    {
        var (owner, deputy, _) = await Late(Ladder);
        await house.Tasks.Complete((await house.Lists.Team(owner, house.None))[0].Id, owner, Answers.Nothing, house.None);
        await Pass(30);
        Assert.Empty(await house.Get<Notifications>().Unread(deputy, house.None));
        await using var db = house.Db();
        Assert.Empty(await db.Timers.ToListAsync());
    }

    private async Task<(Person Owner, Person Deputy, Person Steering)> Late(string ladder)
    {
        await house.Deploy(Models.OneTask(role: "case-owner", extensions: "<sk:term duration=\"5 wd\" kind=\"agreed\" ladder=\"L\"/>", processExtensions: ladder));
        var people = (await house.Account("otto", Roles.CaseOwner), await house.Account("ada", Roles.DeputyOwner), await house.Account("pia", Roles.ProcessOwner));
        await house.Report();
        return people;
    }

    private async Task Pass(int days)
    {
        for (var day = 0; day < days; day++)
        {
            house.Clock.Advance(TimeSpan.FromDays(1));
            await house.SweepTimers();
        }
    }
}
