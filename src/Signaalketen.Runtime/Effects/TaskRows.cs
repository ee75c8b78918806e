using Signaalketen.Casework;
using Signaalketen.Casework.Mail;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Effects;

/// <summary>A user task opens or closes: its row, and word to whoever may take it.</summary>
internal static class TaskRows
{
    public static void Open(StepPlan plan, CreateUserTask effect)
    {
        var row = new UserTaskRow
        {
            Id = plan.NewId(),
            InstanceId = plan.InstanceId,
            TaskKey = effect.TaskKey,
            CaseId = plan.Case.Id,
            DefinitionKey = effect.DefinitionKey,
            ElementId = effect.ElementId,
            Name = effect.Name,
            CandidateRole = effect.CandidateRole,
            FormKey = effect.FormKey,
            LoopCounter = effect.LoopCounter,
            Reference = CaseReference.From(plan.Identities.Bytes(CaseReference.BytesNeeded), plan.Local.Of(plan.Now).Year),
            DueAt = effect.DueAt,
            OpenedAt = plan.Now,
            Status = UserTaskStatus.Open,
        };
        plan.Tasks[effect.TaskKey] = row;
        plan.OpenedTasks.Add(row);
        plan.Insert(row);
        foreach (var one in Recipients.OfNewTask(plan, row))
        {
            NoticeRows.Notify(plan, one, row, NotificationKind.NewTask);
            NoticeRows.Mail(plan, one, row, MailKind.TaskReady, rung: "");
        }
    }

    /// <summary>The task goes on under another version; when another role does it now, that role hears of it as of a new task.</summary>
    public static void Retarget(StepPlan plan, RetargetUserTask effect)
    {
        plan.Writes.Add(TaskWrites.Retarget(plan.InstanceId, effect.TaskKey, effect.DefinitionKey, effect.ElementId, effect.Name, effect.FormKey));
        if (effect.Restarted)
            plan.Writes.Add(TaskWrites.DueAt(plan.InstanceId, effect.TaskKey, effect.DueAt));
        if (!effect.RoleChanged)
            return;
        plan.Writes.Add(TaskWrites.HandTo(plan.InstanceId, effect.TaskKey, effect.CandidateRole));
        // Half-finished answers were for the eyes of the role before.
        plan.Writes.Add(TaskWrites.DropDrafts(plan.InstanceId, effect.TaskKey));
        plan.Writes.Add(TaskWrites.DropNotifications(plan.InstanceId, effect.TaskKey));
        if (!plan.Tasks.TryGetValue(effect.TaskKey, out var row))
            throw new InvalidOperationException($"Instance {plan.InstanceId} hands over task {effect.TaskKey}, which has no row.");
        (row.Name, row.CandidateRole, row.AssigneeId) = (effect.Name, effect.CandidateRole, null);
        if (effect.Restarted)
            row.DueAt = effect.DueAt;
        foreach (var one in Recipients.OfNewTask(plan, row))
        {
            NoticeRows.Notify(plan, one, row, NotificationKind.NewTask);
            NoticeRows.Mail(plan, one, row, MailKind.TaskReady, rung: $"{effect.DefinitionKey} {plan.Now.UtcTicks}");
        }
    }

    public static void Close(StepPlan plan, CloseUserTask effect)
    {
        // Only whoever completes this very task performed it; a task that closes as a consequence of something else has no performer.
        var performer = plan.Command is CompleteUserTask complete && complete.TaskKey == effect.TaskKey ? plan.Actor.AccountId : null;
        plan.OpenedTasks.RemoveAll(row => row.TaskKey == effect.TaskKey);
        plan.Writes.Add(TaskWrites.Close(plan.InstanceId, effect.TaskKey, effect.Completed, performer, plan.Now));
        // A half-finished form may hold person data: it goes with its task. Lines on screens are swept up later; until then they show only open tasks.
        if (plan.HasForm(effect.TaskKey))
            plan.Writes.Add(TaskWrites.DropDrafts(plan.InstanceId, effect.TaskKey));
        if (plan.Case.Frozen)
            plan.Writes.AddRange([CaseWrites.HoldWhenFrozen(plan.Case.Id), CaseWrites.UnfreezeWhenNoneLeft(plan.Case.Id, plan.InstanceId, effect.TaskKey)]);
    }
}
