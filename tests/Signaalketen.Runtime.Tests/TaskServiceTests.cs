using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class TaskServiceOnSqlite() : TaskServiceTests(StoreKind.Sqlite);

public sealed class TaskServiceOnPostgres() : TaskServiceTests(StoreKind.Postgres);

public abstract class TaskServiceTests(StoreKind kind) : IDisposable
{
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task Completing_twice_is_refused_the_second_time_with_one_sentence()
    {
        var (desk, task) = await OneTask();
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(task, desk, Answers.Nothing, house.None));
        var refusal = Refused(await house.Tasks.Complete(task, desk, Answers.Nothing, house.None));
        Assert.Equal(RefusalCode.AlreadyDone, refusal.Code);
        Assert.StartsWith("Deze taak is al afgerond", refusal.Sentence, StringComparison.Ordinal);
        await Consistency.Check(house);
    }

    [StoreFact]
    [Trait("Rule", "R3")]
    public async Task Twenty_people_who_complete_at_once_complete_once()
    {
        var (desk, task) = await OneTask();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => house.Tasks.Complete(task, desk, Answers.Nothing, house.None))));
        Assert.Single(results.OfType<TaskResult.Done>());
        Assert.All(results.OfType<TaskResult.Refused>(), refused => Assert.True(refused.Refusal.Code is RefusalCode.AlreadyDone or RefusalCode.Conflict));
        await Consistency.Check(house);
    }

    [StoreFact]
    [Trait("Rule", "R3")]
    [Trait("Rule", "R4")]
    public async Task Two_branches_of_one_instance_completed_at_once_both_count()
    {
        await house.Deploy(Models.Process(
            "signal", Models.Start() + "<parallelGateway id=\"split\"/><parallelGateway id=\"join\"/>" + string.Concat(Enumerable.Range(1, 4).Select(n => Models.Task("t" + n, "intake-desk"))) + Models.End(),
            "start->split split->t1 split->t2 split->t3 split->t4 t1->join t2->join t3->join t4->join join->end"));
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await house.Report();
        var tasks = await house.Lists.Team(desk, house.None);
        var results = await Task.WhenAll(tasks.Select(task => Task.Run(() => house.Tasks.Complete(task.Id, desk, Answers.Nothing, house.None))));
        Assert.All(results, result => Assert.IsType<TaskResult.Done>(result));
        Assert.Single(results.Cast<TaskResult.Done>(), done => done.ProcessEnded);
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_task_that_a_colleague_took_is_refused_with_a_sentence()
    {
        var (desk, task) = await OneTask();
        var other = await house.Account("emma", Roles.IntakeDesk);
        Assert.IsType<TaskResult.Done>(await house.Tasks.Claim(task, desk, house.None));
        Assert.Equal(RefusalCode.NotAllowed, Refused(await house.Tasks.Claim(task, other, house.None)).Code);
        Assert.Equal(RefusalCode.NotAllowed, Refused(await house.Tasks.Complete(task, other, Answers.Nothing, house.None)).Code);
        Assert.IsType<TaskResult.Done>(await house.Tasks.Release(task, desk, house.None));
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(task, other, Answers.Nothing, house.None));
    }

    [StoreFact]
    public async Task Ten_people_who_take_at_once_end_with_one_owner()
    {
        var (_, task) = await OneTask();
        var people = new List<Person>();
        for (var number = 0; number < 10; number++)
            people.Add(await house.Account("p" + number, Roles.IntakeDesk));
        var results = await Task.WhenAll(people.Select(person => Task.Run(() => house.Tasks.Claim(task, person, house.None))));
        Assert.Single(results.OfType<TaskResult.Done>());
    }

    [StoreFact]
    public async Task A_task_for_another_role_reads_the_same_as_a_task_that_does_not_exist()
    {
        var (_, task) = await OneTask();
        var stranger = await house.Account("piet", Roles.Police);
        Assert.Equal(
            Refused(await house.Tasks.Complete("00000000000000000000000000000000", stranger, Answers.Nothing, house.None)),
            Refused(await house.Tasks.Complete(task, stranger, Answers.Nothing, house.None)));
        Assert.Null(await house.Lists.Get(task, stranger, house.None));
        Assert.Empty(await house.Lists.All(stranger, house.None));
    }

    [StoreFact]
    public async Task Whoever_did_the_first_step_may_not_do_the_second_with_four_eyes()
    {
        await house.Deploy(Models.Process(
            "signal", Models.Start() + Models.Task("assess", "intake-desk") + Models.Task("check", "intake-desk", "sk:fourEyes=\"assess\"") + Models.End(), "start->assess assess->check check->end"));
        var first = await house.Account("dora", Roles.IntakeDesk);
        var second = await house.Account("emma", Roles.IntakeDesk);
        await house.Report();
        await house.Tasks.Complete((await house.Lists.Team(first, house.None))[0].Id, first, Answers.Nothing, house.None);
        var check = (await house.Lists.Team(first, house.None))[0];
        Assert.Contains("collega", Refused(await house.Tasks.Complete(check.Id, first, Answers.Nothing, house.None)).Sentence, StringComparison.Ordinal);
        Assert.NotNull((await house.Lists.Get(check.Id, first, house.None))!.Refusal);
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(check.Id, second, Answers.Nothing, house.None));
    }

    [StoreFact]
    public async Task Wrong_answers_are_refused_and_nothing_is_kept()
    {
        var (desk, task) = await OneTask();
        Assert.Equal(RefusalCode.Invalid, Refused(await house.Tasks.Complete(task, desk, Answers.ToAssess("", "concern"), house.None)).Code);
        await using var db = house.Db();
        Assert.Empty(await db.CaseFields.ToListAsync());
    }

    [StoreFact]
    public async Task A_draft_is_kept_sealed_for_its_writer_and_goes_with_the_task()
    {
        var (desk, task) = await OneTask();
        var other = await house.Account("emma", Roles.IntakeDesk);
        Dictionary<string, IReadOnlyList<string>> posted = new() { ["facts"] = ["half af, MARKERING"], ["kinds"] = ["a", "b"] };
        await house.Tasks.SaveDraft(task, desk, posted, house.None);
        await house.Tasks.SaveDraft(task, desk, posted, house.None);
        var draft = (await house.Lists.Get(task, desk, house.None))!.Draft!;
        Assert.Equal(["a", "b"], draft["kinds"]);
        Assert.Null((await house.Lists.Get(task, other, house.None))!.Draft);
        await using var db = house.Db();
        Assert.Equal(-1, (await db.Drafts.SingleAsync()).Ciphertext.AsSpan().IndexOf("MARKERING"u8));
        await house.Tasks.Complete(task, desk, Answers.Nothing, house.None);
        Assert.Empty(await db.Drafts.AsNoTracking().ToListAsync());
    }

    [StoreFact]
    public async Task Whoever_declares_a_conflict_no_longer_sees_the_case()
    {
        const string form = """{"key":"own","title":"Belang","ask":"Kent u deze persoon?","next":"Dan neemt een collega het over.","fields":[{"name":"known","label":"Kent u deze persoon?","type":"radio","class":"K1","required":true,"variable":"known","conflictAnswer":"yes","options":[{"value":"yes","label":"Ja"},{"value":"no","label":"Nee"}]}]}""";
        await house.Deploy(Models.Process("signal", Models.Start() + Models.Task("a", "intake-desk", "sk:form=\"own\"") + Models.Task("b", "intake-desk") + Models.End(), "start->a a->b b->end"), ("own", form));
        var desk = await house.Account("dora", Roles.IntakeDesk);
        var other = await house.Account("emma", Roles.IntakeDesk);
        await house.Report();
        var task = (await house.Lists.Get((await house.Lists.Team(desk, house.None))[0].Id, desk, house.None))!;
        var reading = task.Form!.Read(new Dictionary<string, IReadOnlyList<string>> { ["known"] = ["yes"] });
        Assert.True(reading.DeclaresConflict);
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(task.Summary.Id, desk, reading, house.None));
        Assert.Empty(await house.Lists.All(desk, house.None));
        Assert.Single(await house.Lists.All(other, house.None));
    }

    [StoreFact]
    public async Task Lists_are_sorted_by_term_and_counted()
    {
        await house.Deploy(Models.OneTask(extensions: "<sk:term duration=\"5 wd\" kind=\"agreed\"/>"));
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await house.Report();
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.Report();
        var team = await house.Lists.Team(desk, house.None);
        Assert.True(team[0].DueAt < team[1].DueAt);
        await house.Tasks.Claim(team[0].Id, desk, house.None);
        Assert.Equal(new TaskCounts(Tally.Of(1), Tally.Of(1), Tally.Of(2)), await house.Lists.Counts(desk, house.None));
        Assert.Equal(Tally.Of(1), await house.Lists.CountMine(desk, house.None));
        house.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True((await house.Lists.Mine(desk, house.None))[0].Late);
    }

    [StoreFact]
    public async Task A_stand_in_sees_and_finishes_the_task_of_whoever_is_away()
    {
        var (desk, task) = await OneTask();
        var standIn = await house.Account("sam", Roles.CarePartner);
        await house.Tasks.Claim(task, desk, house.None);
        Assert.Empty(await house.Lists.All(standIn, house.None));
        await house.Get<People.Accounts>().AddAbsence(desk.AccountId, new(2026, 11, 23), new(2026, 11, 27), standIn.AccountId, house.None);
        Assert.True(Assert.Single(await house.Lists.Mine(standIn, house.None)).Mine);
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(task, standIn, Answers.Nothing, house.None));
    }

    [StoreFact]
    public async Task The_answer_says_what_happens_next_and_with_whom()
    {
        await house.Deploy(Models.Process("signal", Models.Start() + Models.Task("a", "intake-desk") + Models.Task("b", "police") + Models.End(), "start->a a->b b->end"));
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await house.Report();
        var done = Assert.IsType<TaskResult.Done>(await house.Tasks.Complete((await house.Lists.Team(desk, house.None))[0].Id, desk, Answers.Nothing, house.None));
        Assert.Equal(("Stap b", "police"), (done.Next[0].Name, done.Next[0].CandidateRole));
        Assert.False(done.ProcessEnded);
    }

    [StoreFact]
    public async Task The_first_case_owner_who_takes_up_a_case_becomes_its_owner()
    {
        await house.Deploy(Models.OneTask(role: "case-owner"));
        var first = await house.Account("otto", Roles.CaseOwner);
        var second = await house.Account("olga", Roles.CaseOwner);
        var received = await house.Report();
        var task = (await house.Lists.Team(first, house.None))[0];
        Assert.Single(await house.Lists.Team(second, house.None));
        await house.Tasks.Claim(task.Id, first, house.None);
        Assert.Empty(await house.Lists.All(second, house.None));
        await using var db = house.Db();
        Assert.Equal(first.AccountId, (await db.Cases.SingleAsync(row => row.Id == received.CaseId)).OwnerId);
    }

    internal static Refusal Refused(TaskResult result) => Assert.IsType<TaskResult.Refused>(result).Refusal;

    private async Task<(Person Desk, string TaskId)> OneTask()
    {
        await house.Deploy(Models.OneTask(attributes: "sk:form=\"assess\""), ("assess", Answers.Assess));
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await house.Report();
        return (desk, (await house.Lists.Team(desk, house.None)).Single().Id);
    }
}
