using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Runtime.Tests.Simulation;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class TaskListOnSqlite() : TaskListTests(StoreKind.Sqlite);

public sealed class TaskListOnPostgres() : TaskListTests(StoreKind.Postgres);

public sealed class TaskListOnSqlServer() : TaskListTests(StoreKind.SqlServer);

public abstract class TaskListTests(StoreKind kind) : IDisposable
{
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task A_list_comes_in_pages_in_which_every_task_stands_once()
    {
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await Given(60, number => Row(number, due: number % 3 == 0 ? null : house.Clock.Now.AddHours(number / 5)));
        var pages = new List<TaskPage>();
        for (var number = 1; number <= 3; number++)
            pages.Add(await house.Lists.Page(TaskListKind.Team, desk, TaskSort.Due, descending: false, number, house.None));
        Assert.Equal([25, 25, 10], pages.Select(page => page.Tasks.Count));
        Assert.All(pages, page => Assert.Equal((3, Tally.Of(60)), (page.Pages, page.All)));
        var all = pages.SelectMany(page => page.Tasks).ToList();
        Assert.Equal(60, all.DistinctBy(task => task.Id).Count());
        Assert.Equal(all.OrderBy(task => task.DueAt ?? DateTimeOffset.MaxValue).ThenBy(task => task.Id, StringComparer.Ordinal).Select(task => task.Id), all.Select(task => task.Id));
        // The other way round it is the mirror image, and newest first goes by opening.
        Assert.Equal(all[^1].Id, (await house.Lists.Page(TaskListKind.Team, desk, TaskSort.Due, descending: true, 1, house.None)).Tasks[0].Id);
        Assert.Equal(["task-0059", "task-0058"], (await house.Lists.Page(TaskListKind.All, desk, TaskSort.Newest, false, 1, house.None)).Tasks.Take(2).Select(task => task.Id));
        var last = await house.Lists.Page(TaskListKind.Team, desk, TaskSort.Due, false, 9, house.None);
        Assert.Equal((3, 51), (last.Number, last.First));
    }

    [StoreFact]
    public async Task A_short_list_sorts_by_any_column()
    {
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await Given(30, number => Row(number, name: $"Stap {(number * 7) % 30:00}"));
        var page = await house.Lists.Page(TaskListKind.Team, desk, TaskSort.Name, descending: true, 1, house.None);
        Assert.Equal(Enumerable.Range(5, 25).Reverse().Select(number => $"Stap {number:00}"), page.Tasks.Select(task => task.Name));
        var reference = await house.Lists.Page(TaskListKind.All, desk, TaskSort.Reference, descending: false, 2, house.None);
        Assert.Equal((TaskSort.Reference, 5), (reference.Sort, reference.Tasks.Count));
    }

    [StoreFact]
    public async Task More_than_a_thousand_tasks_are_counted_no_further_and_stay_in_the_order_of_their_term()
    {
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await Given(Tally.Most, number => Row(number));
        Assert.Equal(new(1000, false), (await house.Lists.Counts(desk, house.None)).Team);
        await Given(5, number => Row(2000 + number));
        var page = await house.Lists.Page(TaskListKind.Team, desk, TaskSort.Name, descending: false, 40, house.None);
        Assert.Equal((new Tally(1000, true), 40, 25, TaskSort.Due), (page.All, page.Number, page.Tasks.Count, page.Sort));
    }

    /// <summary>What the database finds and what Casework allows must be the same, or pages would have holes or counts would tell of hidden tasks.</summary>
    [StoreFact]
    public async Task Who_sees_what_in_a_list_is_what_Casework_says()
    {
        var dice = new Dice(20261123);
        string[] roles = [Roles.IntakeDesk, Roles.CaseOwner, Roles.DeputyOwner, Roles.Police, Roles.ProcessOwner];
        var people = new List<Person>();
        for (var number = 0; number < 6; number++)
            people.Add(await house.Account("p" + number, [.. roles.Where(_ => dice.OneIn(3)).Append(roles[number % roles.Length]).Distinct()]));
        await house.Get<Accounts>().AddAbsence(people[0].AccountId, DateOnly.FromDateTime(house.Clock.Now.Date), DateOnly.FromDateTime(house.Clock.Now.Date), people[1].AccountId, house.None);
        string? Somebody() => dice.OneIn(2) ? null : dice.Of(people).AccountId;
        await Given(150, number => Row(number, role: dice.OneIn(9) ? null : dice.Of(roles), assignee: Somebody()), id => Case(id, Somebody(), Somebody()));
        var inserts = house.Get<RowInserts>();
        for (var number = 0; number < 150; number++)
        {
            if (dice.OneIn(3))
                await house.Get<StepStore>().Commit([inserts.Of(new CaseConflictRow { CaseId = $"case-{number:0000}", AccountId = dice.Of(people).AccountId })], house.None);
            if (dice.OneIn(3))
                await house.Get<StepStore>().Commit([inserts.Of(new TaskCandidateRow
                {
                    Id = $"extra-{number}", TaskId = $"task-{number:0000}", Rung = "0", AddedAt = house.Clock.Now,
                    RoleId = dice.OneIn(2) ? dice.Of(roles) : null, AccountId = dice.OneIn(2) ? dice.Of(people).AccountId : null,
                })], house.None);
        }

        foreach (var person in people)
        {
            var allowed = new List<string>();
            for (var number = 0; number < 150; number++)
            {
                if (await house.Lists.Get($"task-{number:0000}", person, house.None) is { } task)
                    allowed.Add(task.Summary.Id);
            }

            var listed = new List<TaskSummary>();
            var counted = await house.Lists.Counts(person, house.None);
            for (var number = 1; number <= (counted.All.Number + 24) / 25; number++)
                listed.AddRange((await house.Lists.Page(TaskListKind.All, person, TaskSort.Due, false, number, house.None)).Tasks);
            Assert.Equal(allowed, listed.Select(task => task.Id).Order(StringComparer.Ordinal));
            Assert.Equal(counted.All.Number, listed.Count);
            Assert.Equal(counted.Mine.Number, listed.Count(task => task.Mine));
            Assert.InRange(counted.Team.Number, listed.Count(task => task.AssigneeId is null), listed.Count(task => task.AssigneeId is null || task is { BroughtIn: true, Mine: false }));
        }
    }

    private Task Given(int count, Func<int, UserTaskRow> task) => Given(count, task, id => Case(id, null, null));

    private async Task Given(int count, Func<int, UserTaskRow> task, Func<string, CaseRow> own)
    {
        await using var db = house.Db();
        for (var number = 0; number < count; number++)
        {
            var row = task(number);
            db.AddRange(own(row.CaseId), row);
        }

        await db.SaveChangesAsync();
    }

    private CaseRow Case(string id, string? owner, string? deputy) => new() { Id = id, Reference = "SK-" + id, ReceivedAt = house.Clock.Now, OwnerId = owner, DeputyId = deputy };

    private UserTaskRow Row(int number, DateTimeOffset? due = null, string name = "Beoordelen", string? role = Roles.IntakeDesk, string? assignee = null) => new()
    {
        Id = $"task-{number:0000}",
        InstanceId = $"instance-{number:0000}",
        TaskKey = 1,
        CaseId = $"case-{number:0000}",
        DefinitionKey = "signal:1",
        ElementId = "a",
        Name = name,
        CandidateRole = role,
        Reference = $"T-{number}",
        DueAt = due ?? (number % 3 == 0 ? null : house.Clock.Now.AddDays(number)),
        OpenedAt = house.Clock.Now.AddMinutes(number),
        AssigneeId = assignee,
        Status = UserTaskStatus.Open,
    };
}
