using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class JobPumpOnSqlite() : JobPumpTests(StoreKind.Sqlite);

public sealed class JobPumpOnPostgres() : JobPumpTests(StoreKind.Postgres);

public abstract class JobPumpTests(StoreKind kind) : IDisposable
{
    private readonly TestHouse house = new(kind);

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task An_unknown_job_type_is_an_incident_that_names_it()
    {
        await house.Deploy(OneJob("send-pigeon"));
        await house.Report();
        await house.PumpJobs();
        var incident = Assert.Single(await house.Get<IncidentDesk>().List(house.None));
        Assert.Contains("send-pigeon", incident.Message, StringComparison.Ordinal);
        Assert.Equal("work", incident.ElementId);
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_job_completes_with_its_variables_and_the_process_goes_on()
    {
        With(new Handler("work", work =>
        {
            Assert.True(work.Input.TryGet("amount", out var amount) && amount.Equals(FeelNumber.From(7)));
            return new JobOutcome.Done(Variables.Of("answer", new FeelString("ja")), []);
        }));
        await house.Deploy(OneJob("work"));
        await house.Report();
        Assert.Equal(1, await house.PumpJobs());
        await using var db = house.Db();
        Assert.Contains("\"answer\":\"ja\"", (await db.ProcessInstances.SingleAsync()).StateText, StringComparison.Ordinal);
        Assert.Equal(InstanceRowStatus.Completed, (await db.ProcessInstances.SingleAsync()).Status);
    }

    [StoreFact]
    [Trait("Rule", "R13")]
    public async Task A_failing_job_is_tried_again_ever_later_and_then_becomes_an_incident()
    {
        var tries = new List<DateTimeOffset>();
        With(new Handler("work", work =>
        {
            tries.Add(work.Now);
            throw new InvalidOperationException("geheim@adres.example mag nergens staan");
        }));
        await house.Deploy(OneJob("work"));
        await house.Report();
        for (var minute = 0; minute < 120; minute++)
        {
            await house.PumpJobs();
            house.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(5, tries.Count);
        var gaps = tries.Zip(tries.Skip(1), (earlier, later) => (later - earlier).TotalSeconds).ToList();
        Assert.True(gaps.Zip(gaps.Skip(1), (one, next) => next > one).All(grows => grows), string.Join(' ', gaps));
        var incident = Assert.Single(await house.Get<IncidentDesk>().List(house.None));
        Assert.Contains("InvalidOperationException", incident.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", incident.Message + string.Join('\n', house.Log.Lines), StringComparison.Ordinal);
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_resolved_incident_tries_the_job_again()
    {
        var works = false;
        With(new Handler("work", _ => works ? JobOutcome.Done.Nothing : new JobOutcome.Impossible("kan niet")));
        await house.Deploy(OneJob("work"));
        await house.Report();
        await house.PumpJobs();
        works = true;
        var desk = house.Get<IncidentDesk>();
        Assert.Null(await desk.Resolve((await desk.List(house.None))[0].Id, Variables.Empty, Actor.System("test"), house.None));
        await house.PumpJobs();
        Assert.Empty(await desk.List(house.None));
        await using var db = house.Db();
        Assert.Equal(InstanceRowStatus.Completed, (await db.ProcessInstances.SingleAsync()).Status);
    }

    [StoreFact]
    public async Task An_error_of_a_job_can_be_caught_by_the_model()
    {
        With(new Handler("work", _ => new JobOutcome.Error("NoBudget", "op")));
        await house.Deploy(Models.Process(
            "signal", Models.Start() + "<serviceTask id=\"work\"/><boundaryEvent id=\"caught\" attachedToRef=\"work\"><errorEventDefinition errorRef=\"e1\"/></boundaryEvent>" + Models.End() + Models.Task("ask", "process-owner") + Models.End("end2"),
            "start->work work->end caught->ask ask->end2", "", "<error id=\"e1\" errorCode=\"NoBudget\"/>"));
        await house.Report();
        await house.PumpJobs();
        Assert.Single(await house.Lists.Team(await house.Account("pia", Roles.ProcessOwner), house.None));
    }

    [StoreFact]
    [Trait("Rule", "R7")]
    public async Task A_node_that_lost_its_lease_cannot_answer_any_more()
    {
        var runs = 0;
        TestHouse zombie = house;
        With(new Handler("work", _ =>
        {
            // While the first run is still busy, its lease runs out and another node does the job.
            if (++runs == 1)
            {
                zombie.Clock.Advance(TimeSpan.FromMinutes(5));
                zombie.PumpJobs().GetAwaiter().GetResult();
            }

            return JobOutcome.Done.Nothing;
        }));
        await house.Deploy(OneJob("work"));
        await house.Report();
        await house.PumpJobs();
        Assert.Equal(2, runs);
        await using var db = house.Db();
        Assert.Single(await house.Completed(), element => element == "work");
        Assert.Contains(house.Log.Lines, line => line.Contains("no longer wanted", StringComparison.Ordinal) || line.Contains("lost lease", StringComparison.Ordinal));
        await Consistency.Check(house);
    }

    [StoreFact]
    [Trait("Rule", "R13")]
    public async Task A_job_that_brings_its_node_down_is_put_aside_after_three_claims()
    {
        var runs = 0;
        With(new Handler("work", _ =>
        {
            runs++;
            return JobOutcome.Done.Nothing;
        }));
        await house.Deploy(OneJob("work"));
        await house.Report();
        for (var claim = 0; claim < 3; claim++)
        {
            // Claimed, and then the node died.
            Assert.Single(await house.Get<StepStore>().Lease("job", house.Clock.Now, house.Clock.Now.AddMinutes(1), 1, house.None));
            house.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        await house.PumpJobs();
        Assert.Equal(0, runs);
        Assert.Equal("work", Assert.Single(await house.Get<IncidentDesk>().List(house.None)).ElementId);
    }

    [StoreFact]
    public async Task A_job_on_its_last_chance_is_done_with_nothing_beside_it()
    {
        var inHand = new List<int>();
        With(new Handler("work", _ =>
        {
            using var look = house.Db();
            inHand.Add(look.Jobs.Count(row => row.LeaseUntil != null));
            return JobOutcome.Done.Nothing;
        }));
        await house.Deploy(OneJob("work"));
        for (var report = 0; report < 3; report++)
            await house.Report();
        for (var death = 0; death < 2; death++)
        {
            // All three were in hand when the node died, whichever of them it died of.
            Assert.Equal(3, (await house.Get<StepStore>().Lease("job", house.Clock.Now, house.Clock.Now.AddMinutes(1), 3, house.None)).Count);
            house.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        await house.PumpJobs();
        Assert.Equal([1, 1, 1], inHand);
        Assert.Empty(await house.Get<IncidentDesk>().List(house.None));
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task A_lease_runs_from_its_own_claim_however_long_the_round_lasts()
    {
        using var slow = new TestHouse(kind, ("Pumps:SideBySide", "1"));
        var remaining = new List<TimeSpan>();
        slow.Jobs.Add(new Handler("work", work =>
        {
            using var look = slow.Db();
            remaining.Add(look.Jobs.Single(row => row.Id == work.JobId).LeaseUntil!.Value - slow.Clock.Now);
            slow.Clock.Advance(TimeSpan.FromMinutes(5));
            return JobOutcome.Done.Nothing;
        }));
        slow.Restart();
        await slow.Deploy(OneJob("work"));
        await slow.Report();
        await slow.Report();
        await slow.PumpJobs();
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)], remaining);
    }

    [StoreFact]
    public async Task A_job_of_a_cancelled_instance_is_dropped()
    {
        With(new Handler("work", _ => JobOutcome.Done.Nothing));
        await house.Deploy(OneJob("work"));
        await house.Report();
        await using var db = house.Db();
        var instance = (await db.ProcessInstances.SingleAsync()).Id;
        await house.Dispatcher.Execute(instance, new Engine.Commands.CancelInstance("vergissing"), null, Actor.System("test"), house.None);
        Assert.Equal(0, await house.PumpJobs());
        Assert.Empty(await db.Jobs.ToListAsync());
    }

    [StoreFact]
    [Trait("Rule", "R15")]
    public async Task A_stopping_node_gives_its_job_back()
    {
        using var stopping = new CancellationTokenSource();
        var runs = 0;
        With(new Handler("work", _ =>
        {
            if (++runs > 1)
                return JobOutcome.Done.Nothing;
            stopping.Cancel();
            stopping.Token.ThrowIfCancellationRequested();
            return JobOutcome.Done.Nothing;
        }));
        await house.Deploy(OneJob("work"));
        await house.Report();
        await house.Get<JobPump>().RunOnce(house.Clock.Now, stopping.Token);
        Assert.Equal(1, await house.PumpJobs());
        Assert.Equal(2, runs);
    }

    [StoreFact]
    public async Task A_disclosure_is_kept_with_category_receiver_and_basis()
    {
        await house.Deploy(Models.Process(
            "signal", Models.Start() + "<serviceTask id=\"work\" sk:job=\"record-disclosure\"><extensionElements><sk:input target=\"category\" source='\"politiecheck\"'/><sk:input target=\"receiver\" source='\"politie\"'/><sk:input target=\"legalBasis\" source='\"Wpg\"'/></extensionElements></serviceTask>" + Models.End(),
            "start->work work->end"));
        await house.Report();
        await house.PumpJobs();
        await using var db = house.Db();
        var row = await db.Disclosures.SingleAsync();
        Assert.Equal(("politiecheck", "politie", "Wpg"), (row.Category, row.Receiver, row.LegalBasis));
    }

    [StoreFact]
    public async Task A_disclosure_without_receiver_says_which_input_is_missing()
    {
        await house.Deploy(OneJob("record-disclosure"));
        await house.Report();
        await house.PumpJobs();
        Assert.Contains("category, receiver, legalBasis", Assert.Single(await house.Get<IncidentDesk>().List(house.None)).Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public void The_wait_after_a_failure_doubles_is_bounded_and_the_same_every_time()
    {
        var backOff = new BackOff(new PumpOptions { BackOffSeconds = 5, LongestBackOffSeconds = 60 });
        for (var attempt = 1; attempt < 40; attempt++)
        {
            var least = Math.Min(5 * Math.Pow(2, attempt - 1), 60);
            Assert.InRange(backOff.After("row", attempt).TotalSeconds, least, least * 1.25);
            Assert.Equal(backOff.After("row", attempt), backOff.After("row", attempt));
        }

        Assert.True(Enumerable.Range(0, 50).Select(row => backOff.After("row" + row, 1)).Distinct().Count() > 40);
    }

    [StoreFact]
    public void Job_input_comes_back_as_it_went_in()
    {
        var input = new JobInput(Variables.Of([new("a", FeelNumber.From(1)), new("b", FeelList.Of(new FeelString("x"), FeelBoolean.True))]), new("name", "key"));
        Assert.Equal(input, JobInput.Read(JobInput.Write(input)));
    }

    private static string OneJob(string type) => Models.Process(
        "signal", Models.Start() + $"<serviceTask id=\"work\" sk:job=\"{type}\"><extensionElements><sk:input target=\"amount\" source=\"7\"/></extensionElements></serviceTask>" + Models.End(), "start->work work->end");

    private void With(IJobHandler handler)
    {
        house.Jobs.Add(handler);
        house.Restart();
    }

    private sealed class Handler(string type, Func<JobWork, JobOutcome> run) : IJobHandler
    {
        public string Type => type;

        public Task<JobOutcome> Run(JobWork work, CancellationToken ct) => Task.FromResult(run(work));
    }
}
