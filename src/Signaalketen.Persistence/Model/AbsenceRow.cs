namespace Signaalketen.Persistence.Model;

/// <summary>An account is away and somebody stands in: tasks and mail of those days go to the stand-in.</summary>
public sealed class AbsenceRow
{
    public required string Id { get; set; }

    public required string AccountId { get; set; }

    /// <summary>First day away, local to the municipality.</summary>
    public DateOnly FirstDay { get; set; }

    /// <summary>Last day away, that day included.</summary>
    public DateOnly LastDay { get; set; }

    /// <summary>Who takes over; null when nobody was named, then the other members of the role carry it.</summary>
    public string? StandInId { get; set; }
}
