using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework.Mail;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Jobs;

/// <summary>Puts a mail to the reporter in the outbox. Whether there is an address shows only when it is sent.</summary>
public sealed class MailReporterJob(string type, MailKind kind, Dialect dialect, RowInserts inserts, Identities identities, RuntimeOptions options) : IJobHandler
{
    public string Type => type;

    public async Task<JobOutcome> Run(JobWork work, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var reference = await db.Cases.Where(row => row.Id == work.CaseId).Select(row => row.Reference).SingleAsync(ct);
        var mail = new OutboxMailRow
        {
            Id = identities.NewId(work.Now),
            BusinessKey = $"{work.JobId} {kind}",
            MailKind = kind.ToString(),
            RecipientKind = MailRecipientKind.Reporter,
            RecipientId = work.CaseId,
            CaseId = work.CaseId,
            Reference = reference,
            TaskKind = "Melding",
            LinkPath = options.Site.ReporterPath,
            CreatedAt = work.Now,
            AvailableAt = work.Now,
            TurnAt = work.Now,
            Status = MailStatus.Open,
        };
        return new JobOutcome.Done(Engine.State.Variables.Empty, [inserts.Of(mail)]);
    }
}
