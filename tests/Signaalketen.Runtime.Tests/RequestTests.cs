using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine.State;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Messages;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class RequestOnSqlite() : RequestTests(StoreKind.Sqlite);

public sealed class RequestOnPostgres() : RequestTests(StoreKind.Postgres);

/// <summary>Rule R12: what is sent twice is done once and answered twice the same.</summary>
public abstract class RequestTests(StoreKind kind) : IDisposable
{
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    [Trait("Rule", "R12")]
    public async Task A_form_that_comes_in_twice_gets_the_same_answer()
    {
        var (desk, task) = await OneTask();
        var first = Assert.IsType<TaskResult.Done>(await Send(task, desk, "facts", "one"));
        // Also after the node that did it is gone.
        house.Restart();
        var second = Assert.IsType<TaskResult.Done>(await Send(task, desk, "facts", "one"));
        Assert.Equal(first.Next, second.Next);
        Assert.Equal("police", Assert.Single(second.Next).ElementId);
        Assert.False(second.ProcessEnded);
        await Consistency.Check(house);
    }

    [StoreFact]
    [Trait("Rule", "R12")]
    public async Task Twenty_copies_at_once_are_done_once_and_all_answered_the_same()
    {
        var (desk, task) = await OneTask();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Send(task, desk, "facts", "one"))));
        var next = results.Select(result => Assert.Single(Assert.IsType<TaskResult.Done>(result).Next).TaskId);
        Assert.Single(next.Distinct());
        await Consistency.Check(house);
    }

    [StoreFact]
    [Trait("Rule", "R12")]
    public async Task Other_answers_under_the_same_number_are_refused_and_said_so()
    {
        var (desk, task) = await OneTask();
        await Send(task, desk, "facts", "one");
        var refused = Assert.IsType<TaskResult.Refused>(await Send(task, desk, "other facts", "one"));
        Assert.Equal(Refusal.ChangedAfterwards, refused.Refusal);
        Assert.Equal(RefusalCode.AlreadyDone, Assert.IsType<TaskResult.Refused>(await Send(task, desk, "facts", "two")).Refusal.Code);
    }

    [StoreFact]
    public async Task A_number_counts_for_its_sender_only()
    {
        var (desk, task) = await OneTask();
        var other = await house.Account("emma", Roles.IntakeDesk);
        await Send(task, desk, "facts", "one");
        Assert.Equal(RefusalCode.AlreadyDone, Assert.IsType<TaskResult.Refused>(await Send(task, other, "facts", "one")).Refusal.Code);
    }

    [StoreFact]
    public async Task What_was_asked_cannot_be_read_from_what_is_kept()
    {
        var (desk, task) = await OneTask();
        await Send(task, desk, "mrk1", "one");
        await using var db = house.Db();
        var row = await db.AcceptedRequests.SingleAsync();
        Assert.DoesNotContain("mrk1", row.Id + row.Fingerprint + row.Answer, StringComparison.Ordinal);
        Assert.Equal(64, row.Fingerprint.Length);
    }

    [StoreFact]
    public async Task After_a_week_a_number_is_forgotten()
    {
        var (desk, task) = await OneTask();
        await Send(task, desk, "facts", "one");
        house.Clock.Advance(TimeSpan.FromDays(7));
        await house.Beat();
        await using var db = house.Db();
        Assert.Single(await db.AcceptedRequests.ToListAsync());
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Beat();
        Assert.Empty(await db.AcceptedRequests.ToListAsync());
    }

    [StoreFact]
    public async Task A_message_posted_twice_is_delivered_once()
    {
        await house.Deploy(Models.Process(
            "partner", Models.Start() + "<receiveTask id=\"first\" messageRef=\"m1\"/><receiveTask id=\"second\" messageRef=\"m1\"/>" + Models.End(),
            "start->first first->second second->end", "", "<message id=\"m1\" name=\"told\"/>"));
        var person = await house.Account("piet", Roles.Police);
        var opened = await house.StartProcess("partner");
        var messages = house.Get<CaseMessages>();
        Assert.Null(await messages.Send(opened.CaseId, "told", Variables.Empty, person, house.None, "one"));
        Assert.Null(await messages.Send(opened.CaseId, "told", Variables.Empty, person, house.None, "one"));
        Assert.Equal(["start", "first"], (await house.Completed()).Where(element => element is "start" or "first" or "second"));
        Assert.Null(await messages.Send(opened.CaseId, "told", Variables.Empty, person, house.None, "two"));
        Assert.Contains("second", await house.Completed());
    }

    private Task<TaskResult> Send(string task, Person person, string facts, string number) => house.Tasks.Complete(task, person, Answers.ToAssess(facts), house.None, number);

    private async Task<(Person Desk, string TaskId)> OneTask()
    {
        await house.Deploy(
            Models.Process("signal", Models.Start() + Models.Task("assess", "intake-desk", "sk:form=\"assess\"") + Models.Task("police", "police") + Models.End(), "start->assess assess->police police->end"),
            ("assess", Answers.Assess));
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await house.Report();
        return (desk, (await house.Lists.Team(desk, house.None))[0].Id);
    }
}
