using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Signaalketen.Casework.Mail;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Mail;

/// <summary>Sends the outbox: at least once, with the same Message-ID each time, and an incident when the tries are used up.</summary>
public sealed class MailPump(StepParts parts, IMailSender sender, AddressBook addresses, BackOff backOff, RuntimeOptions options, ILogger<MailPump> log)
{
    private const string Table = "outbox_mail";

    /// <returns>How many mails were handled, well or not.</returns>
    public async Task<int> RunOnce(DateTimeOffset now, CancellationToken ct)
    {
        var handled = 0;
        while (handled < options.Pumps.Batch && !ct.IsCancellationRequested)
        {
            if (await parts.Store.Lease(Table, now, now.AddSeconds(options.Pumps.LeaseSeconds), 1, ct) is not [var id])
                break;
            await using var db = parts.Dialect.CreateDb();
            await Handle(await db.OutboxMails.AsNoTracking().SingleAsync(row => row.Id == id, ct), now, ct);
            handled++;
        }

        return handled;
    }

    /// <summary>Follows from the row alone, so that a second sending has the same one.</summary>
    public static string MessageIdOf(string mailId, string from) => $"<{mailId}@{new MailAddress(from).Host}>";

    private async Task Handle(OutboxMailRow row, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            // The case may be erased or the account closed since the mail was written.
            if (await addresses.Find(row, now, ct) is not { } address)
            {
                await parts.Store.Commit([QueueWrites.MailDropped(row.Id, row.LeaseToken, "no address")], ct);
                return;
            }

            if (!MailAddress.TryCreate(address, out _) || address.AsSpan().ContainsAny('\r', '\n', ','))
            {
                await GiveUp(row, "the address is no address", now, ct);
                return;
            }

            await sender.Send(new(MessageIdOf(row.Id, options.Mail.From), options.Mail.From, address, MessageOf(row), now), ct);
            await parts.Store.Commit([QueueWrites.MailSent(row.Id, row.LeaseToken, now)], CancellationToken.None);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await parts.Store.Commit([QueueWrites.RetryMail(row.Id, row.LeaseToken, now, "stopped")], CancellationToken.None);
        }
        catch (MailRefusedException exception)
        {
            await GiveUp(row, exception.Message, now, ct);
        }
        catch (Exception exception)
        {
            // The message of an SMTP fault quotes the address: only its type may be kept.
            log.LogWarning("Mail {Mail} failed with {Fault}, try {Attempt}", row.Id, exception.GetType().Name, row.Attempts);
            if (row.Attempts >= options.Pumps.Attempts)
                await GiveUp(row, $"{row.Attempts} tries failed, the last with {exception.GetType().Name}", now, ct);
            else
                await parts.Store.Commit([QueueWrites.RetryMail(row.Id, row.LeaseToken, now.Add(backOff.After(row.Id, row.Attempts)), exception.GetType().Name)], ct);
        }
    }

    private Casework.Mail.MailMessage MessageOf(OutboxMailRow row) =>
        new(Enum.Parse<MailKind>(row.MailKind), row.Reference, row.TaskKind, row.Term, new Uri(new Uri(options.Site.Address), row.LinkPath));

    private async Task GiveUp(OutboxMailRow row, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var incident = new IncidentRow
        {
            Id = parts.Identities.NewId(now),
            MailId = row.Id,
            Code = "MailFailed",
            Message = $"A mail ({row.MailKind}, {row.Reference}) could not be sent: {reason}.",
            RaisedAt = now,
        };
        await parts.Store.Commit([QueueWrites.FailMail(row.Id, row.LeaseToken, reason), parts.Inserts.Of(incident)], ct);
    }
}
