using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Migration;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Migrating;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class MigrationOnSqlite() : MigrationTests(StoreKind.Sqlite);

public sealed class MigrationOnPostgres() : MigrationTests(StoreKind.Postgres);

/// <summary>Running cases go to another version, or are put where a person says: the rows follow.</summary>
public abstract class MigrationTests(StoreKind kind) : IDisposable
{
    private static readonly MigrationPlan Plan = new("signal:1", "signal:2");
    private static readonly Actor Admin = Actor.System("test");

    private readonly TestHouse house = new(kind);

    private Migrations Migrations => house.Get<Migrations>();

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task A_task_stays_with_whoever_has_it_under_its_new_name_and_form()
    {
        await house.Deploy(Models.OneTask());
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await house.Report();
        var before = (await house.Lists.Team(desk, house.None)).Single();
        await house.Tasks.Claim(before.Id, desk, house.None);
        await house.Deploy(Models.OneTask(attributes: "sk:form=\"assess\"").Replace("Stap triage", "Beoordeel", StringComparison.Ordinal), ("assess", Answers.Assess));
        Assert.True(Assert.Single(await Migrations.DryRun(Plan, house.None)).Verdict.Can);
        Assert.IsType<DispatchResult.Accepted>((await Migrations.MigrateAll(Plan, Admin, house.None)).Single().Result);
        await Consistency.Check(house);
        var after = (await house.Lists.Mine(desk, house.None)).Single();
        Assert.Equal((before.Id, "Beoordeel"), (after.Id, after.Name));
        Assert.Equal("signal:2", (await house.Lists.Get(after.Id, desk, house.None))!.DefinitionKey);
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(after.Id, desk, Answers.ToAssess("Verzonnen feiten."), house.None));
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_task_that_goes_to_another_role_is_let_go_and_that_role_is_told()
    {
        await house.Deploy(Models.OneTask());
        var desk = await house.Account("dora", Roles.IntakeDesk);
        var police = await house.Account("piet", Roles.Police);
        await house.Report();
        await house.Tasks.Claim((await house.Lists.Team(desk, house.None)).Single().Id, desk, house.None);
        await house.Beat();
        var mails = house.SentMails().Count;
        await house.Deploy(Models.OneTask(role: Roles.Police));
        Assert.IsType<DispatchResult.Accepted>((await Migrations.MigrateAll(Plan, Admin, house.None)).Single().Result);
        await house.Beat();
        await Consistency.Check(house);
        Assert.Empty(await house.Lists.All(desk, house.None));
        Assert.Null((await house.Lists.Team(police, house.None)).Single().AssigneeId);
        Assert.Equal(mails + 1, house.SentMails().Count);
        Assert.Single(house.SentMails(), mail => mail.Contains("To: piet@werk.example", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task Timers_subscriptions_jobs_and_incidents_follow_the_state()
    {
        await house.Deploy(Everything("job1", "stuck1", "PT1H", "m1"));
        await house.Account("dora", Roles.IntakeDesk);
        await house.StartProcess("signal");
        await house.Deploy(Everything("job2", "stuck2", "PT2H", "m2"));
        var plan = Plan with { Elements = new Dictionary<string, string> { ["job1"] = "job2", ["stuck1"] = "stuck2" }, Restart = ["timer"] };
        Assert.Equal(["job1", "stuck1"], (await Migrations.DryRun(Plan, house.None)).Single().Verdict.Obstacles.Select(obstacle => obstacle.ElementId));
        await Consistency.Check(house);
        Assert.Empty(await Migrations.Check(plan, house.None));
        Assert.IsType<DispatchResult.Accepted>((await Migrations.MigrateAll(plan, Admin, house.None)).Single().Result);
        await Consistency.Check(house);
        await using var db = house.Db();
        Assert.Equal("name-m2", (await db.Subscriptions.SingleAsync()).Name);
        Assert.Equal(house.Clock.Now.AddHours(2), (await db.Timers.SingleAsync()).DueAt);
        Assert.Equal("job2", (await db.Jobs.SingleAsync(row => row.JobKey != null)).ElementId);
        Assert.Equal("stuck2", (await db.Incidents.SingleAsync()).ElementId);
        Assert.Equal("signal:2", (await db.ProcessInstances.SingleAsync()).DefinitionKey);
        await house.Beat();
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task An_instance_that_cannot_migrate_does_not_hold_up_the_others()
    {
        string Model(string second) => Models.Process("signal", Models.Start() + Models.Task("a", Roles.IntakeDesk) + Models.Task(second, Roles.IntakeDesk) + Models.End(), $"start->a a->{second} {second}->end");
        await house.Deploy(Model("b"));
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await house.StartProcess("signal");
        await house.StartProcess("signal");
        await house.Tasks.Complete((await house.Lists.Team(desk, house.None))[0].Id, desk, Answers.Nothing, house.None);
        await house.Deploy(Model("c"));
        var verdicts = await Migrations.DryRun(Plan, house.None);
        Assert.Equal([false, true], verdicts.Select(verdict => verdict.Verdict.Can).Order());
        var results = await Migrations.MigrateAll(Plan, Admin, house.None);
        Assert.Equal(verdicts.Select(verdict => (verdict.InstanceId, verdict.Verdict.Can)), results.Select(result => (result.InstanceId, result.Result is DispatchResult.Accepted)));
        await Consistency.Check(house);
        await using var db = house.Db();
        Assert.Equal(["signal:1", "signal:2"], (await db.ProcessInstances.Select(row => row.DefinitionKey).ToListAsync()).Order());
        Assert.Single(await Migrations.DryRun(Plan, house.None));
    }

    [StoreFact]
    public async Task A_plan_for_a_version_that_does_not_exist_says_so()
    {
        await house.Deploy(Models.OneTask());
        Assert.Contains("signal:2", Assert.Single(await Migrations.Check(Plan, house.None)).Message, StringComparison.Ordinal);
        Assert.Empty(await Migrations.DryRun(new("signal:7", "signal:1"), house.None));
    }

    [StoreFact]
    public async Task A_moved_instance_has_the_rows_of_where_it_is_now()
    {
        await house.Deploy(Models.Process("signal", Models.Start() + Models.Task("a", Roles.IntakeDesk) + Models.Task("b", Roles.Police) + Models.End(), "start->a a->b b->end"));
        var desk = await house.Account("dora", Roles.IntakeDesk);
        var police = await house.Account("piet", Roles.Police);
        var started = await house.StartProcess("signal");
        var moved = await house.Dispatcher.Execute(
            started.InstanceId, new ModifyInstance([new MoveElements("a", "b")], Variables.Of("reason", new FeelString("correction"))), null, Admin, house.None);
        Assert.Equal("b", Assert.Single(Assert.IsType<DispatchResult.Accepted>(moved).Opened).ElementId);
        await Consistency.Check(house);
        Assert.Empty(await house.Lists.All(desk, house.None));
        Assert.Equal("b", (await house.Lists.Team(police, house.None)).Single().ElementId);
        var refused = Assert.IsType<DispatchResult.Rejected>(await house.Dispatcher.Execute(started.InstanceId, new ModifyInstance([new StartBefore("nowhere")]), null, Admin, house.None));
        Assert.Equal((RejectionCode.Invalid, "nowhere"), (refused.Rejection.Code, refused.Rejection.ElementId));
        Assert.IsType<DispatchResult.Accepted>(await house.Dispatcher.Execute(started.InstanceId, new ModifyInstance([new CancelElements("b")]), null, Admin, house.None));
        await Consistency.Check(house);
        await using var db = house.Db();
        Assert.Equal(InstanceRowStatus.Cancelled, (await db.ProcessInstances.SingleAsync()).Status);
    }

    [Theory]
    [InlineData("mail-receipt", "job2", JobStatus.Parked)]
    [InlineData("other-work", null, JobStatus.Open)]
    public async Task What_was_the_matter_with_a_parked_job_follows_it_and_ends_with_it(string jobType, string? standsAt, JobStatus status)
    {
        string Model(string id, string type) => Models.Process("signal", Models.Start() + $"<serviceTask id=\"{id}\" sk:job=\"{type}\"/>" + Models.End(), $"start->{id} {id}->end");
        await house.Deploy(Model("job1", "mail-receipt"));
        await house.StartProcess("signal");
        await using (var db = house.Db())
        {
            var job = await db.Jobs.SingleAsync(row => row.JobKey != null);
            job.Status = JobStatus.Parked;
            db.Incidents.Add(new() { Id = "parked", InstanceId = job.InstanceId, JobId = job.Id, ElementId = "job1", Code = "JobFailed", Message = "given up", RaisedAt = house.Clock.Now });
            await db.SaveChangesAsync(house.None);
        }

        await house.Deploy(Model("job2", jobType));
        var plan = Plan with { Elements = new Dictionary<string, string> { ["job1"] = "job2" } };
        Assert.IsType<DispatchResult.Accepted>((await Migrations.MigrateAll(plan, Admin, house.None)).Single().Result);
        await using var after = house.Db();
        Assert.Equal(status, (await after.Jobs.SingleAsync(row => row.JobKey != null)).Status);
        Assert.Equal(standsAt, (await house.Get<IncidentDesk>().List(house.None)).SingleOrDefault()?.ElementId);
    }

    private static string Everything(string job, string stuck, string duration, string message) => Models.Process(
        "signal",
        $"""
        {Models.Start()}<parallelGateway id="fork"/>
        <serviceTask id="{job}" sk:job="mail-receipt"/><scriptTask id="{stuck}"><script>1 + "a"</script></scriptTask>
        <intermediateCatchEvent id="timer"><timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <intermediateCatchEvent id="word"><messageEventDefinition messageRef="{message}"/></intermediateCatchEvent>
        <exclusiveGateway id="merge"/>{Models.End()}
        """,
        $"start->fork fork->{job} fork->{stuck} fork->timer fork->word {job}->merge {stuck}->merge timer->merge word->merge merge->end",
        definitions: $"<message id=\"{message}\" name=\"name-{message}\"/>");
}
