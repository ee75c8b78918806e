using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Intake;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class CrashSweepOnSqlite() : CrashSweepTests(StoreKind.Sqlite);

public sealed class CrashSweepOnPostgres() : CrashSweepTests(StoreKind.Postgres);

/// <summary>
/// The process dies at every boundary of every commit of a step, comes back over the same files, and whoever was at work tries again.
/// Afterwards nothing is lost and nothing was done twice.
/// </summary>
public abstract class CrashSweepTests(StoreKind kind)
{
    private static readonly string Chain = Models.Process(
        "signal",
        Models.Start() + Models.Task("triage", "intake-desk", "sk:form=\"assess\"", "<sk:term duration=\"5 wd\" kind=\"agreed\" ladder=\"L1\"/>")
        + "<serviceTask id=\"disclose\" sk:job=\"record-disclosure\"><extensionElements><sk:input target=\"category\" source='\"check\"'/><sk:input target=\"receiver\" source='\"politie\"'/><sk:input target=\"legalBasis\" source='\"Wpg\"'/></extensionElements></serviceTask>"
        + "<intermediateThrowEvent id=\"tell\"><messageEventDefinition messageRef=\"m1\"/></intermediateThrowEvent>"
        + "<intermediateCatchEvent id=\"pause\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>"
        + Models.Task("close", "case-owner") + Models.End(),
        "start->triage triage->disclose disclose->tell tell->pause pause->close close->end",
        "<sk:ladder id=\"L1\"><sk:rung at=\"0\" to=\"deputy-owner\" action=\"escalate\" channel=\"mail\"/></sk:ladder>",
        "<message id=\"m1\" name=\"told\"/>");

    private static readonly string Partner = Models.Process(
        "partner", "<startEvent id=\"begin\"><messageEventDefinition messageRef=\"m1\"/></startEvent>" + Models.Task("answer", "police") + Models.End(),
        "begin->answer answer->end", "", "<message id=\"m1\" name=\"told\"/>");

    [StoreTheory]
    [InlineData(Moment.Report)]
    [InlineData(Moment.Complete)]
    [InlineData(Moment.Jobs)]
    [InlineData(Moment.Timer)]
    [InlineData(Moment.Ladder)]
    [InlineData(Moment.Mail)]
    [InlineData(Moment.Erase)]
    [Trait("Rule", "R1")]
    public async Task A_process_that_dies_at_any_boundary_loses_nothing_and_repeats_nothing(Moment moment)
    {
        var clean = await Run(moment, crashAt: null);
        Assert.InRange(clean.Boundaries, 2, 500);
        for (var boundary = 1; boundary <= clean.Boundaries; boundary++)
        {
            var crashed = await Run(moment, boundary);
            Assert.True(crashed.Crashed, $"{moment}: boundary {boundary} of {clean.Boundaries} was not reached");
            Assert.True(clean.Picture == crashed.Picture, $"{moment}, boundary {boundary} of {clean.Boundaries}:\n{clean.Picture}\nbut after a crash:\n{crashed.Picture}");
        }
    }

    private async Task<(int Boundaries, bool Crashed, string Picture)> Run(Moment moment, int? crashAt)
    {
        using var house = new TestHouse(kind);
        await house.Deploy(Chain, ("assess", Answers.Assess));
        await house.Deploy(Partner);
        var people = new[] { await house.Account("dora", Roles.IntakeDesk, Roles.CaseOwner), await house.Account("piet", Roles.Police), await house.Account("ada", Roles.DeputyOwner) };
        await Before(house, moment, people[0]);

        var boundaries = 0;
        var crashed = false;
        house.Probe = (_, _) =>
        {
            // Dead is dead: a pump that takes the death for a failure must not write that either.
            if (!crashed && ++boundaries != crashAt)
                return;
            crashed = true;
            throw new Crash();
        };
        try
        {
            await Act(house, moment, people[0]);
        }
        catch (Crash)
        {
            Assert.True(crashed);
        }

        house.Probe = null;
        if (crashed)
        {
            house.Restart();
            await Consistency.Check(house);
            // Leases of the dead process run out.
            house.Clock.Advance(TimeSpan.FromMinutes(2));
            await Act(house, moment, people[0]);
        }

        await Consistency.Check(house);
        return (boundaries, crashed, await Picture(house));
    }

    private static async Task Before(TestHouse house, Moment moment, Person desk)
    {
        if (moment == Moment.Report)
            return;
        await Act(house, Moment.Report, desk);
        if (moment is Moment.Complete or Moment.Mail)
            return;
        if (moment == Moment.Ladder)
        {
            house.Clock.Advance(TimeSpan.FromDays(8));
            return;
        }

        await Act(house, Moment.Complete, desk);
        if (moment == Moment.Jobs)
            return;
        await Act(house, Moment.Jobs, desk);
        if (moment == Moment.Timer)
            house.Clock.Advance(TimeSpan.FromHours(1));
    }

    // What a person or a node does, and does again when it does not know whether it was done.
    private static async Task Act(TestHouse house, Moment moment, Person desk)
    {
        switch (moment)
        {
            case Moment.Report:
                await house.Get<SignalIntake>().Receive([Answers.Field("report.statement", "verzonnen")], Variables.Empty, house.None, "form-1");
                break;
            case Moment.Complete:
                await using (var db = house.Db())
                {
                    var task = await db.UserTasks.SingleAsync(row => row.ElementId == "triage");
                    var result = await house.Tasks.Complete(task.Id, desk, Answers.ToAssess("verzonnen"), house.None);
                    Assert.True(result is TaskResult.Done || result is TaskResult.Refused { Refusal.Code: RefusalCode.AlreadyDone });
                }

                break;
            case Moment.Jobs:
                await house.PumpJobs();
                break;
            case Moment.Timer:
            case Moment.Ladder:
                await house.SweepTimers();
                break;
            case Moment.Mail:
                await house.PumpMail();
                break;
            case Moment.Erase:
                await using (var db = house.Db())
                {
                    var id = (await db.Cases.SingleAsync()).Id;
                    await house.Get<StepStore>().Commit([.. CaseWrites.Erase(id, house.Clock.Now)], house.None);
                }

                break;
        }
    }

    // Everything that counts, without ids and times.
    private static async Task<string> Picture(TestHouse house)
    {
        await using var db = house.Db();
        var lines = new List<string>
        {
            $"cases {await db.Cases.CountAsync()}, keys {await db.CaseKeys.CountAsync()}, fields {await db.CaseFields.CountAsync()}",
            $"disclosures {await db.Disclosures.CountAsync()}, incidents {await db.Incidents.CountAsync()}, candidates {await db.TaskCandidates.CountAsync()}",
            $"timers {await db.Timers.CountAsync()}, notifications {await db.Notifications.CountAsync()}, mails on disk {house.SentMails().Count}",
        };
        lines.AddRange((await db.OutboxMails.ToListAsync()).Select(row => $"mail {row.MailKind} {row.Status}"));
        lines.AddRange((await db.Jobs.ToListAsync()).Select(row => $"job {row.JobType} {row.Status}"));
        lines.AddRange((await db.UserTasks.ToListAsync()).Select(row => $"task {row.ElementId} {row.Status} {row.PerformedById is not null}"));
        lines.AddRange((await db.ProcessInstances.ToListAsync()).Select(row => $"instance {row.ProcessId} {row.Status} {row.HistoryCount}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    public enum Moment
    {
        Report,
        Complete,
        Jobs,
        Timer,
        Ladder,
        Mail,
        Erase,
    }

    private sealed class Crash : Exception;
}
