using Signaalketen.Casework.Mail;

namespace Signaalketen.Runtime.Mail;

/// <summary>Hands one mail to a mail server, or to whatever stands for it.</summary>
public interface IMailSender
{
    /// <exception cref="MailRefusedException">The server will never take it; trying again is useless.</exception>
    Task Send(OutgoingMail mail, CancellationToken ct);
}

/// <summary>A mail about to leave. The address exists only here, between reading it and handing it over.</summary>
/// <param name="MessageId">Follows from the row: a mail that is sent twice after a crash is recognised as one (rule R2).</param>
public sealed record OutgoingMail(string MessageId, string From, string To, MailMessage Message, DateTimeOffset At);

/// <summary>The server refused this mail for good.</summary>
public sealed class MailRefusedException(string reason) : Exception(reason);
