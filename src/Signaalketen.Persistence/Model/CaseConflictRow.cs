namespace Signaalketen.Persistence.Model;

/// <summary>An account declared an interest of its own in a case. For that account the case no longer exists.</summary>
public sealed class CaseConflictRow
{
    public required string CaseId { get; set; }

    public required string AccountId { get; set; }

    public DateTimeOffset DeclaredAt { get; set; }
}
