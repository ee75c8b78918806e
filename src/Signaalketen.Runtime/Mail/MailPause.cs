using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;

namespace Signaalketen.Runtime.Mail;

/// <summary>
/// Holds all mail of this node back while the server takes none: one try per pause instead of one per mail, and one incident with the
/// cause. The first mail that goes clears it.
/// </summary>
public sealed class MailPause(StepParts parts, StepFaults faults, BackOff backOff)
{
    public const string IncidentCode = "MailServer";

    // Long enough to leave a server in peace, short enough that mail goes soon after somebody mended it.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // A server that is restarted is no news; one that stays away is.
    private const int PatientTries = 4;

    private readonly Lock gate = new();
    private DateTimeOffset until = DateTimeOffset.MinValue;
    private int failures;

    // Another life of this node may have left an incident.
    private bool mayBeKnown = true;

    public bool Holds(DateTimeOffset now)
    {
        lock (gate)
            return now < until;
    }

    public async Task Begin(MailServerException exception, DateTimeOffset now, CancellationToken ct)
    {
        var report = MailServerReport.Of(exception.Trouble);
        int nth;
        lock (gate)
        {
            nth = ++failures;
            var pause = backOff.After(IncidentCode, nth);
            until = now + (pause < Longest ? pause : Longest);
            mayBeKnown = true;
        }

        // Once while it lasts; whoever says that it is mended is told when it is not.
        if (nth == (report.Transient ? PatientTries : 1))
            await faults.Record(new()
            {
                Id = $"{IncidentCode} {exception.Trouble}",
                Code = IncidentCode,
                Message = $"{report.Cause}{(exception.Answer is { } answer ? $" It answered {answer}." : "")} All mail waits. {report.Remedy}",
                RaisedAt = now,
            }, ct);
    }

    /// <summary>A person says that it is mended: the next mail may try at once.</summary>
    public void Lift()
    {
        lock (gate)
        {
            failures = 0;
            until = DateTimeOffset.MinValue;
        }
    }

    public async Task End(DateTimeOffset now, CancellationToken ct)
    {
        lock (gate)
        {
            failures = 0;
            until = DateTimeOffset.MinValue;
            if (!mayBeKnown)
                return;
            mayBeKnown = false;
        }

        await parts.Store.Commit([IncidentWrites.ClearAllWith(IncidentCode, Actor.Mail.Id, now)], ct);
    }
}
