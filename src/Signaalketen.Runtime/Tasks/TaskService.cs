using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Casework.Access;
using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Commands;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Persistence.Vault;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Tasks;

/// <summary>What a person does with a task. Casework says whether they may; the guard in the transaction holds that it is still so.</summary>
public sealed class TaskService(StepParts parts, CommandDispatcher dispatcher, AcceptedRequests requests, TaskFactsReader facts, TimeProvider clock)
{
    /// <summary>Takes the task. Taking one's own task again changes nothing.</summary>
    public async Task<TaskResult> Claim(string taskId, Person person, CancellationToken ct)
    {
        var (task, refusal) = await Find(taskId, person, known => known.MayClaim(person), ct);
        if (task is null)
            return new TaskResult.Refused(refusal!);
        if (task.Row.AssigneeId == person.AccountId)
            return TaskResult.Done.Nothing;
        List<RowWrite> writes = [TaskWrites.HoldFor(taskId, task.Row.AssigneeId, person.AccountId, clock.GetUtcNow())];
        if (task.Row.CandidateRole == Roles.CaseOwner && person.Has(Roles.CaseOwner))
            writes.Add(CaseWrites.OwnWhenNobodyDoes(task.Row.CaseId, person.AccountId));
        return await Commit(writes, ct);
    }

    /// <summary>Gives the task back to the team; what was filled in so far by this person is dropped.</summary>
    public async Task<TaskResult> Release(string taskId, Person person, CancellationToken ct)
    {
        var (task, refusal) = await Find(taskId, person, known => known.MayComplete(person), ct);
        if (task is null)
            return new TaskResult.Refused(refusal!);
        if (task.Row.AssigneeId is not { } assignee)
            return TaskResult.Done.Nothing;
        return await Commit([TaskWrites.Release(taskId, assignee), TaskWrites.DropDraft(taskId, person.AccountId)], ct);
    }

    /// <summary>Finishes the task: answers, outcome, next tasks and mail are stored together, or not at all.</summary>
    /// <param name="requestNumber">Chosen by the sender: the same request sent twice is done once and answered twice the same.</param>
    public async Task<TaskResult> Complete(string taskId, Person person, FormReading reading, CancellationToken ct, string? requestNumber = null)
    {
        var number = requests.Number(requestNumber, Actor.Of(person), JsonSerializer.Serialize(new { taskId, answers = reading.Posted.OrderBy(one => one.Key, StringComparer.Ordinal) }));
        var (task, refusal) = await Find(taskId, person, known => known.MayComplete(person), ct);
        if (task is null)
            return await requests.Find(number, ct) is { } earlier ? ResultOf(earlier) : new TaskResult.Refused(refusal!);
        if (!reading.IsValid)
            return new TaskResult.Refused(new(RefusalCode.Invalid, "Controleer de antwoorden. Bij elk antwoord dat niet klopt, staat wat u kunt doen."));
        var now = clock.GetUtcNow();
        var request = new StepRequest(task.Row.InstanceId, new CompleteUserTask(task.Row.TaskKey, reading.Variables), Actor.Of(person))
        {
            Number = number,
            CaseWrite = new(reading.CaseFields, task.Row.ElementId),
            Guards = [TaskWrites.HoldFor(taskId, task.Row.AssigneeId, person.AccountId, now)],
            More = [.. Consequences(task, person, reading, now)],
        };
        var result = await dispatcher.Run(request, now, ct);
        return result is DispatchResult.Overtaken ? new TaskResult.Refused(await AfterOvertaken(taskId, ct)) : ResultOf(result);
    }

    private static TaskResult ResultOf(DispatchResult result) => result switch
    {
        DispatchResult.Accepted accepted => new TaskResult.Done(accepted.Opened, accepted.Ended),
        DispatchResult.Repeated repeated => new TaskResult.Done(repeated.Opened, repeated.Ended),
        DispatchResult.OtherRequest => new TaskResult.Refused(Refusal.ChangedAfterwards),
        DispatchResult.Rejected rejected => new TaskResult.Refused(Refusal.Of(rejected.Rejection)),
        DispatchResult.CaseErased => new TaskResult.Refused(Refusal.Erased),
        _ => new TaskResult.Refused(Refusal.Busy),
    };

    /// <summary>Keeps a half-finished form of this person, sealed with the key of the case, until the task closes.</summary>
    public async Task<TaskResult> SaveDraft(string taskId, Person person, IReadOnlyDictionary<string, IReadOnlyList<string>> posted, CancellationToken ct)
    {
        var (task, refusal) = await Find(taskId, person, known => known.MayComplete(person), ct);
        if (task is null)
            return new TaskResult.Refused(refusal!);
        await using var db = parts.Dialect.CreateDb();
        if (await db.CaseKeys.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == task.Row.CaseId, ct) is not { } keyRow)
            return new TaskResult.Refused(Refusal.Erased);
        using var key = parts.Vault.Unwrap(keyRow);
        var draft = parts.Vault.SealDraft(key, taskId, person.AccountId, JsonSerializer.Serialize(posted), clock.GetUtcNow());
        return await Commit(
            [TaskWrites.StillOpen(taskId), CaseWrites.KeyStillThere(task.Row.CaseId, key.Id), TaskWrites.DropDraft(taskId, person.AccountId), parts.Inserts.Of(draft)], ct);
    }

    private static IEnumerable<RowWrite> Consequences(KnownTask task, Person person, FormReading reading, DateTimeOffset now)
    {
        if (task.Row.CandidateRole == Roles.CaseOwner && person.Has(Roles.CaseOwner) && !reading.DeclaresConflict)
            yield return CaseWrites.OwnWhenNobodyDoes(task.Row.CaseId, person.AccountId);
        if (reading.DeclaresConflict)
        {
            foreach (var write in CaseWrites.DeclareConflict(task.Row.CaseId, person.AccountId, now))
                yield return write;
        }

        // Whoever may act on a frozen case by role, and did, has decided about it. The late task itself ends its own freezing when it closes.
        if (task.CaseFacts.Frozen && !task.Facts.EndsFreezing)
            yield return CaseWrites.Unfreeze(task.Row.CaseId);
    }

    // The task as Casework lets this person have it, or why not.
    private async Task<(KnownTask? Task, Refusal? Refusal)> Find(string taskId, Person person, Func<KnownTask, AccessDecision> may, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        if (await db.UserTasks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == taskId, ct) is not { } row)
            return (null, Refusal.Hidden);
        var task = (await facts.Read([row], clock.GetUtcNow(), ct))[0];
        if (!task.MaySee(person).Allowed)
            return (null, Refusal.Hidden);
        if (row.Status != UserTaskStatus.Open)
            return (null, Refusal.AlreadyClosed);
        var decision = may(task);
        return decision.Allowed ? (task, null) : (null, Refusal.Of(decision));
    }

    private async Task<TaskResult> Commit(IReadOnlyList<RowWrite> writes, CancellationToken ct) =>
        await parts.Store.Commit(writes, ct) == CommitOutcome.Committed ? TaskResult.Done.Nothing : new TaskResult.Refused(Refusal.Overtaken);

    private async Task<Refusal> AfterOvertaken(string taskId, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        return await db.UserTasks.AnyAsync(row => row.Id == taskId && row.Status == UserTaskStatus.Open, ct) ? Refusal.Overtaken : Refusal.AlreadyClosed;
    }
}

/// <summary>What became of something a person did with a task.</summary>
public abstract record TaskResult
{
    private TaskResult()
    {
    }

    /// <param name="Next">The tasks that opened: what happens next, and with whom.</param>
    /// <param name="ProcessEnded">Nothing more happens in this process.</param>
    public sealed record Done(IReadOnlyList<OpenedTask> Next, bool ProcessEnded) : TaskResult
    {
        internal static readonly Done Nothing = new([], false);
    }

    public sealed record Refused(Refusal Refusal) : TaskResult;
}
