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

/// <summary>
/// Sends the outbox: at least once, with the same Message-ID each time. What a server refuses for good bounces, what it asks patience for
/// is tried again until the tries are used up, and while it takes nothing at all everything waits.
/// </summary>
public sealed class MailPump(
    StepParts parts, IMailSender sender, AddressBook addresses, MailPause pause, BackOff backOff, RuntimeOptions options, TimeProvider clock, ILogger<MailPump> log)
{
    private const string Table = "outbox_mail";

    /// <returns>How many mails were handled, well or not.</returns>
    public async Task<int> RunOnce(DateTimeOffset now, CancellationToken ct)
    {
        var handled = 0;
        while (handled < options.Pumps.Batch && !ct.IsCancellationRequested)
        {
            // Sending takes time: a lease counted from the start of the round would run out while a later mail is on its way.
            var at = clock.GetUtcNow() is var current && current > now ? current : now;
            if (pause.Holds(at) || await parts.Store.Lease(Table, at, at.AddSeconds(options.Pumps.LeaseSeconds), 1, ct) is not [var leased])
                break;
            await using var db = parts.Dialect.CreateDb();
            // Whoever stood still since leasing may find a row that somebody else has leased, or sent, by now: that is not ours.
            if (await db.OutboxMails.AsNoTracking().SingleOrDefaultAsync(row => row.Id == leased.Id && row.LeaseToken == leased.Token, ct) is { } row)
                await Handle(row, at, ct);
            handled++;
        }

        return handled;
    }

    /// <summary>Follows from the row alone, so that a second sending has the same one.</summary>
    public static string MessageIdOf(string mailId, string from) => $"<{mailId}@{new MailAddress(from).Host}>";

    private async Task Handle(OutboxMailRow row, DateTimeOffset now, CancellationToken ct)
    {
        if (row.Losses >= options.Pumps.Losses)
        {
            await GiveUp(row, "it was begun several times and never answered", now, ct);
            return;
        }

        var sent = false;
        try
        {
            // The case may be erased or the account closed since the mail was written.
            if (await addresses.Find(row, now, ct) is not { } address)
                await parts.Store.Commit([QueueWrites.MailDropped(row.Id, row.LeaseToken, "no address")], ct);
            else if (!MailAddress.TryCreate(address, out _) || address.AsSpan().ContainsAny('\r', '\n', ','))
                await Bounce(row, "the address is no address", now, ct);
            else
                sent = await Send(row, address, now, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await parts.Store.Commit([MailWrites.Return(row.Id, row.LeaseToken, "stopped")], CancellationToken.None);
        }
        catch (MailRefusedException exception)
        {
            await Bounce(row, exception.Message, now, ct);
        }
        catch (MailServerException exception)
        {
            log.LogWarning("The mail server takes no mail: {Trouble} {Answer}", exception.Trouble, exception.Answer);
            await parts.Store.Commit([MailWrites.Return(row.Id, row.LeaseToken, exception.Message)], ct);
            await pause.Begin(exception, now, ct);
        }
        catch (MailDelayedException exception)
        {
            await Later(row, exception.Message, now, ct);
        }
        catch (Exception exception)
        {
            // The message of any other fault may quote the address: only its type may be kept.
            await Later(row, exception.GetType().Name, now, ct);
        }

        if (sent)
            await pause.End(now, CancellationToken.None);
    }

    private async Task<bool> Send(OutboxMailRow row, string address, DateTimeOffset now, CancellationToken ct)
    {
        await sender.Send(new(MessageIdOf(row.Id, options.Mail.From), options.Mail.From, address, MessageOf(row), now), ct);
        // From here on it is with the server: stopping must not make it go again.
        await parts.Store.Commit([QueueWrites.MailSent(row.Id, row.LeaseToken, now)], CancellationToken.None);
        return true;
    }

    private async Task Later(OutboxMailRow row, string reason, DateTimeOffset now, CancellationToken ct)
    {
        log.LogWarning("Mail {Mail} failed with {Fault}, try {Attempt}", row.Id, reason, row.Attempts);
        if (row.Attempts >= options.Mail.Attempts)
            await GiveUp(row, $"{row.Attempts} tries failed, the last with {reason}", now, ct);
        else
            await parts.Store.Commit([QueueWrites.RetryMail(row.Id, row.LeaseToken, now.Add(backOff.After(row.Id, row.Attempts)), reason)], ct);
    }

    private Casework.Mail.MailMessage MessageOf(OutboxMailRow row) =>
        new(Enum.Parse<MailKind>(row.MailKind), row.Reference, row.TaskKind, row.Term, new Uri(new Uri(options.Site.Address), row.LinkPath));

    private Task Bounce(OutboxMailRow row, string reason, DateTimeOffset now, CancellationToken ct) =>
        Stop(MailWrites.Bounce(row.Id, row.LeaseToken, reason), "MailBounced", row, reason, now, ct);

    private Task GiveUp(OutboxMailRow row, string reason, DateTimeOffset now, CancellationToken ct) =>
        Stop(QueueWrites.FailMail(row.Id, row.LeaseToken, reason), "MailFailed", row, reason, now, ct);

    private async Task Stop(RowWrite write, string code, OutboxMailRow row, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var incident = new IncidentRow
        {
            Id = parts.Identities.NewId(now),
            MailId = row.Id,
            Code = code,
            Message = $"A mail ({row.MailKind}, {row.Reference}) could not be sent: {reason.TrimEnd('.')}.",
            RaisedAt = now,
        };
        await parts.Store.Commit([write, parts.Inserts.Of(incident)], ct);
    }
}
