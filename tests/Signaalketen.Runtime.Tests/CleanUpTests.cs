using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Retention;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;
using Signaalketen.Testing;

namespace Signaalketen.Runtime.Tests;

public sealed class CleanUpOnSqlite() : CleanUpTests(StoreKind.Sqlite)
{
    [StoreFact]
    public async Task What_was_removed_is_in_no_file_of_the_database()
    {
        var (closed, _) = await OneClosedOneOpen();
        await using var db = House.Db();
        var instance = await db.ProcessInstances.AsNoTracking().SingleAsync(row => row.CaseId == closed);
        var field = await db.CaseFields.AsNoTracking().FirstAsync(row => row.CaseId == closed);
        var task = await db.UserTasks.AsNoTracking().SingleAsync(row => row.CaseId == closed);
        byte[][] traces =
        [
            Encoding.UTF8.GetBytes(task.Reference), Encoding.UTF8.GetBytes(instance.Id), field.Ciphertext,
            (await db.CaseKeys.AsNoTracking().SingleAsync(row => row.CaseId == closed)).Wrapped,
        ];
        Assert.All(traces, trace => Assert.NotEmpty(InFiles(trace)));
        await db.Disclosures.Where(row => row.InstanceId == instance.Id).ExecuteDeleteAsync();
        House.Clock.Set(TheDay);
        await Clean();
        Assert.All(traces, trace => Assert.Empty(InFiles(trace)));
    }

    private List<string> InFiles(byte[] bytes)
    {
        SqliteConnection.ClearAllPools();
        return [.. Directory.GetFiles(House.Folder, "signaalketen.db*").Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0)];
    }
}

public sealed class CleanUpOnPostgres() : CleanUpTests(StoreKind.Postgres);

public abstract class CleanUpTests(StoreKind kind) : IDisposable
{
    // Two years after 23 November 2026, as that day begins in Amsterdam.
    protected static readonly DateTimeOffset TheDay = new(2028, 11, 22, 23, 0, 0, TimeSpan.Zero);

    private static readonly string Chain = Models.Process(
        "signal",
        Models.Start() + "<serviceTask id=\"receipt\" sk:job=\"mail-receipt\"/>" + Models.Task("triage", Roles.IntakeDesk, "", "<sk:term duration=\"5 wd\" kind=\"agreed\" ladder=\"L\"/>")
        + "<serviceTask id=\"told\" sk:job=\"record-disclosure\"><extensionElements><sk:input target=\"category\" source=\"&quot;aantal&quot;\"/><sk:input target=\"receiver\" source=\"&quot;politie&quot;\"/><sk:input target=\"legalBasis\" source=\"&quot;convenant&quot;\"/></extensionElements></serviceTask>" + Models.End(),
        "start->receipt receipt->triage triage->told told->end",
        "<sk:ladder id=\"L\"><sk:rung at=\"50%\" to=\"deputy\" action=\"escalate\" channel=\"mail\"/></sk:ladder>");

    private readonly TestHouse house = new(kind, ("Retention:YearsAfterClosing", "2"));

    protected TestHouse House => house;

    public void Dispose()
    {
        house.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task Everything_but_number_and_dates_goes_on_the_removal_day_and_not_a_day_earlier()
    {
        var (closed, open) = await OneClosedOneOpen();
        Assert.Equal(TheDay, (await Case(closed)).RemoveAt);
        Assert.Null((await Case(open)).RemoveAt);
        var before = await Rows(closed);
        Assert.All(before.Where(table => table.Key != "conflicts"), table => Assert.NotEqual(0, table.Value));
        var ofOpen = await Rows(open);

        house.Clock.Set(TheDay.AddTicks(-1));
        Assert.Equal(0, await Clean());
        Assert.Equal(before, await Rows(closed));
        house.Clock.Set(TheDay);
        Assert.NotEqual(0, await Clean());
        Assert.All((await Rows(closed)).Where(table => table.Key is not ("reads" or "disclosures")), table => Assert.Equal(0, table.Value));
        Assert.Equal(before["reads"], (await Rows(closed))["reads"]);
        Assert.Equal(ofOpen, await Rows(open));

        var shell = await Case(closed);
        Assert.Equal((TheDay, TheDay, (DateTimeOffset?)null, (string?)null), (shell.ErasedAt, shell.RemovedAt, shell.RemoveAt, shell.OwnerId));
        Assert.NotNull(shell.ClosedAt);
        Assert.Equal(0, await Clean());
        Assert.Equal(shell.Version, (await Case(closed)).Version);
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task The_heartbeat_does_it_by_itself()
    {
        var (closed, _) = await OneClosedOneOpen();
        house.Clock.Set(TheDay);
        await house.Beat();
        Assert.NotNull((await Case(closed)).RemovedAt);
    }

    [StoreFact]
    public async Task A_crash_at_any_boundary_of_any_piece_leaves_work_that_the_next_life_finishes()
    {
        var (closed, open) = await OneClosedOneOpen();
        var ofOpen = await Rows(open);
        house.Clock.Set(TheDay);
        var survived = false;
        for (var death = 1; !survived && death < 500; death++)
        {
            // At another boundary in every life.
            var (boundaries, at) = (0, death);
            house.Probe = (_, _) =>
            {
                if (++boundaries == (at % 13) + 1)
                    throw new IOException("killed");
            };
            survived = await Record.ExceptionAsync(() => house.Get<CleanUp>().RunOnce(house.Clock.Now, 3, house.None)) is null && (await Case(closed)).RemovedAt is not null;
            house.Restart();
        }

        house.Probe = null;
        Assert.True(survived);
        Assert.All((await Rows(closed)).Where(table => table.Key is not ("reads" or "disclosures")), table => Assert.Equal(0, table.Value));
        Assert.Equal(ofOpen, await Rows(open));
        await Consistency.Check(house);
    }

    [StoreFact]
    public async Task No_piece_is_larger_than_asked()
    {
        await OneClosedOneOpen();
        house.Clock.Set(TheDay);
        var largest = 0;
        house.Probe = (_, statements) => largest = Math.Max(largest, statements);
        while (await house.Get<CleanUp>().RunOnce(house.Clock.Now, 2, house.None) is var gone && gone > 0)
            Assert.InRange(gone, 1, 3);
        // The guard, and what an erasure or an instance takes at most.
        Assert.InRange(largest, 3, 8);
    }

    [StoreFact]
    public async Task A_case_that_was_opened_again_is_not_touched()
    {
        var (closed, _) = await OneClosedOneOpen();
        await house.Get<StepStore>().Commit([InstanceWrites.StartInCase(closed)], house.None);
        var before = await Rows(closed);
        house.Clock.Set(TheDay.AddYears(1));
        Assert.Equal(CommitOutcome.Lost, await house.Get<StepStore>().Commit([CleanUpWrites.StillDue(closed, house.Clock.Now)], house.None));
        Assert.Equal(0, await Clean());
        Assert.Equal(before, await Rows(closed));
    }

    [StoreFact]
    public async Task What_the_process_left_of_a_case_that_the_chain_erased_goes_the_next_day()
    {
        await house.Deploy(Models.Process("signal", Models.Start() + "<serviceTask id=\"erase\" sk:job=\"erase-case\"/>" + Models.End(), "start->erase erase->end"));
        var received = await house.Report();
        await house.Beat();
        Assert.NotNull((await Case(received.CaseId)).ErasedAt);
        Assert.Equal(1, (await Rows(received.CaseId))["instances"]);
        house.Clock.Set(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
        await house.Beat();
        Assert.Equal(0, (await Rows(received.CaseId))["instances"]);
        Assert.NotNull((await Case(received.CaseId)).RemovedAt);
    }

    [StoreFact]
    public async Task A_case_that_closed_before_its_day_was_kept_gets_one()
    {
        var (closed, _) = await OneClosedOneOpen();
        await using var db = house.Db();
        await db.Cases.ExecuteUpdateAsync(row => row.SetProperty(one => one.RemoveAt, (DateTimeOffset?)null));
        house.Restart();
        Assert.Equal(0, await Clean());
        Assert.Equal(TheDay, (await Case(closed)).RemoveAt);
    }

    [StoreFact]
    public async Task Who_read_what_and_what_went_to_whom_stays_five_years_and_as_long_as_the_case_is_open()
    {
        var (closed, open) = await OneClosedOneOpen();
        house.Clock.Set(new(2031, 11, 22, 22, 59, 0, TimeSpan.Zero));
        await Clean();
        Assert.Equal((1, 1), ((await Rows(closed))["reads"], (await Rows(closed))["disclosures"]));
        house.Clock.Set(new(2031, 11, 22, 23, 0, 0, TimeSpan.Zero));
        await Clean();
        Assert.Equal((0, 0), ((await Rows(closed))["reads"], (await Rows(closed))["disclosures"]));
        Assert.Equal(1, (await Rows(open))["reads"]);
    }

    protected async Task<int> Clean()
    {
        var all = 0;
        int gone;
        do
        {
            gone = await house.Get<CleanUp>().RunOnce(house.Clock.Now, 5, house.None) + await house.Get<LogCleanUp>().RunOnce(house.Clock.Now, 5, house.None);
            all += gone;
        }
        while (gone > 0);
        return all;
    }

    protected async Task<(string Closed, string Open)> OneClosedOneOpen()
    {
        await house.Deploy(Chain);
        var desk = await house.Account("dora", Roles.IntakeDesk);
        await house.Account("ada", Roles.DeputyOwner);
        var closed = (await house.Report(Answers.Field("reporter.email", "melder@thuis.example", DataClass.K4), Answers.Field("signal.statement", "tekst"))).CaseId;
        await house.Beat();
        house.Clock.Advance(TimeSpan.FromHours(4));
        var open = (await house.Report(Answers.Field("reporter.email", "ander@thuis.example", DataClass.K4))).CaseId;
        await house.Beat();
        await using var db = house.Db();
        var task = await db.UserTasks.Where(row => row.CaseId == closed).Select(row => row.Id).SingleAsync();
        // As a rung of the ladder leaves it.
        db.TaskCandidates.Add(new() { Id = "candidate", TaskId = task, RoleId = Roles.DeputyOwner, Rung = "50%", AddedAt = house.Clock.Now });
        db.Incidents.Add(new() { Id = "incident", InstanceId = await db.ProcessInstances.Where(row => row.CaseId == closed).Select(row => row.Id).SingleAsync(), Code = "Test", Message = "was er", RaisedAt = house.Clock.Now, ClearedAt = house.Clock.Now, ClearedBy = "x" });
        await db.SaveChangesAsync();
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(task, desk, Answers.Nothing, house.None));
        await house.PumpJobs();
        db.Notifications.Add(new() { Id = "line", AccountId = desk.AccountId, TaskId = task, RaisedAt = house.Clock.Now });
        await db.SaveChangesAsync();
        return (closed, open);
    }

    private async Task<CaseRow> Case(string id)
    {
        await using var db = house.Db();
        return await db.Cases.AsNoTracking().SingleAsync(row => row.Id == id);
    }

    private async Task<Dictionary<string, int>> Rows(string caseId)
    {
        await using var db = house.Db();
        var tasks = db.UserTasks.Where(row => row.CaseId == caseId).Select(row => row.Id);
        var instances = db.ProcessInstances.Where(row => row.CaseId == caseId).Select(row => row.Id);
        return new()
        {
            ["keys"] = await db.CaseKeys.CountAsync(row => row.CaseId == caseId),
            ["fields"] = await db.CaseFields.CountAsync(row => row.CaseId == caseId),
            ["tasks"] = await tasks.CountAsync(),
            ["candidates"] = await db.TaskCandidates.CountAsync(row => tasks.Contains(row.TaskId)),
            ["notifications"] = await db.Notifications.CountAsync(row => tasks.Contains(row.TaskId)),
            ["instances"] = await instances.CountAsync(),
            ["history"] = await db.History.CountAsync(row => instances.Contains(row.InstanceId)),
            ["incidents"] = await db.Incidents.CountAsync(row => instances.Contains(row.InstanceId!)),
            ["mails"] = await db.OutboxMails.CountAsync(row => row.CaseId == caseId),
            ["conflicts"] = await db.CaseConflicts.CountAsync(row => row.CaseId == caseId),
            ["reads"] = await db.AccessLog.CountAsync(row => row.CaseId == caseId),
            ["disclosures"] = await db.Disclosures.CountAsync(row => row.CaseId == caseId),
        };
    }
}
