namespace Signaalketen.Chaos.Audit;

/// <summary>
/// Looks for everything that contradicts "nothing lost, nothing twice, nothing early". It shares no code with what it checks, but for the
/// engine's reading of its own texts, and trusts the clock of the server alone.
/// </summary>
internal static class Auditor
{
    /// <summary>What clocks of one machine and one server may differ, and what a node's steady counter may drift between two looks.</summary>
    public const long Tolerance = TimeSpan.TicksPerSecond;

    public static IReadOnlyList<string> Contradictions(Ledger ledger) =>
    [
        .. ledger.Orphans, .. InstanceAudit.Of(ledger), .. CommandAudit.Of(ledger), .. TimerAudit.Of(ledger), .. MailAudit.Of(ledger), .. JobAudit.Of(ledger),
    ];
}
