using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Intake;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Web.Pages.Report;

namespace Signaalketen.Web.Demo;

/// <summary>Plays the script of Voorbeeldstad through the same services that the pages use: what the visitor finds was really done, step by step.</summary>
public sealed class SampleCases(
    SignalIntake intake, TaskService tasks, Accounts accounts, DefinitionCache definitions, SignaalketenDb db, PracticeTime time, TimeProvider clock, ILogger<SampleCases> log)
{
    private readonly Dictionary<string, string> caseIds = new(StringComparer.Ordinal);

    /// <returns>Actions that could not be done, because the model no longer has that step at that moment; empty when the script fits.</returns>
    public async Task<IReadOnlyList<SampleAction>> Play(IEnumerable<SampleAction> script, CancellationToken ct)
    {
        var skipped = new List<SampleAction>();
        foreach (var action in script)
        {
            await time.AdvanceTo(action.At, ct);
            if (await TryDo(action, ct))
                continue;
            log.LogWarning("The sample case {Case} has no open step {Step} on {Moment}", action.Case, action.ElementId, action.At);
            skipped.Add(action);
        }

        return skipped;
    }

    private async Task<bool> TryDo(SampleAction action, CancellationToken ct) =>
        action.ElementId is null ? await Report(action, ct) : await Work(action, action.ElementId, ct);

    private async Task<bool> Report(SampleAction action, CancellationToken ct)
    {
        var known = await definitions.Newest(ct);
        if (known.Set.Latest(SignalIntake.ProcessId) is not { } process || known.Form(process.Key, "report") is not { } form)
            return false;
        var reading = Read(form, action, null);
        caseIds[action.Case] = (await intake.Receive(reading.CaseFields, SignalStart.Of(reading), ct)).CaseId;
        return true;
    }

    private async Task<bool> Work(SampleAction action, string elementId, CancellationToken ct)
    {
        if (!caseIds.TryGetValue(action.Case, out var caseId))
            return false;
        var task = await db.TasksOf(caseId).AsNoTracking()
            .Where(row => row.ElementId == elementId && row.Status == UserTaskStatus.Open)
            .OrderBy(row => row.TaskKey).FirstOrDefaultAsync(ct);
        var somebody = DemoPeople.All.First(person => person.RoleId == action.RoleId);
        if (task is null || await accounts.FindByUserName(somebody.UserName, ct) is not { } person)
            return false;
        var form = (await definitions.Newest(ct)).Form(task.DefinitionKey, task.FormKey) ?? new FormDefinition("none", "", "", "", []);
        var reading = Read(form, action, task.LoopCounter);
        return await tasks.Claim(task.Id, person, ct) is TaskResult.Done
            && (action.OnlySaved ? await tasks.SaveDraft(task.Id, person, reading.Posted, ct) : await tasks.Complete(task.Id, person, reading, ct)) is TaskResult.Done;
    }

    private FormReading Read(FormDefinition form, SampleAction action, int? loopCounter) =>
        form.Read(SampleAnswers.Fill(form, action.Given, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), loopCounter);
}
