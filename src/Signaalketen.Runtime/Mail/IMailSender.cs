using Signaalketen.Casework.Mail;

namespace Signaalketen.Runtime.Mail;

/// <summary>Hands one mail to a mail server, or to whatever stands for it.</summary>
public interface IMailSender
{
    /// <exception cref="MailRefusedException">The server will never take this mail; trying again is useless.</exception>
    /// <exception cref="MailDelayedException">The server may take this mail later; others may go.</exception>
    /// <exception cref="MailServerException">The server takes no mail at all now.</exception>
    Task Send(OutgoingMail mail, CancellationToken ct);
}

/// <summary>A mail about to leave. The address exists only here, between reading it and handing it over.</summary>
/// <param name="MessageId">Follows from the row: a mail that is sent twice after a crash is recognised as one (rule R2).</param>
public sealed record OutgoingMail(string MessageId, string From, string To, MailMessage Message, DateTimeOffset At);

/// <summary>The server refused this mail for good.</summary>
/// <param name="reason">Our own words: what a server says may quote the address.</param>
public sealed class MailRefusedException(string reason) : Exception(reason);

/// <summary>The server did not take this mail now, or nobody knows whether it did.</summary>
/// <param name="reason">Our own words: what a server says may quote the address.</param>
public sealed class MailDelayedException(string reason) : Exception(reason);

/// <summary>The trouble is not about one mail: no mail can go now.</summary>
public sealed class MailServerException(MailServerTrouble trouble, int? answer = null) : Exception($"{trouble} {answer}".TrimEnd())
{
    public MailServerTrouble Trouble => trouble;

    /// <summary>The number that the server answered, when it did.</summary>
    public int? Answer => answer;
}
