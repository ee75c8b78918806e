using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Signaalketen.Engine.Commands;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Messages;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Jobs;

/// <summary>
/// Runs jobs: leases the oldest, does it, and completes it in one transaction with its effects and its lease token. A job is never lost:
/// it is done, tried again, or an incident.
/// </summary>
public sealed class JobPump(
    StepParts parts, CommandDispatcher dispatcher, JobRegistry registry, Delivery delivery, StepFaults faults, BackOff backOff,
    InstanceLoader instances, LeaseKeeper leases, RuntimeOptions options, TimeProvider clock, ILogger<JobPump> log)
{
    private const string Table = "job";

    private PumpOptions Limits => options.Pumps;

    /// <summary>Runs the jobs that are free now, in order of their turn, some of them side by side.</summary>
    /// <returns>How many were handled, well or not.</returns>
    public async Task<int> RunOnce(DateTimeOffset now, CancellationToken ct)
    {
        var handled = 0;
        while (handled < Limits.Batch && !ct.IsCancellationRequested)
        {
            // A round may last longer than a lease: each claim counts from its own moment.
            if (clock.GetUtcNow() is var moment && moment > now)
                now = moment;
            var asked = clock.GetTimestamp();
            // No more than are begun at once: a lease runs from here, and other nodes have hands free too.
            var leased = await parts.Store.Lease(Table, now, now.AddSeconds(Limits.LeaseSeconds), Limits.SideBySide, ct);
            if (leased.Count == 0)
                break;
            var jobs = await Alone(await Read(leased, ct), ct);
            await instances.Warm(jobs.Where(job => job.JobKey is not null).Select(job => job.InstanceId), ct);
            await Parallel.ForEachAsync(jobs, new ParallelOptions { MaxDegreeOfParallelism = Limits.SideBySide, TaskScheduler = TaskScheduler.Current }, async (job, _) => await Leased(job, asked, now, ct));
            handled += leased.Count;
        }

        return handled;
    }

    // When a node dies, all that it had in hand counts as lost. On its last chance a job runs with nothing beside it: if it brings its node down
    // again it takes no other with it, and if it was only there when others did, it is done. Before that it just goes on with the rest: most
    // nodes die of something else, and what they left should not have to queue.
    private async Task<IReadOnlyList<JobRow>> Alone(IReadOnlyList<JobRow> jobs, CancellationToken ct)
    {
        if (jobs.Count < 2 || jobs.FirstOrDefault(job => job.Losses > 0 && job.Losses >= Limits.Losses - 1) is not { } suspect)
            return jobs;
        await parts.Store.Commit([.. jobs.Where(job => job != suspect).Select(job => QueueWrites.HandBack(job.Id, job.LeaseToken))], ct);
        return [suspect];
    }

    // Whoever stood still since leasing may find rows that somebody else has leased by now: those are not ours.
    private async Task<IReadOnlyList<JobRow>> Read(IReadOnlyList<LeasedRow> leased, CancellationToken ct)
    {
        var ids = leased.Select(one => one.Id).ToList();
        await using var db = parts.Dialect.CreateDb();
        var rows = await db.Jobs.AsNoTracking().Where(row => ids.Contains(row.Id)).OrderBy(row => row.TurnAt).ThenBy(row => row.Id).ToListAsync(ct);
        return [.. rows.Where(row => leased.Contains(new(row.Id, row.LeaseToken)))];
    }

    // Whoever no longer holds the lease for certain stops working: somebody else may have begun.
    private async Task Leased(JobRow job, long asked, DateTimeOffset now, CancellationToken ct)
    {
        using var lease = leases.Hold(Table, job.Id, job.LeaseToken, asked, ct);
        try
        {
            await Handle(job, now, lease.Token);
        }
        catch (OperationCanceledException) when (lease.Lost)
        {
            log.LogWarning("The lease of job {Job} could not be renewed; the work on it was stopped", job.Id);
        }
    }

    private async Task Handle(JobRow job, DateTimeOffset now, CancellationToken ct)
    {
        if (job.Losses >= Limits.Losses)
        {
            await GiveUp(job, "The job was begun several times and never answered: it may bring its node down.", now, ct);
            return;
        }

        try
        {
            if (job.JobKey is null)
                await delivery.Run(job, now, ct);
            else
                await Work(job, now, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: give it back at once instead of letting the lease run out.
            await parts.Store.Commit([QueueWrites.RetryJob(job.Id, job.LeaseToken, now, "stopped")], CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Only type and place: the message of an exception may quote data.
            log.LogWarning("Job {Job} of type {Type} failed with {Fault} at {Trace}", job.Id, job.JobType, exception.GetType().Name, exception.StackTrace);
            await Failed(job, exception.GetType().Name, now, ct);
        }
    }

    private async Task Work(JobRow job, DateTimeOffset now, CancellationToken ct)
    {
        var input = JobInput.Read(job.InputJson);
        var outcome = registry.Find(job.JobType) is { } handler
            ? await handler.Run(new(job.Id, job.InstanceId, job.CaseId, job.ElementId, input.Variables, now), ct)
            : new JobOutcome.Impossible($"There is no handler for jobs of type '{job.JobType}'. Known types: {string.Join(", ", registry.Types)}.");
        switch (outcome)
        {
            case JobOutcome.Done done:
                await Complete(job, input, done, now, ct);
                break;
            case JobOutcome.Error error:
                await Answer(job, new ThrowJobError(job.JobKey!.Value, error.Code, error.Message), [], now, ct);
                break;
            case JobOutcome.Impossible impossible:
                await Answer(job, new FailJob(job.JobKey!.Value, impossible.Message), [], now, ct);
                break;
        }
    }

    private async Task Complete(JobRow job, JobInput input, JobOutcome.Done done, DateTimeOffset now, CancellationToken ct)
    {
        var rows = done.Rows.ToList();
        if (input.Message is { } message)
            rows.Add(parts.Inserts.Of(Delivery.JobFor(parts, job, JobTypes.DeliverMessage, new(input.Variables, message), now)));
        await Answer(job, new CompleteJob(job.JobKey!.Value, done.Variables), rows, now, ct);
        if (done.Erased && !await parts.Dialect.ForgetErased(ct))
            log.LogWarning("What job {Job} erased may still stand in the files of the database, because a transaction is open; the next erasure or start removes it", job.Id);
    }

    private async Task Answer(JobRow job, Command answer, IReadOnlyList<RowWrite> rows, DateTimeOffset now, CancellationToken ct)
    {
        var finish = QueueWrites.FinishJob(job.Id, job.LeaseToken);
        var result = await dispatcher.Run(new(job.InstanceId, answer, Actor.Jobs) { Guards = [finish], More = rows }, now, ct);
        switch (result)
        {
            case DispatchResult.Rejected rejected:
                // The instance no longer waits for it: it was cancelled, or ended.
                log.LogInformation("Job {Job} was no longer wanted: {Code}", job.Id, rejected.Rejection.Code);
                await parts.Store.Commit([finish], ct);
                break;
            case DispatchResult.Overtaken:
                log.LogWarning("Job {Job} was answered with lost lease {Token}; the answer was dropped", job.Id, job.LeaseToken);
                break;
            case DispatchResult.Busy:
                await parts.Store.Commit([QueueWrites.RetryJob(job.Id, job.LeaseToken, now.Add(backOff.After(job.Id, 1)), "busy")], ct);
                break;
        }
    }

    private async Task Failed(JobRow job, string fault, DateTimeOffset now, CancellationToken ct)
    {
        if (job.Attempts >= Limits.Attempts)
        {
            await GiveUp(job, $"The job failed {job.Attempts} times, the last time with {fault}.", now, ct);
            return;
        }

        var next = now.Add(backOff.After(job.Id, job.Attempts));
        await parts.Store.Commit([QueueWrites.RetryJob(job.Id, job.LeaseToken, next, fault)], ct);
    }

    // A job of a task becomes an incident of its instance; a delivery, which no instance waits for, is parked.
    private async Task GiveUp(JobRow job, string message, DateTimeOffset now, CancellationToken ct)
    {
        if (job.JobKey is not { } key)
        {
            await delivery.Park(job, "DeliveryFailed", message, now, ct);
            return;
        }

        try
        {
            await Answer(job, new FailJob(key, message), [], now, ct);
        }
        catch (StepFailedException)
        {
            // Not even the incident could be raised in the engine; the fault is on record, and the job waits for a person.
            await faults.Record(Delivery.IncidentOf(job, "JobFailed", message, now), ct);
            await parts.Store.Commit([QueueWrites.ParkJob(job.Id, job.LeaseToken, "given up")], ct);
        }
    }
}
