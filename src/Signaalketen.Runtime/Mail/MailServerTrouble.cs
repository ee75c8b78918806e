namespace Signaalketen.Runtime.Mail;

/// <summary>Why a mail server takes no mail at all.</summary>
public enum MailServerTrouble
{
    /// <summary>Nobody listens at host and port.</summary>
    Unreachable,

    /// <summary>It listens but does not answer in time, or hangs up before a mail was named.</summary>
    Silent,

    /// <summary>It asks for patience before a mail was named (an answer that begins with 4).</summary>
    NotNow,

    /// <summary>It offers no STARTTLS, or the encryption did not come about.</summary>
    NoEncryption,

    /// <summary>Its certificate is not trusted, expired, or of another name.</summary>
    BadCertificate,

    /// <summary>It refused user name and password, or asks for them while there are none.</summary>
    SignInRefused,

    /// <summary>It does not let us send as our own address.</summary>
    SenderRefused,
}

/// <summary>What an operator should know of it.</summary>
/// <param name="Transient">It often passes by itself, so a person is only called when it lasts.</param>
public sealed record MailServerReport(bool Transient, string Cause, string Remedy)
{
    public static MailServerReport Of(MailServerTrouble trouble) => trouble switch
    {
        MailServerTrouble.Unreachable => new(true,
            "The mail server cannot be reached.", "Check Signaalketen:Mail:Host and Port, and that this machine may go there."),
        MailServerTrouble.Silent => new(true,
            "The mail server does not answer in time.", "Look at the mail server; when it is only slow, raise Signaalketen:Mail:TimeoutSeconds."),
        MailServerTrouble.NotNow => new(true,
            "The mail server takes no mail for now.", "Look at the mail server: it may be full, busy or being serviced."),
        MailServerTrouble.NoEncryption => new(false,
            "The mail server does not encrypt the connection.", "Switch STARTTLS on at the server, or check Signaalketen:Mail:Port (587 as a rule)."),
        MailServerTrouble.BadCertificate => new(false,
            "The certificate of the mail server is not trusted.", "Renew it, make this machine trust its issuer, or name the server in Signaalketen:Mail:Host as the certificate does."),
        MailServerTrouble.SignInRefused => new(false,
            "The mail server refused the account.", "Check Signaalketen:Mail:UserName and Password."),
        MailServerTrouble.SenderRefused => new(false,
            "The mail server does not let this account send as Signaalketen:Mail:From.", "Give the account that right, or change the sender."),
        _ => throw new ArgumentOutOfRangeException(nameof(trouble)),
    };
}
