using Signaalketen.Casework.Access;
using Signaalketen.Casework.Mail;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.People;

namespace Signaalketen.Runtime.Effects;

/// <summary>Word to somebody about a task: a line on screen, a mail in the outbox. Neither holds anything of the case.</summary>
internal static class NoticeRows
{
    public static void Notify(StepPlan plan, Colleague to, UserTaskRow task, NotificationKind kind) => plan.Insert(new NotificationRow
    {
        Id = plan.NewId(),
        AccountId = to.AccountId,
        TaskId = task.Id,
        NotificationKind = kind,
        RaisedAt = plan.Now,
    });

    /// <param name="rung">The rung of the ladder, so that each rung mails once; empty for a new task.</param>
    public static void Mail(StepPlan plan, Colleague to, UserTaskRow task, MailKind kind, string rung) => plan.Insert(new OutboxMailRow
    {
        Id = plan.NewId(),
        BusinessKey = $"{task.Id} {kind} {to.AccountId} {rung}",
        MailKind = kind.ToString(),
        RecipientKind = MailRecipientKind.Account,
        RecipientId = to.AccountId,
        CaseId = plan.Case.Id,
        TaskId = task.Id,
        Reference = task.Reference,
        TaskKind = task.Name,
        Term = task.DueAt is { } due ? plan.Local.DayOf(due) : null,
        LinkPath = SeesTask(to, task) ? plan.Site.TaskPath.Replace("{id}", task.Id, StringComparison.Ordinal) : plan.Site.OverviewPath,
        CreatedAt = plan.Now,
        AvailableAt = plan.Now,
        TurnAt = plan.Now,
        Status = MailStatus.Open,
    });

    // Who steers on numbers is told that something is late, and goes to the numbers.
    private static bool SeesTask(Colleague to, UserTaskRow task) =>
        (task.CandidateRole is { } role && to.Roles.Contains(role)) || !to.Roles.All(TaskAccess.SeesNumbersOnly);
}
