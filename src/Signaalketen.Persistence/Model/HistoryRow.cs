namespace Signaalketen.Persistence.Model;

/// <summary>What happened in one step of an instance. Replaying all events in order gives its state.</summary>
public sealed class HistoryRow
{
    public required string InstanceId { get; set; }

    /// <summary>1-based and without gaps within the instance.</summary>
    public long Sequence { get; set; }

    /// <summary>Random: tells this step from an equal one that another node tried at the same moment (rule R11). Empty before it was kept.</summary>
    public required string StepId { get; set; }

    public DateTimeOffset HappenedAt { get; set; }

    /// <summary>Account id, or the part of the system that acted.</summary>
    public required string ActorId { get; set; }

    /// <summary>The events of the step as the engine writes them: a JSON list, oldest first.</summary>
    public required string Events { get; set; }
}
