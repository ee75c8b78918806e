using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Casework.Access;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tasks;

namespace Signaalketen.Runtime.Cases;

/// <summary>Looks into cases. What a person may not see does not exist here: the answer is null or left out.</summary>
public sealed class CaseQueries(StepParts parts, DefinitionCache definitions, PeopleReader people, CaseReading reading, TimeProvider clock)
{
    /// <summary>The cases this person may open, newest first.</summary>
    public async Task<IReadOnlyList<CaseSummary>> List(Person person, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        var ids = await db.Cases.Select(row => row.Id).ToListAsync(ct);
        var cases = await CaseFactsReader.Read(db, ids, ct);
        var colleagues = await people.Read(clock.GetUtcNow(), ct);
        return
        [
            .. cases.Values.Where(one => CaseAccess.MaySee(person, one.Facts).Allowed)
                .OrderByDescending(one => one.Row.ReceivedAt).ThenBy(one => one.Row.Id, StringComparer.Ordinal).Select(one => Summary(one.Row, colleagues)),
        ];
    }

    /// <summary>Finds a case by the number people use; null when there is none for this person.</summary>
    public async Task<CaseSummary?> ByReference(string reference, Person person, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        var id = await db.Cases.Where(row => row.Reference == reference).Select(row => row.Id).SingleOrDefaultAsync(ct);
        return id is null || await reading.MaySee(db, id, person, ct) is not { } row ? null : Summary(row, await people.Read(clock.GetUtcNow(), ct));
    }

    /// <summary>The page of a case; null when there is none for this person.</summary>
    public async Task<CaseView?> Case(string caseId, Person person, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        if (await reading.MaySee(db, caseId, person, ct) is not { } row)
            return null;
        var known = await definitions.Newest(ct);
        var instances = await db.ProcessInstances.AsNoTracking().Where(one => one.CaseId == caseId).OrderBy(one => one.StartedAt).ThenBy(one => one.Id).ToListAsync(ct);
        var visited = (await CaseHistory.Read(db, caseId, ct)).Where(one => one.Event is ElementCompleted && one.Event.ElementId is not null)
            .ToLookup(one => one.InstanceId, one => one.Event.ElementId!, StringComparer.Ordinal);
        var processes = instances.ConvertAll(instance => new CaseProcess(
            instance.Id, instance.DefinitionKey, known.Set.Find(instance.DefinitionKey)?.Name ?? instance.ProcessId, instance.Status,
            instance.StartedAt, instance.EndedAt, ActiveIn(instance), [.. visited[instance.Id].Distinct().Order(StringComparer.Ordinal)]));
        return new(Summary(row, await people.Read(clock.GetUtcNow(), ct)), processes, await reading.Stored(db, caseId, ct));
    }

    /// <summary>Where the processes of a case stand now, for the drawing: element ids per instance. Empty when the case is not for this person.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ActiveElements(string caseId, Person person, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        if (await reading.MaySee(db, caseId, person, ct) is null)
            return new Dictionary<string, IReadOnlyList<string>>();
        var instances = await db.ProcessInstances.AsNoTracking().Where(one => one.CaseId == caseId).ToListAsync(ct);
        return instances.ToDictionary(one => one.Id, ActiveIn, StringComparer.Ordinal);
    }

    /// <summary>
    /// Opens fields of a case, all of their answers, and logs who read which for what, in one call. Without the right to see the case: null, and nothing is logged as read.
    /// </summary>
    /// <param name="purpose">Why, in words; it stands in the log, so it names no person.</param>
    /// <param name="withReason">The person gave a reason of their own, which lets a privacy officer in (Casework decides).</param>
    public async Task<IReadOnlyList<OpenedField>?> ReadFields(
        string caseId, IReadOnlyCollection<string> names, Person person, string purpose, CancellationToken ct, bool withReason = false)
    {
        await using var db = parts.Dialect.CreateDb();
        return await reading.MaySee(db, caseId, person, ct, withReason) is null
            ? null
            : await reading.Open(db, caseId, names, person, purpose, taskId: null, clock.GetUtcNow(), ct);
    }

    private static IReadOnlyList<string> ActiveIn(ProcessInstanceRow instance) => instance.Status != InstanceRowStatus.Active
        ? []
        : [.. StateText.Read(instance.StateText).Elements.Select(pair => pair.Value)
            .Where(element => element.Role != InstanceRole.Process).Select(element => element.ElementId).Distinct().Order(StringComparer.Ordinal)];

    internal static CaseSummary Summary(CaseRow row, People.People colleagues) => new(
        row.Id, row.Reference, row.OwnerId, colleagues.Find(row.OwnerId)?.DisplayName, row.DeputyId, colleagues.Find(row.DeputyId)?.DisplayName,
        row.ReceivedAt, row.FrozenAt, row.ClosedAt, row.ErasedAt);
}
