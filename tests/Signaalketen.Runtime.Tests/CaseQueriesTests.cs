using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine.Events;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class CaseQueriesOnSqlite() : CaseQueriesTests(StoreKind.Sqlite);

public sealed class CaseQueriesOnPostgres() : CaseQueriesTests(StoreKind.Postgres);

public abstract class CaseQueriesTests(StoreKind kind) : IDisposable
{
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task Reading_fields_is_logged_with_who_what_and_why()
    {
        var (owner, caseId) = await OneCase();
        var opened = await house.Cases.ReadFields(caseId, ["signal.statement", "signal.where", "none"], owner, "Vraag van de melder", house.None);
        Assert.Equal(["mrk1", "mrk2"], opened!.Select(field => field.Value));
        await using var db = house.Db();
        var log = await db.AccessLog.SingleAsync();
        Assert.Equal((owner.AccountId, caseId, "Vraag van de melder", "signal.statement signal.where"), (log.ActorId, log.CaseId, log.Purpose, log.FieldNames));
        Assert.Equal(house.Clock.Now, log.HappenedAt);
    }

    [StoreFact]
    public async Task Whoever_may_not_see_a_case_gets_nothing_and_nothing_is_opened()
    {
        var (_, caseId) = await OneCase();
        var stranger = await house.Account("piet", Roles.Police);
        Assert.Null(await house.Cases.ReadFields(caseId, ["signal.statement"], stranger, "nieuwsgierig", house.None));
        Assert.Null(await house.Cases.Case(caseId, stranger, house.None));
        Assert.Empty(await house.Cases.List(stranger, house.None));
        Assert.Empty(await house.Cases.ActiveElements(caseId, stranger, house.None));
        await using var db = house.Db();
        Assert.Empty(await db.AccessLog.ToListAsync());
    }

    [StoreFact]
    public async Task A_privacy_officer_gets_in_with_a_reason_and_not_without()
    {
        var (_, caseId) = await OneCase();
        var officer = await house.Account("fien", Roles.PrivacyOfficer);
        Assert.Null(await house.Cases.ReadFields(caseId, ["signal.statement"], officer, "inzageverzoek", house.None));
        Assert.Single((await house.Cases.ReadFields(caseId, ["signal.statement"], officer, "inzageverzoek", house.None, withReason: true))!);
    }

    [StoreFact]
    public async Task A_task_shows_what_its_model_names_and_nothing_else()
    {
        await OneCase();
        var police = await house.Account("piet", Roles.Police);
        var task = (await house.Lists.Team(police, house.None))[0].Id;
        var shown = await house.Get<CaseReading>().ReadForTask(task, police, house.None);
        Assert.Equal(["signal.where"], shown!.Select(field => field.Field.Name));
        await using var db = house.Db();
        Assert.Equal(("signal.where", task, "Politiecheck doen"), ((await db.AccessLog.SingleAsync()).FieldNames, (await db.AccessLog.SingleAsync()).TaskId, (await db.AccessLog.SingleAsync()).Purpose));
    }

    [StoreFact]
    public async Task A_later_answer_stands_beside_the_earlier_one_as_the_current_one()
    {
        var (owner, caseId) = await OneCase();
        await using var db = house.Db();
        var instance = (await db.ProcessInstances.SingleAsync()).Id;
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.Dispatcher.Execute(
            instance, new Engine.Commands.SetVariables(Engine.State.Variables.Empty), new([Answers.Field("signal.where", "mrk9")], "police"), Actor.Of(owner), house.None);
        var opened = (await house.Cases.ReadFields(caseId, ["signal.where"], owner, "test", house.None))!;
        Assert.Equal([("mrk2", false), ("mrk9", true)], opened.Select(field => (field.Value!, field.Field.Current)));
    }

    [StoreFact]
    public async Task A_swapped_ciphertext_is_not_shown_and_raises_an_incident()
    {
        var (owner, caseId) = await OneCase();
        await using var db = house.Db();
        var rows = await db.CaseFields.OrderBy(row => row.Name).ToListAsync();
        (rows[0].Ciphertext, rows[1].Ciphertext) = (rows[1].Ciphertext, rows[0].Ciphertext);
        await db.SaveChangesAsync();
        var opened = (await house.Cases.ReadFields(caseId, ["signal.statement", "signal.where"], owner, "test", house.None))!;
        Assert.All(opened, field => Assert.Null(field.Value));
        var incidents = await house.Get<IncidentDesk>().List(house.None);
        Assert.Equal(["SealBroken", "SealBroken"], incidents.Select(incident => incident.Code));
        Assert.DoesNotContain(incidents, incident => incident.Message.Contains("mrk", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task History_tells_steps_in_order_with_who_did_them()
    {
        var (_, caseId) = await OneCase();
        var police = await house.Account("piet", Roles.Police);
        await house.Tasks.Complete((await house.Lists.Team(police, house.None))[0].Id, police, Answers.Nothing, house.None);
        await using var db = house.Db();
        var history = await CaseHistory.Read(db, caseId, house.None);
        Assert.Equal("InstanceStarted", history[0].Event.Kind);
        Assert.Equal(police.AccountId, Assert.Single(history, one => one.Event is ElementCompleted { ElementId: "police" }).ActorId);
    }

    [StoreFact]
    public async Task The_page_of_a_case_says_where_it_stands_and_what_is_stored_without_content()
    {
        var (owner, caseId) = await OneCase();
        var view = (await house.Cases.Case(caseId, owner, house.None))!;
        var process = Assert.Single(view.Processes);
        Assert.Equal(["owner", "police"], process.ActiveElements);
        Assert.Equal(InstanceRowStatus.Active, process.Status);
        Assert.Equal(["signal.statement", "signal.where"], view.Fields.Select(field => field.Name));
        Assert.Equal(view.Summary, await house.Cases.ByReference(view.Summary.Reference, owner, house.None));
    }

    [StoreFact]
    public async Task A_case_is_given_to_people_who_hold_the_role()
    {
        var (owner, caseId) = await OneCase();
        var steering = await house.Account("pia", Roles.ProcessOwner);
        var deputy = await house.Account("ada", Roles.DeputyOwner);
        var desk = house.Get<CaseDesk>();
        Assert.Equal(RefusalCode.Invalid, (await desk.Assign(caseId, deputy.AccountId, null, steering, house.None))!.Code);
        Assert.Equal(RefusalCode.Invalid, (await desk.Assign(caseId, owner.AccountId, owner.AccountId, steering, house.None))!.Code);
        Assert.Equal(RefusalCode.NotFound, (await desk.Assign(caseId, owner.AccountId, deputy.AccountId, deputy, house.None))!.Code);
        Assert.Null(await desk.Assign(caseId, owner.AccountId, deputy.AccountId, steering, house.None));
        Assert.NotNull(await house.Cases.Case(caseId, deputy, house.None));
    }

    private async Task<(Person Owner, string CaseId)> OneCase()
    {
        await house.Deploy(Models.Process(
            "signal", Models.Start() + "<parallelGateway id=\"split\"/>" + Models.Task("owner", "case-owner") + Models.Task("police", "police", "sk:shows=\"signal.where\" sk:purpose=\"Politiecheck doen\"") + Models.End() + Models.End("end2"),
            "start->split split->owner split->police owner->end police->end2"));
        var owner = await house.Account("otto", Roles.CaseOwner);
        var received = await house.Report(Answers.Field("signal.statement", "mrk1"), Answers.Field("signal.where", "mrk2", DataClass.K2));
        return (owner, received.CaseId);
    }
}
