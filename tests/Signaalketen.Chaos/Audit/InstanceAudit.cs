using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Chaos.Audit;

/// <summary>Each instance by itself: history without gaps that replays to the state, rows that say what the state says, and no step twice.</summary>
internal static class InstanceAudit
{
    public static IEnumerable<string> Of(Ledger ledger)
    {
        var tasks = ledger.Tasks.ToLookup(row => row.Instance);
        var timers = ledger.Timers.ToLookup(row => row.Instance);
        var jobs = ledger.Jobs.ToLookup(row => row.Instance);
        var subscriptions = ledger.Subscriptions.ToLookup(row => row.Instance);
        var incidents = ledger.OpenIncidents.ToLookup(row => row.Instance);
        foreach (var instance in ledger.Instances)
        {
            var steps = ledger.Steps[instance.Id].ToList();
            if (!steps.Select(step => step.Sequence).SequenceEqual(Enumerable.Range(1, (int)instance.HistoryCount).Select(number => (long)number)))
                yield return $"history of {instance.Id} has gaps: {steps.Count} steps, but it counts {instance.HistoryCount}";
            if (Replay(steps) is var replayed && replayed != instance.StateText)
                yield return $"history of {instance.Id} does not replay to its state{(replayed is null ? ", nor to any" : "")}";
            var state = StateText.Read(instance.StateText);
            if ((state.Status == InstanceStatus.Active) != (instance.Status == "Active"))
                yield return $"instance {instance.Id} is {state.Status} in its state but {instance.Status} in the table";
            var active = state.Elements.Select(entry => entry.Value).ToList();
            var waits = state.Waits.Select(entry => entry.Value).ToList();
            foreach (var wrong in Differences("open tasks", active.Where(one => one.Pending == Pending.UserTask).Select(one => one.Key), tasks[instance.Id].Where(row => row.Status == "Open").Select(row => row.Key))
                .Concat(Differences("timers", waits.Where(one => one.Kind is WaitKind.Timer or WaitKind.Rung).Select(one => one.Key), timers[instance.Id].Select(row => row.Key)))
                .Concat(Differences("due times", waits.Where(one => one.Kind is WaitKind.Timer or WaitKind.Rung).Select(one => one.DueAt!.Value.UtcTicks), timers[instance.Id].Select(row => row.DueAt)))
                .Concat(Differences("subscriptions", waits.Where(one => one.Kind is WaitKind.Message or WaitKind.Signal).Select(one => one.Key), subscriptions[instance.Id].Select(row => row.Key)))
                .Concat(Differences("incidents", state.Incidents.Select(entry => entry.Key), incidents[instance.Id].Where(row => row.Key is not null).Select(row => row.Key!.Value)))
                .Concat(Differences("jobs", active.Where(one => one.Pending == Pending.Job && state.Incidents.All(entry => entry.Value.OwnerKey != one.Key)).Select(one => one.Key), jobs[instance.Id].Where(row => row.Key is not null).Select(row => row.Key!.Value))))
                yield return $"instance {instance.Id} {wrong}";
            foreach (var wrong in Twice(instance, steps))
                yield return wrong;
            foreach (var step in steps)
            {
                var written = ledger.WrittenAt[(instance.Id, step.Sequence)].ToList();
                if (written.Count != 1)
                    yield return $"step {step.Sequence} of {instance.Id} was written {written.Count} times";
                else if (step.HappenedAt > written[0] + Auditor.Tolerance)
                    yield return $"step {step.Sequence} of {instance.Id} happened {TimeSpan.FromTicks(step.HappenedAt - written[0])} after it was written";
            }
        }

        foreach (var group in ledger.Tasks.GroupBy(row => (row.Instance, row.Key)).Where(group => group.Count() > 1))
            yield return $"task {group.Key} stands {group.Count()} times";
    }

    private static string? Replay(IEnumerable<StepEntry> steps)
    {
        try
        {
            return StateText.Write(Evolve.Replay(steps.SelectMany(step => step.Events)));
        }
        catch (Exception exception) when (exception is BrokenInvariantException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Differences(string what, IEnumerable<long> inState, IEnumerable<long> inTable)
    {
        var (state, table) = (inState.Order().ToList(), inTable.Order().ToList());
        if (!state.SequenceEqual(table))
            yield return $"has {what} {string.Join(' ', state)} in its state but {string.Join(' ', table)} in the table";
    }

    // What the model does once was done once when the instance is complete, and never more often.
    private static IEnumerable<string> Twice(InstanceEntry instance, IReadOnlyList<StepEntry> steps)
    {
        var done = steps.SelectMany(step => step.Events).OfType<ElementCompleted>().GroupBy(one => one.Element).ToDictionary(group => group.Key, group => group.Count());
        foreach (var element in ChaosModel.Once.GetValueOrDefault(instance.Process, []))
        {
            var times = done.GetValueOrDefault(element);
            if (times > 1 || (times == 0 && instance.Status == "Completed"))
                yield return $"element {element} of {instance.Id} ({instance.Status}) completed {times} times";
        }
    }
}
