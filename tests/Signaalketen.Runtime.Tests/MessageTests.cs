using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Messages;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class MessageOnSqlite() : MessageTests(StoreKind.Sqlite);

public sealed class MessageOnPostgres() : MessageTests(StoreKind.Postgres);

public abstract class MessageTests(StoreKind kind) : IDisposable
{
    private const string Told = "<message id=\"m1\" name=\"told\"/>";
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task A_message_reaches_the_instance_with_its_key_and_no_other()
    {
        await house.Deploy(Receiver("sk:correlationKey=\"number\""));
        await house.Deploy(Sender("sk:correlationKey='\"b\"'"));
        await Start("receiver", "a");
        var wanted = await Start("receiver", "b");
        await house.StartProcess("sender");
        await house.Beat();
        await using var db = house.Db();
        var done = await db.ProcessInstances.Where(row => row.ProcessId == "receiver" && row.Status == InstanceRowStatus.Completed).Select(row => row.Id).ToListAsync();
        Assert.Equal([wanted], done);
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_message_that_fits_two_is_an_incident_and_can_be_delivered_after_one_is_gone()
    {
        await house.Deploy(Receiver(""));
        await house.Deploy(Sender(""));
        var one = await Start("receiver", "a");
        await Start("receiver", "b");
        await house.StartProcess("sender");
        await house.Beat();
        var desk = house.Get<IncidentDesk>();
        var incident = Assert.Single(await desk.List(house.None));
        Assert.Equal("MessageAmbiguous", incident.Code);
        await house.Dispatcher.Execute(one, new Engine.Commands.CancelInstance("dubbel"), null, Actor.System("test"), house.None);
        Assert.Null(await desk.Resolve(incident.Id, Variables.Empty, Actor.System("test"), house.None));
        await house.Beat();
        await using var db = house.Db();
        Assert.Equal(1, await db.ProcessInstances.CountAsync(row => row.ProcessId == "receiver" && row.Status == InstanceRowStatus.Completed));
        Assert.Empty(await desk.List(house.None));
    }

    [StoreFact]
    public async Task A_message_waits_for_a_receiver_that_is_still_on_its_way()
    {
        await house.Deploy(Receiver(""));
        await house.Deploy(Sender(""));
        await house.StartProcess("sender");
        await house.Beat();
        await Start("receiver", "a");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Beat();
        await using var db = house.Db();
        Assert.Equal(InstanceRowStatus.Completed, (await db.ProcessInstances.SingleAsync(row => row.ProcessId == "receiver")).Status);
    }

    [StoreFact]
    public async Task A_message_that_nobody_comes_for_is_an_incident_in_the_end()
    {
        await house.Deploy(Receiver(""));
        await house.Deploy(Sender(""));
        await house.StartProcess("sender");
        await Hours(10);
        Assert.Equal("MessageNotCorrelated", Assert.Single(await house.Get<IncidentDesk>().List(house.None)).Code);
    }

    [StoreFact]
    public async Task A_message_with_a_time_to_live_is_kept_for_a_receiver_that_comes_in_time()
    {
        await house.Deploy(Receiver(""));
        await house.Deploy(Sender("sk:timeToLive=\"P1D\""));
        await house.StartProcess("sender");
        await Hours(12);
        Assert.Empty(await house.Get<IncidentDesk>().List(house.None));
        await Start("receiver", "a");
        await Hours(3);
        await using var db = house.Db();
        Assert.Equal(InstanceRowStatus.Completed, (await db.ProcessInstances.SingleAsync(row => row.ProcessId == "receiver")).Status);
    }

    [StoreFact]
    public async Task A_message_is_gone_without_an_incident_when_its_time_to_live_is_over()
    {
        await house.Deploy(Receiver(""));
        await house.Deploy(Sender("sk:timeToLive=\"P1D\""));
        await house.StartProcess("sender");
        await Hours(25);
        await Start("receiver", "a");
        await Hours(3);
        await using var db = house.Db();
        Assert.Equal(InstanceRowStatus.Active, (await db.ProcessInstances.SingleAsync(row => row.ProcessId == "receiver")).Status);
        Assert.Empty(await db.Jobs.ToListAsync());
        Assert.Empty(await house.Get<IncidentDesk>().List(house.None));
    }

    [StoreFact]
    public async Task A_message_that_no_model_knows_leaves_the_house_without_fuss()
    {
        await house.Deploy(Sender(""));
        await house.StartProcess("sender");
        await house.Beat();
        await using var db = house.Db();
        Assert.Empty(await db.Jobs.ToListAsync());
        Assert.Empty(await house.Get<IncidentDesk>().List(house.None));
    }

    [StoreFact]
    public async Task A_message_starts_a_process_on_the_same_case_and_once()
    {
        await house.Deploy(Models.Process(
            "partner", "<startEvent id=\"begin\"><messageEventDefinition messageRef=\"m1\"/></startEvent>" + Models.Task("answer", "police") + Models.End(), "begin->answer answer->end", "", Told));
        await house.Deploy(Sender(""));
        var sender = await house.StartProcess("sender");
        await house.Beat();
        await house.Beat();
        await using var db = house.Db();
        Assert.Equal(sender.CaseId, (await db.ProcessInstances.SingleAsync(row => row.ProcessId == "partner")).CaseId);
        Assert.Null((await db.Cases.SingleAsync()).ClosedAt);
        Assert.Single(await house.Lists.Team(await house.Account("piet", Roles.Police), house.None));
    }

    [StoreTheory]
    [InlineData(
        "<eventBasedGateway id=\"g\" instantiate=\"true\" eventGatewayType=\"Parallel\"/><receiveTask id=\"r1\" messageRef=\"m1\"/><receiveTask id=\"r2\" messageRef=\"m2\"/><endEvent id=\"e1\"/><endEvent id=\"e2\"/>",
        "g->r1 g->r2 r1->e1 r2->e2")]
    [InlineData("<startEvent id=\"s\" parallelMultiple=\"true\"><messageEventDefinition messageRef=\"m1\"/><messageEventDefinition messageRef=\"m2\"/></startEvent><endEvent id=\"e\"/>", "s->e")]
    public async Task The_first_of_several_messages_starts_a_process_that_waits_for_the_others(string elements, string flows)
    {
        const string both = Told + "<message id=\"m2\" name=\"agreed\"/>";
        await house.Deploy(Models.Process("partner", elements, flows, "", both));
        await house.Deploy(Sender(""));
        await house.Deploy(Models.Process("second", Models.Start() + "<endEvent id=\"throw\"><messageEventDefinition messageRef=\"m2\"/></endEvent>", "start->throw", "", both));
        await house.StartProcess("sender");
        await house.Beat();
        await using var db = house.Db();
        Assert.Equal("agreed", (await db.Subscriptions.AsNoTracking().SingleAsync()).Name);
        await house.StartProcess("second");
        await house.Beat();
        Assert.Equal(InstanceRowStatus.Completed, (await db.ProcessInstances.AsNoTracking().SingleAsync(row => row.ProcessId == "partner")).Status);
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_message_reaches_the_instance_whose_data_it_carries_the_key_of()
    {
        const string correlation = Told + """
            <correlationProperty id="cp"><correlationPropertyRetrievalExpression messageRef="m1"><messagePath>reference</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
            <collaboration id="co"><correlationKey id="k"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration>
            """;
        await house.Deploy(Models.Process(
            "receiver", "<correlationSubscription id=\"cs\" correlationKeyRef=\"k\"><correlationPropertyBinding correlationPropertyRef=\"cp\"><dataPath>number</dataPath></correlationPropertyBinding></correlationSubscription>"
                + Models.Start() + "<receiveTask id=\"catch\" messageRef=\"m1\"/>" + Models.End(), "start->catch catch->end", "", correlation));
        await house.Deploy(Models.Process(
            "sender", Models.Start() + "<intermediateThrowEvent id=\"throw\"><extensionElements><sk:input target=\"reference\" source='\"b\"'/></extensionElements><messageEventDefinition messageRef=\"m1\"/></intermediateThrowEvent>"
                + Models.End(), "start->throw throw->end", "", Told));
        await Start("receiver", "a");
        var wanted = await Start("receiver", "b");
        await house.StartProcess("sender");
        await house.Beat();
        await using var db = house.Db();
        Assert.Equal([wanted], await db.ProcessInstances.Where(row => row.ProcessId == "receiver" && row.Status == InstanceRowStatus.Completed).Select(row => row.Id).ToListAsync());
    }

    [StoreFact]
    public async Task A_waiting_instance_comes_before_a_start_event()
    {
        await house.Deploy(Models.Process("partner", "<startEvent id=\"begin\"><messageEventDefinition messageRef=\"m1\"/></startEvent>" + Models.End(), "begin->end", "", Told));
        await house.Deploy(Receiver(""));
        await house.Deploy(Sender(""));
        await Start("receiver", "a");
        await house.StartProcess("sender");
        await house.Beat();
        await using var db = house.Db();
        Assert.False(await db.ProcessInstances.AnyAsync(row => row.ProcessId == "partner"));
    }

    [StoreFact]
    public async Task Whoever_throws_a_signal_does_not_hear_it_in_a_wait_that_comes_after()
    {
        const string alarm = "<signal id=\"s1\" name=\"alarm\"/>";
        const string throwing = "<intermediateThrowEvent id=\"throw\"><signalEventDefinition signalRef=\"s1\"/></intermediateThrowEvent>";
        const string catching = "<intermediateCatchEvent id=\"catch\"><signalEventDefinition signalRef=\"s1\"/></intermediateCatchEvent>";
        await house.Deploy(Models.Process("shouter", Models.Start() + throwing + catching + Models.End(), "start->throw throw->catch catch->end", "", alarm));
        await house.StartProcess("shouter");
        await house.Beat();
        await using var db = house.Db();
        Assert.Equal(InstanceRowStatus.Active, (await db.ProcessInstances.SingleAsync()).Status);
        await house.StartProcess("shouter");
        await house.Beat();
        Assert.Equal(1, await db.ProcessInstances.CountAsync(row => row.Status == InstanceRowStatus.Completed));
    }

    [StoreFact]
    public async Task A_signal_reaches_everybody_who_waits_and_starts_what_it_starts()
    {
        const string alarm = "<signal id=\"s1\" name=\"alarm\"/>";
        await house.Deploy(Models.Process("receiver", Models.Start() + "<intermediateCatchEvent id=\"catch\"><signalEventDefinition signalRef=\"s1\"/></intermediateCatchEvent>" + Models.End(), "start->catch catch->end", "", alarm));
        await house.Deploy(Models.Process("starter", "<startEvent id=\"begin\"><signalEventDefinition signalRef=\"s1\"/></startEvent>" + Models.Task("look", "police") + Models.End(), "begin->look look->end", "", alarm));
        await house.Deploy(Models.Process("sender", Models.Start() + "<intermediateThrowEvent id=\"throw\"><signalEventDefinition signalRef=\"s1\"/></intermediateThrowEvent>" + Models.End(), "start->throw throw->end", "", alarm));
        for (var number = 0; number < 3; number++)
            await house.StartProcess("receiver");
        await house.StartProcess("sender");
        await house.Beat();
        await using var db = house.Db();
        Assert.Equal(3, await db.ProcessInstances.CountAsync(row => row.ProcessId == "receiver" && row.Status == InstanceRowStatus.Completed));
        Assert.Equal(1, await db.ProcessInstances.CountAsync(row => row.ProcessId == "starter"));
        Assert.Empty(await db.Jobs.ToListAsync());
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_partner_can_send_a_message_to_a_case_that_waits_for_it()
    {
        await house.Deploy(Receiver(""));
        var person = await house.Account("piet", Roles.Police);
        var opened = await house.StartProcess("receiver");
        Assert.Null(await house.Get<CaseMessages>().Send(opened.CaseId, "told", Variables.Empty, person, house.None));
        Assert.Equal(RefusalCode.Conflict, (await house.Get<CaseMessages>().Send(opened.CaseId, "told", Variables.Empty, person, house.None))!.Code);
    }

    [StoreFact]
    public async Task A_send_task_sends_its_message_and_goes_on()
    {
        await house.Deploy(Receiver(""));
        await house.Deploy(Models.Process("sender", Models.Start() + "<sendTask id=\"send\" messageRef=\"m1\"/>" + Models.End(), "start->send send->end", "", Told));
        await Start("receiver", "a");
        await house.StartProcess("sender");
        await house.Beat();
        await using var db = house.Db();
        Assert.All(await db.ProcessInstances.ToListAsync(), row => Assert.Equal(InstanceRowStatus.Completed, row.Status));
    }

    [StoreFact]
    public async Task A_node_that_comes_back_after_its_lease_ran_out_does_not_start_a_second_instance()
    {
        await house.Deploy(Models.Process("partner", "<startEvent id=\"begin\"><messageEventDefinition messageRef=\"m1\"/></startEvent>" + Models.Task("answer", "police") + Models.End(), "begin->answer answer->end", "", Told));
        await house.Deploy(Sender(""));
        await house.StartProcess("sender");
        var leased = (await house.Get<StepStore>().Lease("job", house.Clock.Now, house.Clock.Now.AddMinutes(1), 1, house.None)).Single().Id;
        await using var db = house.Db();
        var held = await db.Jobs.AsNoTracking().SingleAsync(row => row.Id == leased);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await house.PumpJobs();
        await house.Get<Delivery>().Run(held, house.Clock.Now, house.None);
        Assert.Equal(1, await db.ProcessInstances.CountAsync(row => row.ProcessId == "partner"));
        Assert.Contains(house.Log.Lines, line => line.Contains("lost lease", StringComparison.Ordinal));
    }

    private async Task Hours(int count)
    {
        for (var hour = 0; hour < count; hour++)
        {
            await house.Beat();
            house.Clock.Advance(TimeSpan.FromHours(1));
        }

        await house.Beat();
    }

    private static string Receiver(string attributes) => Models.Process(
        "receiver", Models.Start() + $"<intermediateCatchEvent id=\"catch\"><messageEventDefinition messageRef=\"m1\" {attributes}/></intermediateCatchEvent>" + Models.End(), "start->catch catch->end", "", Told);

    private static string Sender(string attributes) => Models.Process(
        "sender", Models.Start() + $"<intermediateThrowEvent id=\"throw\"><messageEventDefinition messageRef=\"m1\" {attributes}/></intermediateThrowEvent>" + Models.End(), "start->throw throw->end", "", Told);

    private async Task<string> Start(string process, string number) =>
        (await house.StartProcess(process, Variables.Of("number", new Engine.Expressions.FeelString(number)))).InstanceId;
}
