using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Runtime.Mail;

/// <summary>Which mails did not arrive, for whoever works on the case: somebody may be waiting for a word that never came.</summary>
public sealed class UndeliveredMails(Dialect dialect)
{
    // That a reporter left an address is known at the desk and to who owns the case, and to nobody else (domain 4.3).
    private static readonly string[] KnowReporters = [Roles.IntakeDesk, Roles.CaseOwner, Roles.DeputyOwner];

    /// <summary>Of open tasks, and to the reporter. Whoever asks has judged that the person may see the case.</summary>
    public async Task<IReadOnlyList<UndeliveredMail>> OfCase(string caseId, Person person, CancellationToken ct)
    {
        var tasks = await Read(mail => mail.CaseId == caseId && mail.RecipientKind == MailRecipientKind.Account, ct);
        if (!person.HasAny(KnowReporters))
            return tasks;
        await using var db = dialect.CreateDb();
        var reporter = await db.OutboxMails.AsNoTracking()
            .Where(mail => mail.CaseId == caseId && mail.RecipientKind == MailRecipientKind.Reporter && (mail.Status == MailStatus.Bounced || mail.Status == MailStatus.Failed))
            .OrderBy(mail => mail.Id).Select(mail => mail.Status).ToListAsync(ct);
        return [.. tasks, .. reporter.Select(status => new UndeliveredMail(null, null, status == MailStatus.Bounced))];
    }

    /// <summary>About one task, while it is open. Whoever asks has judged that the person may see the task.</summary>
    public async Task<IReadOnlyList<UndeliveredMail>> OfTask(string taskId, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        // Through the case, because mails are found by their case.
        var caseId = await db.UserTasks.Where(task => task.Id == taskId).Select(task => task.CaseId).SingleOrDefaultAsync(ct);
        return caseId is null ? [] : await Read(mail => mail.CaseId == caseId && mail.TaskId == taskId, ct);
    }

    // A reminder of the same task to the same colleague that also bounced says nothing new.
    private async Task<IReadOnlyList<UndeliveredMail>> Read(System.Linq.Expressions.Expression<Func<OutboxMailRow, bool>> which, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var found = await (
            from mail in db.OutboxMails.AsNoTracking().Where(which)
            join task in db.UserTasks on mail.TaskId equals task.Id
            join account in db.Users on mail.RecipientId equals account.Id
            where (mail.Status == MailStatus.Bounced || mail.Status == MailStatus.Failed) && task.Status == UserTaskStatus.Open
            orderby mail.Id
            select new UndeliveredMail(account.DisplayName, task.Name, mail.Status == MailStatus.Bounced)).ToListAsync(ct);
        return [.. found.DistinctBy(mail => (mail.ColleagueName, mail.TaskName))];
    }
}

/// <summary>A mail that did not arrive. Holds no address.</summary>
/// <param name="ColleagueName">For whom it was; null for the reporter.</param>
/// <param name="TaskName">What it was about; null for the reporter.</param>
/// <param name="Bounced">The address does not exist; otherwise the tries are used up.</param>
public sealed record UndeliveredMail(string? ColleagueName, string? TaskName, bool Bounced);
