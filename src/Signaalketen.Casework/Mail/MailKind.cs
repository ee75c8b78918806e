namespace Signaalketen.Casework.Mail;

/// <summary>The mails the product sends. There are no others.</summary>
public enum MailKind
{
    /// <summary>To a reporter who left an address: it has arrived.</summary>
    ReporterReceipt,

    /// <summary>To a reporter: it has been dealt with. Never how, and never about whom.</summary>
    ReporterFeedback,

    TaskReady,
    TaskReminder,
    TaskEscalation,

    /// <summary>A legal term passed and the case is frozen.</summary>
    CaseFrozen,
}
