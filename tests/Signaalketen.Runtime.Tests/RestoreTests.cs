using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Signaalketen.Casework;
using Signaalketen.Engine.State;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

/// <summary>Rule R20: after a restore nothing goes by itself until a person says so.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly TestHouse house = new();
    private readonly List<RestoreWatch> others = [];

    public void Dispose()
    {
        others.ForEach(node => node.Dispose());
        house.Dispose();
    }

    [Fact]
    [Trait("Rule", "R20")]
    public async Task A_back_up_that_is_put_back_sends_no_mail_and_fires_no_timer_until_a_person_releases_it()
    {
        var desk = await Given();
        await house.Beat();
        await house.Report(Answers.Field("reporter.email", "melder@thuis.example", DataClass.K4));
        await BackUp();
        Later();
        await house.Beat();
        var sent = house.SentMails().Count;
        Assert.InRange(sent, 2, 10);

        house.Restart(PutBack);
        Later();
        await house.Beat();
        house.Restart();
        await house.Beat();
        Assert.Equal(sent, house.SentMails().Count);
        Assert.True(house.Get<RestoreWatch>().Held);
        await using var db = house.Db();
        Assert.Equal(1, await db.Timers.CountAsync(timer => timer.DueAt <= house.Clock.Now));
        // People go on.
        Assert.IsType<TaskResult.Done>(await house.Tasks.Claim((await house.Lists.Team(desk, house.None))[0].Id, desk, house.None));

        var incident = Assert.Single(await house.Get<IncidentDesk>().List(house.None));
        Assert.Equal(RestoreWatch.IncidentCode, incident.Code);
        Assert.Null(await house.Get<IncidentDesk>().Resolve(incident.Id, Variables.Empty, Actor.Of(desk), house.None));
        await house.Beat();
        Assert.InRange(house.SentMails().Count, sent + 1, 2 * sent);
        Assert.Equal(0, await db.Timers.CountAsync(timer => timer.DueAt <= house.Clock.Now));
        Assert.Equal(desk.AccountId, (await db.Incidents.SingleAsync(row => row.Code == RestoreWatch.IncidentCode)).ClearedBy);
        house.Restart();
        Later();
        await house.Beat();
        Assert.False(house.Get<RestoreWatch>().Held);
    }

    [Fact]
    [Trait("Rule", "R20")]
    public async Task One_release_is_enough_for_every_node_that_remembers_more()
    {
        await Given();
        await house.Report();
        RestoreWatch[] nodes = [Node("a"), Node("b"), Node("c")];
        await Look(nodes, held: false);
        Later();
        await Look(nodes, held: false);
        await SetBack();
        await Look([Node("a"), Node("b"), Node("new")], held: true);
        var first = Node("a");
        Later();
        Assert.True(await first.Release("system:operator", house.Clock.Now, house.None));
        await Look([first, Node("b"), Node("c"), Node("new")], held: false);
        // Restored once more, it is held once more.
        Later();
        await Look([Node("a"), Node("b")], held: false);
        await SetBack();
        await Look([Node("b")], held: true);
    }

    [Fact]
    [Trait("Rule", "R20")]
    public async Task An_operator_can_say_that_it_was_restored_before_any_node_starts()
    {
        await Given();
        await house.Report();
        var watch = house.Get<RestoreWatch>();
        await watch.Declare(house.Clock.Now, house.None);
        await house.Beat();
        Assert.Empty(house.SentMails());
        Later();
        Assert.True(await watch.Release("system:operator", house.Clock.Now, house.None));
        Assert.False(await watch.Release("system:operator", house.Clock.Now, house.None));
        await house.Beat();
        Assert.NotEmpty(house.SentMails());
    }

    [Fact]
    public async Task A_node_that_runs_looks_again_as_soon_as_something_fails()
    {
        await Given();
        await house.Report();
        await house.Beat();
        Later();
        await house.Beat();
        await SetBack();
        var watch = house.Get<RestoreWatch>();
        Assert.True(await watch.MayWork(house.Clock.Now, house.None));
        watch.Doubt();
        Assert.False(await watch.MayWork(house.Clock.Now, house.None));
    }

    [Fact]
    public async Task A_new_empty_database_and_a_folder_that_cannot_be_written_hold_nothing_back()
    {
        await house.Beat();
        await SetBack();
        house.Restart();
        await house.Beat();
        Assert.False(house.Get<RestoreWatch>().Held);
        File.WriteAllText(Path.Combine(house.Folder, "busy"), "");
        var node = Node("busy");
        Assert.True(await node.MayWork(house.Clock.Now, house.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("half a line")]
    public async Task A_memory_that_cannot_be_read_is_begun_anew(string content)
    {
        await Given();
        await house.Report();
        File.WriteAllText(Path.Combine(house.Folder, NodeMemory.FileName), content);
        await house.Beat();
        Assert.False(house.Get<RestoreWatch>().Held);
        Assert.NotNull(house.Get<NodeMemory>().Read());
    }

    private async Task<Person> Given()
    {
        await house.Deploy(Models.Process(
            "signal", Models.Start() + "<parallelGateway id=\"split\"/><serviceTask id=\"receipt\" sk:job=\"mail-receipt\"/>" + Models.Task("triage", "intake-desk")
            + "<intermediateCatchEvent id=\"pause\"><timerEventDefinition><timeDuration>PT1M</timeDuration></timerEventDefinition></intermediateCatchEvent>"
            + "<parallelGateway id=\"join\"/>" + Models.End(),
            "start->split split->receipt split->triage split->pause receipt->join triage->join pause->join join->end"));
        return await house.Account("dora", Roles.IntakeDesk);
    }

    private void Later() => house.Clock.Advance(TimeSpan.FromMinutes(2));

    private RestoreWatch Node(string name)
    {
        others.Add(new(
        house.Get<StepParts>(), new(house.Get<RuntimeOptions>() with { Database = new() { Folder = Path.Combine(house.Folder, name) } }, house.Get<Identities>(), NullLogger<NodeMemory>.Instance),
        house.Get<StepFaults>(), NullLogger<RestoreWatch>.Instance));
        return others[^1];
    }

    private async Task Look(IEnumerable<RestoreWatch> nodes, bool held)
    {
        foreach (var node in nodes)
            Assert.Equal(!held, await node.MayWork(house.Clock.Now, house.None));
    }

    // What a node finds in a database of before its last look.
    private async Task SetBack()
    {
        await using var db = house.Db();
        await db.Settings.Where(row => row.Name.StartsWith("node ")).ExecuteDeleteAsync();
    }

    private string DatabaseFile => Path.Combine(house.Folder, "signaalketen.db");

    private string Copy => Path.Combine(house.Folder, "back-up.db");

    private async Task BackUp()
    {
        await using var db = house.Db();
        await db.Database.ExecuteSqlRawAsync("VACUUM INTO {0}", Copy);
    }

    private void PutBack()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var left in Directory.GetFiles(house.Folder, "signaalketen.db*"))
            File.Delete(left);
        File.Copy(Copy, DatabaseFile);
    }
}
