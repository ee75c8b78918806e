using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

public sealed class StepGroupOnSqlite() : StepGroupTests(StoreKind.Sqlite);

public sealed class StepGroupOnPostgres() : StepGroupTests(StoreKind.Postgres)
{
    [StoreFact]
    public async Task A_group_is_told_in_as_many_statements_as_one_step()
    {
        await GivenInstances();
        var before = Database.Dialect.Traffic.Statements;
        await Write([.. Enumerable.Range(1, Steps).Select(number => Step(number))]);
        // A step's version and its history are one.
        Assert.Equal(3, Database.Dialect.Traffic.Statements - before);
    }

    [StoreFact]
    public async Task The_same_statement_with_and_without_a_value_writes_both()
    {
        await GivenInstances();
        await Write([.. Enumerable.Range(1, Steps).Select(number => Step(number, endedAt: number % 2 == 0 ? Rows.Monday : null))]);
        await Write([[Advance(1, 2, Rows.Monday)]]);
        await using var db = Database.Dialect.CreateDb();
        Assert.Equal([1, 2, 4, 6], (await db.ProcessInstances.Where(row => row.EndedAt == Rows.Monday).Select(row => row.Id).ToListAsync()).Select(id => int.Parse(id[9..], CultureInfo.InvariantCulture)).Order());
    }
}

public sealed class StepGroupOnSqlServer() : StepGroupTests(StoreKind.SqlServer);

/// <summary>Steps that share one transaction: each keeps an outcome of its own, the same on every database.</summary>
public abstract class StepGroupTests(StoreKind kind) : IDisposable
{
    protected const int Steps = 6;

    protected TempDatabase Database { get; } = new(kind);

    public void Dispose()
    {
        Database.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task All_steps_of_a_group_are_written_in_one_commit()
    {
        await GivenInstances();
        var before = Database.Dialect.Traffic.Commits;
        var outcomes = await Write([.. Enumerable.Range(1, Steps).Select(number => Step(number))]);
        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        Assert.Equal(1, Database.Dialect.Traffic.Commits - before);
        Assert.Equal(Enumerable.Range(1, Steps), await Written());
    }

    [StoreFact]
    public async Task Only_the_step_that_came_second_is_refused()
    {
        await GivenInstances();
        var outcomes = await Write([.. Enumerable.Range(1, Steps).Select(number => Step(number, version: number == 3 ? 7 : 1))]);
        Assert.Equal([3], Refused(outcomes, CommitOutcome.Conflict));
        Assert.Equal([1, 2, 4, 5, 6], await Written());
        await using var db = Database.Dialect.CreateDb();
        Assert.Equal([1, 2, 4, 5, 6], (await db.History.Select(row => row.InstanceId).ToListAsync()).Select(id => int.Parse(id[9..], CultureInfo.InvariantCulture)).Order());
    }

    [StoreFact]
    public async Task Only_the_step_whose_timer_is_gone_is_refused()
    {
        await GivenInstances();
        Assert.Equal(CommitOutcome.Committed, Assert.Single(await Write([[WaitingWrites.TakeTimer("instance-5", 5)]])));
        var outcomes = await Write([.. Enumerable.Range(1, Steps).Select(number => Step(number))]);
        Assert.Equal([5], Refused(outcomes, CommitOutcome.Lost));
        Assert.Equal([1, 2, 3, 4, 6], await Written());
    }

    [StoreFact]
    public async Task Only_the_step_that_repeats_a_row_is_refused()
    {
        await GivenInstances();
        await Database.Given(History(2, 2));
        var outcomes = await Write([.. Enumerable.Range(1, Steps).Select(number => Step(number))]);
        Assert.Equal([2], Refused(outcomes, CommitOutcome.Duplicate));
        Assert.Equal([1, 3, 4, 5, 6], await Written());
    }

    [StoreFact]
    public async Task Of_two_steps_on_the_same_version_one_is_written()
    {
        await GivenInstances();
        var same = new[] { Advance(1, 1, null), Advance(1, 1, null) };
        var outcomes = await Write([.. same.Select(one => new[] { one }), .. Enumerable.Range(2, 4).Select(number => Step(number))]);
        Assert.Equal([2], Refused(outcomes, CommitOutcome.Conflict));
        Assert.Equal(2, (await Database.Store.Load("instance-1", CancellationToken.None))!.Version);
    }

    [StoreFact]
    public async Task A_step_on_an_older_picture_of_its_case_is_refused()
    {
        await GivenInstances();
        await Write([[CaseWrites.Freeze("case-4", Rows.Monday)]]);
        var outcomes = await Write([.. Enumerable.Range(1, Steps).Select(number => Step(number))]);
        Assert.Equal([4], Refused(outcomes, CommitOutcome.Conflict));
    }

    [StoreFact]
    public async Task A_step_that_does_not_lean_on_its_case_is_written_whatever_became_of_the_case()
    {
        await GivenInstances();
        await Write([[CaseWrites.Freeze("case-4", Rows.Monday)]]);
        var outcomes = await Write([.. Enumerable.Range(1, Steps).Select(number => new[] { Advance(number, 1, null, onCase: number == 5) })]);
        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
    }

    // As often as it takes until everything of a connection is prepared, and then some.
    [StoreFact]
    public async Task A_lane_goes_on_after_every_refusal()
    {
        const int Rounds = 12;
        await GivenInstances();
        await using var lane = Database.Dialect.CreateLane(null);
        for (var version = 1; version <= Rounds; version++)
        {
            var outcomes = await lane.Write(
                [.. Enumerable.Range(1, Steps).Select(number => new[] { Database.Inserts.Of(History(number, version + 1)), Advance(number, number == 3 ? 99 : version, null) })]);
            Assert.Equal([3], Refused(outcomes, CommitOutcome.Conflict));
        }

        await using var db = Database.Dialect.CreateDb();
        var versions = await db.ProcessInstances.OrderBy(row => row.Id).Select(row => row.Version).ToListAsync();
        Assert.Equal(string.Join(' ', versions), $"{Rounds + 1} {Rounds + 1} 1 {Rounds + 1} {Rounds + 1} {Rounds + 1}");
        Assert.Equal(Rounds * (Steps - 1), await db.History.CountAsync());
    }

    protected async Task GivenInstances()
    {
        await Database.Given([.. Enumerable.Range(1, Steps).Select(number => Rows.Case($"case-{number}"))]);
        await Database.Given([.. Enumerable.Range(1, Steps).SelectMany(number => new object[] { Rows.Instance($"instance-{number}", $"case-{number}"), Timer(number) })]);
    }

    protected async Task<CommitOutcome[]> Write(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        await using var lane = Database.Dialect.CreateLane(null);
        return await lane.Write(steps);
    }

    /// <summary>A timer fires: its row goes, the instance goes on, and two tasks open.</summary>
    protected RowWrite[] Step(int number, long version = 1, DateTimeOffset? endedAt = null) =>
    [
        WaitingWrites.TakeTimer($"instance-{number}", number),
        Advance(number, version, endedAt),
        Database.Inserts.Of(History(number, version + 1)),
        Database.Inserts.Of(Rows.Task($"task-{number}-{version}-a", $"case-{number}")),
        Database.Inserts.Of(Rows.Task($"task-{number}-{version}-b", $"case-{number}")),
    ];

    protected static RowWrite Advance(int number, long version, DateTimeOffset? endedAt, bool onCase = true) => InstanceWrites.AdvanceTo(
        new($"instance-{number}", "", version, version, 0, new($"case-{number}", "", null, null, false, 1, new HashSet<string>())), onCase, "signal:1", "{\"a\":1}", InstanceRowStatus.Active, endedAt);

    private static HistoryRow History(int number, long sequence) =>
        new() { InstanceId = $"instance-{number}", Sequence = sequence, StepId = $"step-{number}", HappenedAt = Rows.Monday, ActorId = "a", Events = "[]" };

    private static TimerRow Timer(int number) => new() { InstanceId = $"instance-{number}", TimerKey = number, ElementId = "wait", DueAt = Rows.Monday, TryAt = Rows.Monday };

    private static IEnumerable<int> Refused(CommitOutcome[] outcomes, CommitOutcome how)
    {
        Assert.All(outcomes, outcome => Assert.True(outcome == CommitOutcome.Committed || outcome == how, outcome.ToString()));
        return Enumerable.Range(1, outcomes.Length).Where(number => outcomes[number - 1] == how);
    }

    // Of a refused step nothing is there: neither its version, nor its tasks, nor its history, and its timer waits.
    private async Task<List<int>> Written()
    {
        await using var db = Database.Dialect.CreateDb();
        var tasks = (await db.UserTasks.Select(row => row.CaseId).ToListAsync()).ToLookup(id => id);
        var timers = (await db.Timers.Select(row => row.InstanceId).ToListAsync()).ToHashSet();
        var written = new List<int>();
        for (var number = 1; number <= Steps; number++)
        {
            var version = (await Database.Store.Load($"instance-{number}", CancellationToken.None))!.Version;
            Assert.Equal(version == 2 ? 2 : 0, tasks[$"case-{number}"].Count());
            if (version != 2)
                continue;
            Assert.DoesNotContain($"instance-{number}", timers);
            written.Add(number);
        }

        return written;
    }
}
