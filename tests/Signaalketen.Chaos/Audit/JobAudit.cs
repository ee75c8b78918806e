using System.Globalization;
using Signaalketen.Engine.Events;

namespace Signaalketen.Chaos.Audit;

/// <summary>Every job was begun at least once and completed exactly once, under a lease that nobody else held.</summary>
internal static class JobAudit
{
    public static IEnumerable<string> Of(Ledger ledger)
    {
        var effects = ledger.Journal.Where(line => line[0] == "effect").ToLookup(line => line[1], line => long.Parse(line[2], CultureInfo.InvariantCulture));
        var made = ledger.WitnessedJobs.Where(row => !row.Gone).ToLookup(row => row.Id);
        var gone = ledger.WitnessedJobs.Where(row => row.Gone).ToLookup(row => row.Id);
        var left = ledger.Jobs.ToLookup(row => row.Id);
        foreach (var job in made)
        {
            var row = job.First();
            if (job.Count() != gone[job.Key].Count() + left[job.Key].Count())
                yield return $"job {job.Key} was made {job.Count()} times, went {gone[job.Key].Count()} times, and stands {left[job.Key].Count()} times";
            if (row is { Type: Nodes.EffectJob.Name, Key: { } key } && gone[job.Key].Any())
            {
                if (!effects[job.Key].Any())
                    yield return $"job {job.Key} is done, but was never begun";
                var times = ledger.Steps[row.Instance].SelectMany(step => step.Events).OfType<ElementCompleted>().Count(one => one.Key == key);
                if (times != 1)
                    yield return $"job {job.Key} completed {times} times";
            }
        }

        foreach (var row in ledger.Jobs.Where(row => !made.Contains(row.Id)))
            yield return $"job {row.Id} stands, but nobody made it";
        foreach (var created in ledger.Steps.SelectMany(steps => steps.SelectMany(step => step.Events).OfType<JobCreated>().Select(one => (steps.Key, one.Key))))
        {
            if (ledger.WitnessedJobs.Count(row => !row.Gone && row.Instance == created.Item1 && row.Key == created.Item2) != 1)
                yield return $"job {created.Item2} of {created.Item1} stands in history, but was not made once";
        }

        foreach (var job in effects.Where(one => !made.Contains(one.Key)))
            yield return $"job {job.Key} was begun, but nobody made it";
        foreach (var job in effects)
        {
            var tokens = ledger.Leases[job.Key].Select(lease => lease.Token).ToHashSet();
            // Zero: by the time it was begun, somebody else had finished it.
            foreach (var token in job.Where(token => token != 0 && !tokens.Contains(token)))
                yield return $"job {job.Key} was begun with token {token}, which nobody was given";
        }

        foreach (var (job, lease) in ledger.Leases.SelectMany(job => job.Select(lease => (job.Key, lease))))
        {
            if (lease.OldUntil is { } until && lease.At < until - Auditor.Tolerance)
                yield return $"job {job} was taken over {TimeSpan.FromTicks(until - lease.At)} before its lease ended";
        }
    }

    /// <summary>How many leases were taken over, and how long the longest lay between the end of the lease and the next claim.</summary>
    public static (int Count, TimeSpan Longest) TakeOvers(Ledger ledger)
    {
        var late = ledger.Leases.SelectMany(job => job).Where(lease => lease.OldUntil is not null).Select(lease => lease.At - lease.OldUntil!.Value).ToList();
        return (late.Count, TimeSpan.FromTicks(late.Count == 0 ? 0 : late.Max()));
    }
}
