using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Mail;

namespace Signaalketen.Runtime.Incidents;

/// <summary>What stopped, and getting it to go on.</summary>
public sealed class IncidentDesk(StepParts parts, CommandDispatcher dispatcher, MailPause mail, Bell bell, TimeProvider clock)
{
    /// <summary>Open incidents, oldest first.</summary>
    public async Task<IReadOnlyList<IncidentView>> List(CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        return await (
            from incident in db.Incidents
            where incident.ClearedAt == null
            join instance in db.ProcessInstances on incident.InstanceId equals instance.Id into instances
            from instance in instances.DefaultIfEmpty()
            join one in db.Cases on instance.CaseId equals one.Id into cases
            from one in cases.DefaultIfEmpty()
            orderby incident.RaisedAt, incident.Id
            select new IncidentView(incident.Id, incident.InstanceId, instance.DefinitionKey, one.Reference, incident.ElementId, incident.Code, incident.Message, incident.RaisedAt))
            .ToListAsync(ct);
    }

    /// <summary>Tries again what stopped: the engine's element, the parked job, the mail. Other incidents are put away as seen.</summary>
    /// <param name="variables">Set on the scope of the stopped element first; never person data.</param>
    /// <returns>Null when done.</returns>
    public async Task<Refusal?> Resolve(string incidentId, Variables variables, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = parts.Dialect.CreateDb();
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == incidentId, ct) is not { } incident)
            return Refusal.Hidden;
        if (incident.ClearedAt is not null)
            return Refusal.AlreadyClosed;
        if (incident is { InstanceId: { } instanceId, IncidentKey: { } key })
            return await InEngine(instanceId, key, variables, actor, ct);
        List<RowWrite> writes = [IncidentWrites.ClearRow(incidentId, actor.Id, now)];
        if (incident.JobId is { } jobId)
            writes.Add(QueueWrites.UnparkJob(jobId, now));
        if (incident.MailId is { } mailId)
            writes.Add(MailWrites.Resend(mailId, now));
        if (await parts.Store.Commit(writes, ct) != CommitOutcome.Committed)
            return Refusal.AlreadyClosed;
        if (incident.Code == MailPause.IncidentCode)
            mail.Lift();
        bell.Ring(Loops.Jobs | Loops.Mail);
        return null;
    }

    private async Task<Refusal?> InEngine(string instanceId, long key, Variables variables, Actor actor, CancellationToken ct) =>
        await dispatcher.Execute(instanceId, new ResolveIncident(key, variables), null, actor, ct) switch
        {
            DispatchResult.Accepted => null,
            DispatchResult.Rejected rejected => Refusal.Of(rejected.Rejection),
            _ => Refusal.Busy,
        };
}

/// <summary>An open incident.</summary>
/// <param name="CaseReference">Number of the case, when it belongs to one.</param>
public sealed record IncidentView(
    string Id, string? InstanceId, string? DefinitionKey, string? CaseReference, string? ElementId, string Code, string Message, DateTimeOffset RaisedAt);
