namespace Signaalketen.Persistence.Model;

/// <summary>Somebody whom the escalation ladder brought in: from then on they may do the task too.</summary>
public sealed class TaskCandidateRow
{
    public required string Id { get; set; }

    public required string TaskId { get; set; }

    /// <summary>Set when a whole role is brought in.</summary>
    public string? RoleId { get; set; }

    /// <summary>Set when one account is brought in.</summary>
    public string? AccountId { get; set; }

    /// <summary>The rung, as the model writes its moment.</summary>
    public required string Rung { get; set; }

    public DateTimeOffset AddedAt { get; set; }
}
