namespace Signaalketen.Persistence.Model;

/// <summary>A request that was carried out, with its answer: who sends it again gets the same one (rule R12).</summary>
public sealed class AcceptedRequestRow
{
    /// <summary>Account and the number that the sender chose.</summary>
    public required string Id { get; set; }

    /// <summary>What was asked, as a keyed digest: tells whether it is the same request and nothing else.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>The tasks that opened and whether the process ended, as JSON.</summary>
    public required string Answer { get; set; }

    public DateTimeOffset AcceptedAt { get; set; }
}
