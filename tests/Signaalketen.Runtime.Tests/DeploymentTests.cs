using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Intake;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests;

public sealed class DeploymentTests : IDisposable
{
    private static readonly Dictionary<string, string> NoForms = [];
    private readonly TestHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Publishing_gives_versions_and_the_same_again_changes_nothing()
    {
        Assert.Equal("signal:1", await house.Deploy(Models.OneTask()));
        Assert.Equal("signal:1", await house.Deploy(Models.OneTask()));
        Assert.Equal("signal:2", await house.Deploy(Models.OneTask(role: "police")));
        Assert.Equal("signal:3", await house.Deploy(Models.OneTask(role: "police"), ("extra", Answers.Assess)));
        Assert.Equal([3, 2, 1], (await Desk.List(house.None)).Select(version => version.Version));
        Assert.Equal(3, (await Desk.Current("signal", house.None))!.Version);
        Assert.Contains("intake-desk", (await Desk.Source("signal:1", house.None))!.Xml, StringComparison.Ordinal);
        Assert.Null(await Desk.Source("signal:9", house.None));
    }

    [Fact]
    public async Task A_running_case_stays_on_its_version()
    {
        await house.Deploy(Models.OneTask());
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await house.Report();
        await house.Deploy(Models.Process("signal", Models.Start() + Models.Task("other", "intake-desk") + Models.End(), "start->other other->end"));
        await house.Report();
        Assert.Equal(["signal:1", "signal:2"], (await Task.WhenAll((await house.Lists.Team(desk, house.None)).Select(task => house.Lists.Get(task.Id, desk, house.None)))).Select(task => task!.DefinitionKey).Order());
        foreach (var task in await house.Lists.Team(desk, house.None))
            await house.Tasks.Complete(task.Id, desk, Answers.Nothing, house.None);
        await Consistency.Check(house);
    }

    [Theory]
    [InlineData("geen xml", null)]
    [InlineData("<definitions/>", null)]
    public async Task A_file_that_is_no_model_is_refused_with_a_problem(string xml, string? element)
    {
        var result = await Desk.Deploy("x", xml, NoForms, Actor.System("test"), house.None);
        Assert.False(result.Deployed);
        Assert.Equal(element, result.Problems[0].Element);
    }

    [Fact]
    public async Task An_id_that_no_column_holds_is_refused_before_it_is_published()
    {
        var result = await Desk.Deploy("x", Models.OneTask(id: new string('p', 190)).Replace("triage", new string('t', 201), StringComparison.Ordinal), NoForms, Actor.System("test"), house.None);
        Assert.Equal(["model.too-long", "model.too-long"], result.Problems.Select(problem => problem.Rule));
        Assert.Contains("201", result.Problems[1].MessageNl, StringComparison.Ordinal);
        Assert.Empty(await Desk.List(house.None));
        Assert.True((await Desk.Deploy("x", Models.OneTask(id: new string('p', 180)), NoForms, Actor.System("test"), house.None)).Deployed);
    }

    [Fact]
    public async Task A_missing_form_an_unreadable_form_and_an_unknown_role_are_each_named()
    {
        var result = await Desk.Deploy(
            "x", Models.OneTask(role: "wizard", attributes: "sk:form=\"assess\""), new Dictionary<string, string> { ["other"] = "{" }, Actor.System("test"), house.None);
        Assert.Equal(["form.invalid", "form.missing", "task.role-unknown"], result.Problems.Select(problem => problem.Rule).Order());
        Assert.Empty(await Desk.List(house.None));
    }

    [Theory]
    [InlineData("sk:role=\"police\"", null)]
    [InlineData("", "task.role-unknown")]
    public async Task A_global_task_without_a_role_is_for_the_lane_that_calls_it(string lane, string? problem)
    {
        var model = Models.Process(
            "signal", $"<laneSet id=\"lanes\"><lane id=\"l\" name=\"Balie\" {lane}><flowNodeRef>call</flowNodeRef></lane></laneSet>" + Models.Start() + "<callActivity id=\"call\" calledElement=\"look\"/>" + Models.End(),
            "start->call call->end", "", "<globalUserTask id=\"look\" name=\"Kijken\"/>");
        var result = await Desk.Deploy("x", model, NoForms, Actor.System("test"), house.None);
        Assert.Equal(problem, result.Problems.SingleOrDefault()?.Rule);
        if (problem is not null)
            return;
        await house.StartProcess("signal");
        await using var db = house.Db();
        Assert.Equal(Roles.Police, (await db.UserTasks.SingleAsync()).CandidateRole);
    }

    [Fact]
    public async Task A_new_version_takes_over_the_start_of_the_old_one()
    {
        const string told = "<message id=\"m1\" name=\"told\"/><message id=\"m2\" name=\"other\"/>";
        await house.Deploy(Models.Process("partner", "<startEvent id=\"begin\"><messageEventDefinition messageRef=\"m1\"/></startEvent>" + Models.End(), "begin->end", "", told));
        await house.Deploy(Models.Process("partner", "<startEvent id=\"begin\"><messageEventDefinition messageRef=\"m2\"/></startEvent>" + Models.End(), "begin->end", "", told));
        await using var db = house.Db();
        var trigger = await db.StartTriggers.SingleAsync();
        Assert.Equal(("other", "partner:2"), (trigger.Name, trigger.DefinitionKey));
    }

    [Fact]
    public async Task What_another_node_published_is_seen_at_the_next_step()
    {
        await house.Deploy(Models.OneTask());
        var other = new DefinitionCache(house.Get<Persistence.Dialects.Dialect>());
        Assert.Equal(1, (await other.Newest(house.None)).Serial);
        await house.Deploy(Models.OneTask(role: "police"));
        Assert.NotNull((await other.Newest(house.None)).Set.Find("signal:2"));
    }

    [Fact]
    public async Task Five_people_who_publish_at_once_get_five_versions()
    {
        string[] roles = ["police", "mayor", "provider", "care-partner", "case-owner"];
        var keys = await Task.WhenAll(roles.Select(role => Task.Run(() => house.Deploy(Models.OneTask(role: role)))));
        Assert.Equal(["signal:1", "signal:2", "signal:3", "signal:4", "signal:5"], keys.Order());
    }

    [Fact]
    public async Task A_report_without_a_published_process_is_refused_loudly()
    {
        var refused = await Assert.ThrowsAsync<NotPublishedException>(() => house.Report());
        Assert.Contains("'signal'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twenty_times_at_once_is_one_signal()
    {
        await house.Deploy(Models.OneTask());
        var received = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => house.Get<SignalIntake>().Receive([], Engine.State.Variables.Empty, house.None, "form-1"))));
        Assert.Single(received.Distinct());
        await using var db = house.Db();
        Assert.Equal(1, await db.ProcessInstances.CountAsync());
    }

    private Deployments.Deployments Desk => house.Get<Deployments.Deployments>();
}
