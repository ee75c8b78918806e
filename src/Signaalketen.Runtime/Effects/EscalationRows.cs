using Signaalketen.Casework;
using Signaalketen.Casework.Mail;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Model;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.People;

namespace Signaalketen.Runtime.Effects;

/// <summary>A rung of the ladder was reached: tell, bring in, freeze (domain 2.2).</summary>
internal static class EscalationRows
{
    public static void Add(StepPlan plan, EscalateTask effect)
    {
        if (!plan.Tasks.TryGetValue(effect.TaskKey, out var task))
            throw new InvalidOperationException($"Instance {plan.InstanceId} escalates task {effect.TaskKey}, which has no row.");
        var reached = Recipients.OfRung(plan, task, effect.To);
        if (effect.Action != RungAction.Remind)
            BringIn(plan, task, effect, reached);
        if (effect.Action == RungAction.Freeze)
        {
            plan.Freezes = true;
            plan.Writes.AddRange([CaseWrites.Freeze(plan.Case.Id, plan.Now), CaseWrites.MarkFreezing(task.Id, plan.Now)]);
        }

        foreach (var one in reached)
        {
            NoticeRows.Notify(plan, one, task, KindOnScreen(effect.Action));
            if (effect.Channel == RungChannel.Mail)
                NoticeRows.Mail(plan, one, task, KindOfMail(effect.Action), $"{effect.At} {effect.To}");
        }
    }

    // A role is brought in as a role, so that whoever joins it tomorrow is in too; its absent members bring their stand-ins.
    private static void BringIn(StepPlan plan, UserTaskRow task, EscalateTask effect, IReadOnlyList<Colleague> reached)
    {
        var isRole = Roles.Find(effect.To) is not null;
        if (isRole)
            plan.Insert(Candidate(plan, task, effect, roleId: effect.To, accountId: null));
        foreach (var one in reached.Where(one => !isRole || !one.Roles.Contains(effect.To)))
            plan.Insert(Candidate(plan, task, effect, roleId: null, accountId: one.AccountId));
    }

    private static TaskCandidateRow Candidate(StepPlan plan, UserTaskRow task, EscalateTask effect, string? roleId, string? accountId) => new()
    {
        Id = plan.NewId(),
        TaskId = task.Id,
        RoleId = roleId,
        AccountId = accountId,
        Rung = effect.At,
        AddedAt = plan.Now,
    };

    private static NotificationKind KindOnScreen(RungAction action) => action switch
    {
        RungAction.Remind => NotificationKind.Reminder,
        RungAction.Escalate => NotificationKind.BroughtIn,
        _ => NotificationKind.Frozen,
    };

    private static MailKind KindOfMail(RungAction action) => action switch
    {
        RungAction.Remind => MailKind.TaskReminder,
        RungAction.Escalate => MailKind.TaskEscalation,
        _ => MailKind.CaseFrozen,
    };
}
