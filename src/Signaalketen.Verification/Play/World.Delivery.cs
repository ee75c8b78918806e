using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Verification.Play;

/// <summary>What the shell does with effects: set alarms, run jobs, deliver messages and signals.</summary>
public sealed partial class World
{
    private void Apply(Instance instance, Effect effect)
    {
        switch (effect)
        {
            case ScheduleTimer timer:
                var alarm = new Alarm(timer.DueAt, ++sequence, instance, timer.TimerKey, null);
                alarmOf[(instance, timer.TimerKey)] = alarm;
                alarms.Add(alarm);
                break;
            case CancelTimer timer:
                if (alarmOf.Remove((instance, timer.TimerKey), out var cancelled))
                    alarms.Remove(cancelled);
                break;
            case EnqueueJob job when options.JobsDoThemselves:
                if (job.Message is { } sent)
                    deliveries.Enqueue(() => Deliver(sent));
                deliveries.Enqueue(() => Step(instance, new CompleteJob(job.JobKey, Variables.Empty)));
                break;
            case SendMessage message:
                deliveries.Enqueue(() => Deliver(message));
                break;
            case OpenSubscription { Kind: SubscriptionKind.Message } opened:
                foreach (var message in kept.Where(message => message.Name == opened.Name).ToArray())
                    deliveries.Enqueue(() => TryKept(message));
                break;
            case BroadcastSignal signal:
                var heard = instances.Where(one => one.Runs).Select(one => (one, one == instance ? signal.At : one.State.NextKey)).ToArray();
                deliveries.Enqueue(() => Broadcast(signal.Name, signal.Variables, heard));
                break;
        }
    }

    /// <summary>Delivers until nothing follows any more.</summary>
    private Rejection? Settle()
    {
        deliveredInARow = 0;
        while (deliveries.TryDequeue(out var deliver))
        {
            if (++deliveredInARow > options.MostDeliveries)
            {
                deliveries.Clear();
                return new(RejectionCode.Invalid, $"More than {options.MostDeliveries} messages, signals and jobs followed from one step.");
            }

            deliver();
        }

        return null;
    }

    /// <summary>Brings a thrown message; with a time to live it is kept while nobody waits for it.</summary>
    private void Deliver(SendMessage message)
    {
        if (Correlate(message.Name, message.CorrelationKey, message.Variables, null) is { Code: RejectionCode.NotCorrelated } && message.KeepUntil > Clock)
            kept.Add(message);
    }

    private void TryKept(SendMessage message)
    {
        kept.RemoveAll(one => one.KeepUntil <= Clock);
        // Who fits is asked again: the wait may be gone, or another message may have come first.
        if (kept.Contains(message) && Correlate(message.Name, message.CorrelationKey, message.Variables, null) is null)
            kept.Remove(message);
    }

    private Rejection? CorrelateByNameOrId(string text, string? key, Variables variables, string? element)
    {
        var rejection = Correlate(text, key, variables, element);
        return rejection is { Code: RejectionCode.NotCorrelated } && definitions.MessageNames.TryGetValue(text, out var name) && name != text
            ? Correlate(name, key, variables, element)
            : rejection;
    }

    private Rejection? Correlate(string name, string? key, Variables variables, string? element)
    {
        key ??= engine.KeyOf(definitions, name, variables, Clock);
        var waits = instances.Where(instance => instance.Runs)
            .SelectMany(instance => instance.State.Waits.Select(entry => (Instance: instance, Wait: entry.Value)))
            .Where(entry => entry.Wait.Kind == WaitKind.Message && entry.Wait.Name == name && (element is null || entry.Wait.ElementId == element));
        var fitting = Correlation.Select(waits, key, entry => entry.Wait.CorrelationKey);
        if (fitting.Count == 1)
            return Step(fitting[0].Instance, new CorrelateMessage(name, key, variables, fitting[0].Wait.ElementId));
        if (fitting.Count > 1)
            return new(RejectionCode.Ambiguous, $"{fitting.Count} waits fit the message '{name}': give a correlation key or an element.", fitting[0].Wait.ElementId);

        var starts = Starts(StartKind.Message, name).Where(start => element is null || start.Trigger.ElementId == element).ToArray();
        return starts.Length switch
        {
            0 => new(RejectionCode.NotCorrelated, $"Nothing waits for the message '{name}'.", element),
            1 => Begin(starts[0].Definition.Key, variables, starts[0].Trigger.ElementId, name),
            _ => new(RejectionCode.Ambiguous, $"The message '{name}' starts {starts.Length} processes: name the start event.", starts[0].Trigger.ElementId),
        };
    }

    /// <param name="heard">Who was there when it was thrown, and the first key that is too late to hear it; null: everybody now.</param>
    private void Broadcast(string name, Variables variables, IReadOnlyList<(Instance Instance, long Before)>? heard = null)
    {
        foreach (var (instance, before) in heard ?? [.. instances.Select(instance => (instance, long.MaxValue))])
        {
            if (instance.Runs)
                Step(instance, new DeliverSignal(name, variables, before));
        }

        foreach (var (definition, trigger) in Starts(StartKind.Signal, name))
            Begin(definition.Key, variables, trigger.ElementId, name);
    }

    private IEnumerable<(ProcessDefinition Definition, StartTrigger Trigger)> Starts(StartKind kind, string name) =>
        definitions.All.SelectMany(definition => definition.Starts.Select(trigger => (Definition: definition, Trigger: trigger)))
            .Where(start => start.Trigger.Kind == kind && start.Trigger.Name == name);
}
