using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Messages;

/// <summary>Brings thrown messages and signals to whoever waits for them, or starts what they start (BPMN 2.0.2, 8.4.2 and 10.5.1).</summary>
public sealed class Delivery(StepParts parts, CommandDispatcher dispatcher, Addressee addressee, BackOff backOff, RuntimeOptions options, ILogger<Delivery> log)
{
    /// <summary>Runs one delivery job that the caller has leased. Throws when it must be tried again.</summary>
    internal async Task Run(JobRow job, DateTimeOffset now, CancellationToken ct)
    {
        var input = JobInput.Read(job.InputJson);
        var message = input.Message ?? throw new InvalidOperationException($"Delivery {job.Id} names no message.");
        switch (job.JobType)
        {
            case JobTypes.DeliverMessage:
                await Message(job, input, message, now, ct);
                break;
            case JobTypes.BroadcastSignal:
                await Broadcast(job, input, message, now, ct);
                break;
            case JobTypes.DeliverSignal:
                var before = message.Target == job.InstanceId ? message.At : null;
                await Step(job, new(message.Target!, new DeliverSignal(message.Name, input.Variables, before), Actor.Jobs), now, ct);
                break;
            case JobTypes.StartBySignal:
                await Start(job, message.Target!, message.StartElement!, input, now, ct);
                break;
            default:
                await Park(job, "DeliveryFailed", $"There is no delivery of type '{job.JobType}'.", now, ct);
                break;
        }
    }

    /// <summary>Puts a delivery aside with an incident; a person resolves it by having it tried again.</summary>
    internal async Task Park(JobRow job, string code, string text, DateTimeOffset now, CancellationToken ct) =>
        await parts.Store.Commit([QueueWrites.ParkJob(job.Id, job.LeaseToken, code), parts.Inserts.Of(IncidentOf(job, code, text, now, parts.Identities.NewId(now)))], ct);

    internal static IncidentRow IncidentOf(JobRow job, string code, string text, DateTimeOffset now, string? id = null) => new()
    {
        Id = id ?? $"{job.Id} {code}",
        InstanceId = job.InstanceId,
        JobId = job.Id,
        ElementId = job.ElementId,
        Code = code,
        Message = text,
        RaisedAt = now,
    };

    internal static JobRow JobFor(StepParts parts, JobRow cause, string type, JobInput input, DateTimeOffset now) => new()
    {
        Id = parts.Identities.NewId(now),
        InstanceId = cause.InstanceId,
        CaseId = cause.CaseId,
        ElementId = cause.ElementId,
        JobType = type,
        InputJson = JobInput.Write(input),
        CreatedAt = now,
        AvailableAt = now,
        TurnAt = now,
        Status = JobStatus.Open,
    };

    private async Task Message(JobRow job, JobInput input, MessageInput message, DateTimeOffset now, CancellationToken ct)
    {
        message = await addressee.WithKey(parts.Engine, message, input.Variables, now, ct);
        switch (await addressee.Find(job.CaseId, message, ct))
        {
            case Receiver.Waiting waiting:
                await Step(job, new(waiting.InstanceId, new CorrelateMessage(message.Name, message.CorrelationKey, input.Variables, waiting.ElementId), Actor.Jobs), now, ct);
                break;
            case Receiver.Starts starts:
                await Start(job, starts.DefinitionKey, starts.ElementId, input, now, ct);
                break;
            case Receiver.Several several:
                await Park(job, "MessageAmbiguous", $"Message '{message.Name}' fits {several.Count} receivers. Give sender and receivers an sk:correlationKey that tells them apart.", now, ct);
                break;
            case Receiver.Nobody:
                // It left the house: it is for a party that works outside the product.
                await parts.Store.Commit([QueueWrites.FinishJob(job.Id, job.LeaseToken)], ct);
                break;
            default:
                await Later(job, message, now, ct);
                break;
        }
    }

    // A receiver exists in a model but does not wait yet: it may be on its way to its catch event.
    private async Task Later(JobRow job, MessageInput message, DateTimeOffset now, CancellationToken ct)
    {
        var next = now.Add(backOff.After(job.Id, job.Attempts));
        if (message.KeepUntil is { } end)
        {
            // The model says how long it may wait. It does not matter how often that is looked at.
            if (now >= end)
                log.LogInformation("Message {Message} of job {Job} was not wanted before the end of its time to live", message.Name, job.Id);
            await parts.Store.Commit(
                [now >= end ? QueueWrites.FinishJob(job.Id, job.LeaseToken) : QueueWrites.RetryJob(job.Id, job.LeaseToken, next < end ? next : end, "nobody waits yet")], ct);
            return;
        }

        if (job.Attempts >= options.Pumps.Attempts)
            await Park(job, "MessageNotCorrelated", $"Nobody waits for message '{message.Name}', although a model can.", now, ct);
        else
            await parts.Store.Commit([QueueWrites.RetryJob(job.Id, job.LeaseToken, next, "nobody waits yet")], ct);
    }

    // A signal goes to everybody who waits now: one delivery each, made in one transaction, so that a crash neither loses nor repeats one.
    private async Task Broadcast(JobRow job, JobInput input, MessageInput signal, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        var waiting = await db.Subscriptions.AsNoTracking()
            .Where(row => row.SubscriptionKind == SubscriptionRowKind.Signal && row.Name == signal.Name)
            .Select(row => row.InstanceId).Distinct().OrderBy(id => id).ToListAsync(ct);
        var starting = await db.StartTriggers.AsNoTracking()
            .Where(row => row.TriggerKind == StartTriggerKind.Signal && row.Name == signal.Name).OrderBy(row => row.Id).ToListAsync(ct);
        List<RowWrite> writes = [QueueWrites.FinishJob(job.Id, job.LeaseToken)];
        foreach (var instance in waiting)
            writes.Add(parts.Inserts.Of(JobFor(parts, job, JobTypes.DeliverSignal, input with { Message = signal with { Target = instance } }, now)));
        foreach (var start in starting)
        {
            var target = signal with { Target = start.DefinitionKey, StartElement = start.ElementId };
            writes.Add(parts.Inserts.Of(JobFor(parts, job, JobTypes.StartBySignal, input with { Message = target }, now)));
        }

        await parts.Store.Commit(writes, ct);
    }

    private async Task Start(JobRow job, string definitionKey, string startElement, JobInput input, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        var row = await db.Cases.AsNoTracking().SingleAsync(one => one.Id == job.CaseId, ct);
        var instanceId = parts.Identities.NewId(now);
        var variables = CaseVariables.For(row, input.Variables);
        await Step(job, new(instanceId, new StartInstance(instanceId, definitionKey, variables, startElement, input.Message?.Name), Actor.Jobs) { NewCase = new(row, null) }, now, ct);
    }

    private async Task Step(JobRow job, StepRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var finish = QueueWrites.FinishJob(job.Id, job.LeaseToken);
        var result = await dispatcher.Run(request with { Guards = [finish, .. request.Guards] }, now, ct);
        switch (result)
        {
            case DispatchResult.Accepted:
                break;
            case DispatchResult.Overtaken:
                log.LogWarning("Delivery {Job} was made with lost lease {Token}; it was dropped", job.Id, job.LeaseToken);
                break;
            case DispatchResult.Rejected { Rejection.Code: RejectionCode.NotFound or RejectionCode.NotActive or RejectionCode.NotCorrelated } when job.JobType == JobTypes.DeliverSignal:
                // It no longer waits: a signal is for whoever waits.
                await parts.Store.Commit([finish], ct);
                break;
            default:
                // Things moved between looking and stepping: look again.
                throw new DeliveryFailedException(result.GetType().Name);
        }
    }
}

/// <summary>A delivery did not arrive this time.</summary>
public sealed class DeliveryFailedException(string reason) : Exception($"The delivery ended as {reason}.");
