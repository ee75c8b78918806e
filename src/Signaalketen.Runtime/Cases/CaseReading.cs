using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Casework.Access;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Vault;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Tasks;

namespace Signaalketen.Runtime.Cases;

/// <summary>The one door to the content of a case: whoever reads through it stands in the access log before anything is opened.</summary>
public sealed class CaseReading(StepParts parts, TaskFactsReader facts, DefinitionCache definitions, StepFaults faults, TimeProvider clock)
{
    /// <summary>What a task shows of its case, by its model's own list; null when the task is not for this person.</summary>
    public async Task<IReadOnlyList<OpenedField>?> ReadForTask(string taskId, Person person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = parts.Dialect.CreateDb();
        if (await db.UserTasks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == taskId, ct) is not { Status: UserTaskStatus.Open } row)
            return null;
        var task = (await facts.Read([row], now, ct))[0];
        // Who may only see that the task exists does not get to see what it is about.
        if (!task.MayComplete(person).Allowed && !task.MayClaim(person).Allowed)
            return task.MaySee(person).Allowed ? [] : null;
        var element = (await definitions.Newest(ct)).Set.Find(row.DefinitionKey)?.UserTask(row.ElementId);
        if (element is not { Shows.Count: > 0 })
            return [];
        var stored = await db.CaseFields.Where(field => field.CaseId == row.CaseId).Select(field => field.Name).Distinct().ToListAsync(ct);
        var names = StepView.Select(element.Shows, stored);
        return await Open(db, row.CaseId, names, person, element.Purpose ?? element.Name ?? element.Id, taskId, now, ct);
    }

    internal async Task<CaseRow?> MaySee(SignaalketenDb db, string caseId, Person person, CancellationToken ct, bool withReason = false)
    {
        if (!(await CaseFactsReader.Read(db, [caseId], ct)).TryGetValue(caseId, out var found))
            return null;
        var decision = withReason ? CaseAccess.MaySeeWithReason(person, found.Facts) : CaseAccess.MaySee(person, found.Facts);
        return decision.Allowed ? found.Row : null;
    }

    internal async Task<IReadOnlyList<StoredField>> Stored(SignaalketenDb db, string caseId, CancellationToken ct) =>
        [.. View(await Rows(db, caseId, null, ct)).Select(pair => pair.Field)];

    internal async Task<IReadOnlyList<OpenedField>> Open(
        SignaalketenDb db, string caseId, IReadOnlyCollection<string> names, Person person, string purpose, string? taskId, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await Rows(db, caseId, names, ct);
        if (rows.Count == 0 || await db.CaseKeys.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == caseId, ct) is not { } keyRow)
            return [];
        db.AccessLog.Add(new()
        {
            Id = parts.Identities.NewId(now),
            HappenedAt = now,
            ActorId = person.AccountId,
            CaseId = caseId,
            TaskId = taskId,
            Purpose = purpose,
            FieldNames = string.Join(' ', rows.Select(row => row.Name).Distinct().Order(StringComparer.Ordinal)),
        });
        await db.SaveChangesAsync(ct);
        var opened = new List<OpenedField>(rows.Count);
        foreach (var (field, row) in View(rows))
            opened.Add(new(field, await Text(keyRow, row, now, ct)));
        return opened;
    }

    // A broken seal is somebody at work in the database: nothing of it is shown, and somebody must look.
    private async Task<string?> Text(CaseKeyRow keyRow, CaseFieldRow row, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            using var key = parts.Vault.Unwrap(keyRow);
            return parts.Vault.OpenField(key, row);
        }
        catch (BrokenSealException exception)
        {
            await faults.Record(new() { Id = $"{row.Id} seal", Code = "SealBroken", Message = exception.Message, RaisedAt = now }, ct);
            return null;
        }
    }

    private static async Task<List<CaseFieldRow>> Rows(SignaalketenDb db, string caseId, IReadOnlyCollection<string>? names, CancellationToken ct) =>
        await db.CaseFields.AsNoTracking().Where(row => row.CaseId == caseId && (names == null || names.Contains(row.Name)))
            .OrderBy(row => row.Name).ThenBy(row => row.WrittenAt).ThenBy(row => row.Id).ToListAsync(ct);

    // In order of name and time, so the last of each name is the current one.
    private static IEnumerable<(StoredField Field, CaseFieldRow Row)> View(List<CaseFieldRow> rows) =>
        rows.Select((row, index) => (
            new StoredField(row.Name, row.DataClass, row.ElementId, row.WrittenBy, row.WrittenAt, index == rows.Count - 1 || rows[index + 1].Name != row.Name), row));
}
