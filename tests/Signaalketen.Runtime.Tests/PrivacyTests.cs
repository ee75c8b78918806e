using System.Text;
using Microsoft.Data.Sqlite;
using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests;

/// <summary>Every field of a case is filled with a marker, and the markers are looked for everywhere.</summary>
public sealed class PrivacyTests : IDisposable
{
    private static readonly string Chain = Models.Process(
        "signal",
        Models.Start() + "<serviceTask id=\"receipt\" sk:job=\"mail-receipt\"/>"
        + Models.Task("assess", "case-owner", "sk:form=\"assess\" sk:shows=\"signal.* reporter.name\" sk:purpose=\"Duiden\"", "<sk:term duration=\"5 wd\" kind=\"agreed\" ladder=\"L\"/>")
        + "<serviceTask id=\"feedback\" sk:job=\"mail-feedback\"/><userTask id=\"approve\" name=\"Akkoord\"><potentialOwner><resourceAssignmentExpression><formalExpression>privacy-officer</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>"
        + "<serviceTask id=\"erase\" sk:job=\"erase-case\"/>" + Models.End(),
        "start->receipt receipt->assess assess->feedback feedback->approve approve->erase erase->end",
        "<sk:ladder id=\"L\"><sk:rung at=\"50%\" to=\"deputy\" action=\"escalate\" channel=\"mail\"/></sk:ladder>");

    private readonly TestHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task No_content_of_a_case_is_found_outside_the_vault_and_none_at_all_after_erasure()
    {
        await house.Deploy(Chain, ("assess", Answers.Assess));
        var owner = await house.Account("otto", Roles.CaseOwner);
        await house.Account("ada", Roles.DeputyOwner);
        var officer = await house.Account("fien", Roles.PrivacyOfficer);
        const string address = "mrk0address@thuis.example";
        var received = await house.Report(
            Answers.Field("reporter.email", address, DataClass.K4), Answers.Field("reporter.name", "mrk1name", DataClass.K4),
            Answers.Field("signal.statement", "mrk2statement", DataClass.K3), Answers.Field("signal.where", "mrk3where", DataClass.K2));
        await house.Beat();
        var task = (await house.Lists.Team(owner, house.None))[0].Id;
        Assert.Equal(["mrk1name", "mrk2statement", "mrk3where"], (await house.Get<CaseReading>().ReadForTask(task, owner, house.None))!.Select(field => field.Value).Order());
        await house.Tasks.SaveDraft(task, owner, new Dictionary<string, IReadOnlyList<string>> { ["facts"] = ["mrk4draft"] }, house.None);
        house.Clock.Advance(TimeSpan.FromDays(5));
        await house.Beat();
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete(task, owner, Answers.ToAssess("mrk5facts"), house.None));
        await house.Beat();

        Assert.Empty(InFiles("mrk"));
        Assert.DoesNotContain(house.Log.Lines, line => line.Contains("mrk", StringComparison.OrdinalIgnoreCase));
        var mails = house.SentMails();
        Assert.Equal(2, mails.Count(mail => mail.Contains(address, StringComparison.Ordinal)));
        Assert.All(mails, mail => Assert.DoesNotContain("mrk", mail.Replace(address, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

        var sealedBytes = Sealed(received.CaseId);
        Assert.Equal(6, sealedBytes.Count);
        Assert.All(sealedBytes, bytes => Assert.NotEmpty(InFiles(bytes)));
        Assert.IsType<TaskResult.Done>(await house.Tasks.Complete((await house.Lists.Team(officer, house.None))[0].Id, officer, Answers.Nothing, house.None));
        await house.Beat();
        Assert.All(sealedBytes, bytes => Assert.Empty(InFiles(bytes)));
        await using var db = house.Db();
        Assert.Equal((0, 0, 0), (db.CaseKeys.Count(), db.CaseFields.Count(), db.Drafts.Count()));
        var shell = db.Cases.Single();
        Assert.NotNull(shell.ErasedAt);
        Assert.Equal(received.Reference, shell.Reference);
        await Consistency.Check(house);
    }

    [Fact]
    public async Task A_form_for_an_erased_case_is_refused_and_nothing_is_stored()
    {
        await house.Deploy(Chain, ("assess", Answers.Assess));
        var owner = await house.Account("otto", Roles.CaseOwner);
        var received = await house.Report();
        await house.Beat();
        var task = (await house.Lists.Team(owner, house.None))[0].Id;
        await house.Get<Persistence.Steps.StepStore>().Commit([.. Persistence.Steps.CaseWrites.Erase(received.CaseId, house.Clock.Now)], house.None);
        Assert.Equal(Refusal.Erased, TaskServiceTests.Refused(await house.Tasks.Complete(task, owner, Answers.ToAssess("te laat"), house.None)));
        Assert.Equal(Refusal.Erased, TaskServiceTests.Refused(await house.Tasks.SaveDraft(task, owner, new Dictionary<string, IReadOnlyList<string>>(), house.None)));
        await using var db = house.Db();
        Assert.Equal(0, db.CaseFields.Count());
        await Consistency.Check(house);
    }

    [Fact]
    public async Task Backups_of_the_fields_stay_shut_once_the_key_is_destroyed()
    {
        await house.Deploy(Chain, ("assess", Answers.Assess));
        var owner = await house.Account("otto", Roles.CaseOwner);
        var received = await house.Report(Answers.Field("signal.statement", "mrk"));
        await using var db = house.Db();
        var copy = db.CaseFields.Single();
        await house.Get<Persistence.Steps.StepStore>().Commit([.. Persistence.Steps.CaseWrites.Erase(received.CaseId, house.Clock.Now)], house.None);
        await using (var after = house.Db())
        {
            after.CaseFields.Add(copy);
            await after.SaveChangesAsync();
        }

        Assert.Empty((await house.Cases.ReadFields(received.CaseId, ["signal.statement"], owner, "test", house.None))!);
    }

    private List<string> InFiles(string text) => InFiles(Encoding.UTF8.GetBytes(text));

    // The database with its log, as bytes on disk: tables, free pages, indexes, everything.
    private List<string> InFiles(byte[] bytes)
    {
        SqliteConnection.ClearAllPools();
        return [.. Directory.GetFiles(house.Folder, "signaalketen.db*").Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0)];
    }

    private List<byte[]> Sealed(string caseId)
    {
        using var db = house.Db();
        return [.. db.CaseFields.Where(row => row.CaseId == caseId).AsEnumerable().Select(row => row.Tag), db.CaseKeys.Single(row => row.CaseId == caseId).Wrapped];
    }
}
