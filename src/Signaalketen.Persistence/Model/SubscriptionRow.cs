namespace Signaalketen.Persistence.Model;

/// <summary>An instance waits for a message or a signal.</summary>
public sealed class SubscriptionRow
{
    public required string InstanceId { get; set; }

    public long SubscriptionKey { get; set; }

    public required string CaseId { get; set; }

    public required string ElementId { get; set; }

    public SubscriptionRowKind SubscriptionKind { get; set; }

    public required string Name { get; set; }

    public string? CorrelationKey { get; set; }
}

public enum SubscriptionRowKind
{
    Message,
    Signal,
}
