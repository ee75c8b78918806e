using Microsoft.Extensions.Logging;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>Keeps what went wrong outside the engine's own incidents: a fault of ours, a timer that keeps failing, a parked job.</summary>
public sealed class StepFaults(StepStore store, RowInserts inserts, ILogger<StepFaults> log)
{
    public Task Record(string instanceId, string code, Exception exception, DateTimeOffset now, CancellationToken ct)
    {
        // The message of an exception may quote data; its type and place never do.
        log.LogError("Instance {Instance} stopped with {Fault} at {Trace}", instanceId, exception.GetType().Name, exception.StackTrace);
        return Record(instanceId, code, exception.GetType().Name, now, ct);
    }

    public Task Record(string instanceId, string code, string message, DateTimeOffset now, CancellationToken ct) =>
        Record(new()
        {
            Id = $"{instanceId} {code}",
            InstanceId = instanceId,
            Code = code,
            Message = message,
            RaisedAt = now,
        }, ct);

    /// <summary>Raises an incident once: while one with the same id is open it stays as it is; a cleared one opens again.</summary>
    public async Task Record(IncidentRow incident, CancellationToken ct)
    {
        if (await store.Commit([inserts.Of(incident)], ct) == CommitOutcome.Duplicate)
            await store.Commit([IncidentWrites.Reopen(incident.Id, incident.Message, incident.RaisedAt)], ct);
        log.LogWarning("Incident {Code} on instance {Instance}", incident.Code, incident.InstanceId);
    }
}
