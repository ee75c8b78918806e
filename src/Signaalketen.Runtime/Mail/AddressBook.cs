using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Vault;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Mail;

/// <summary>Finds the address for a mail at the moment it is sent, so that no address lies in the outbox.</summary>
public sealed class AddressBook(StepParts parts, RuntimeOptions options)
{
    /// <returns>Null when there is nobody to send it to.</returns>
    internal async Task<string?> Find(OutboxMailRow mail, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        if (mail.RecipientKind == MailRecipientKind.Reporter)
            return await OfReporter(mail, now, ct);
        return await db.Users.Where(account => account.Id == mail.RecipientId && !account.Disabled).Select(account => account.Email).SingleOrDefaultAsync(ct);
    }

    private async Task<string?> OfReporter(OutboxMailRow mail, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        var names = options.Mail.ReporterAddressFields;
        var fields = await db.CaseFields.AsNoTracking().Where(row => row.CaseId == mail.CaseId && names.Contains(row.Name)).ToListAsync(ct);
        var field = fields.OrderBy(row => Array.IndexOf(names, row.Name)).ThenByDescending(row => row.WrittenAt).ThenByDescending(row => row.Id, StringComparer.Ordinal).FirstOrDefault();
        if (field is null || await db.CaseKeys.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == mail.CaseId, ct) is not { } keyRow)
            return null;
        // Also what the system reads is logged.
        db.AccessLog.Add(new()
        {
            Id = parts.Identities.NewId(now),
            HappenedAt = now,
            ActorId = Actor.Mail.Id,
            CaseId = mail.CaseId,
            Purpose = mail.MailKind,
            FieldNames = field.Name,
        });
        await db.SaveChangesAsync(ct);
        using var key = parts.Vault.Unwrap(keyRow);
        return parts.Vault.OpenField(key, field);
    }
}
