namespace Signaalketen.Runtime.Jobs;

/// <summary>Job types that the runtime itself knows. A model names one with <c>sk:job</c>.</summary>
public static class JobTypes
{
    /// <summary>Mails the reporter that the report arrived.</summary>
    public const string MailReceipt = "mail-receipt";

    /// <summary>Mails the reporter that the report was dealt with.</summary>
    public const string MailFeedback = "mail-feedback";

    /// <summary>Keeps which category of data went to whom on which basis.</summary>
    public const string RecordDisclosure = "record-disclosure";

    /// <summary>Lets a frozen case go on.</summary>
    public const string UnfreezeCase = "unfreeze-case";

    /// <summary>Destroys key and fields of the case.</summary>
    public const string EraseCase = "erase-case";

    /// <summary>A send task that does nothing but send its message.</summary>
    public const string SendMessage = "send-message";

    internal const string DeliverMessage = "deliver-message";
    internal const string BroadcastSignal = "broadcast-signal";
    internal const string DeliverSignal = "deliver-signal";
    internal const string StartBySignal = "start-by-signal";
}
