using System.Net;
using System.Net.Mail;
using System.Text;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Mail;

/// <summary>The mail server. The one place that names <c>System.Net.Mail</c>'s client, so that another client is a change of this file.</summary>
public sealed class SmtpMailSender(MailOptions options) : IMailSender
{
    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        using var message = MimeMessage.Of(mail);
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.StartTls, Timeout = options.TimeoutSeconds * 1000 };
        if (options.UserName is { Length: > 0 } user)
            client.Credentials = new NetworkCredential(user, options.Password);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // The client's own timeout does not hold for its asynchronous calls.
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            await client.SendMailAsync(message, limit.Token);
        }
        catch (SmtpException exception) when (IsFinal(exception.StatusCode))
        {
            throw new MailRefusedException($"The mail server answered {(int)exception.StatusCode}.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException("The mail server did not answer in time.");
        }
    }

    // Answers that begin with 5 are about this mail and will not change (RFC 5321, 4.2.1); the ones about our own sign-in may.
    private static bool IsFinal(SmtpStatusCode code) =>
        code is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath
            or SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.TransactionFailed;
}

/// <summary>Turns our mail into one of the framework.</summary>
internal static class MimeMessage
{
    public static MailMessage Of(OutgoingMail mail)
    {
        var message = new MailMessage(new MailAddress(mail.From), new MailAddress(mail.To))
        {
            Subject = mail.Message.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Message.Body.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        message.Headers.Add("Message-ID", mail.MessageId);
        // No robot should answer, and nobody's absence note should come back (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
