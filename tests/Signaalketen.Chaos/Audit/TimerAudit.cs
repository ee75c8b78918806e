using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Chaos.Audit;

/// <summary>Every timer fired once and not before its time by the server's clock, or was cancelled by what made it pointless.</summary>
internal static class TimerAudit
{
    private const string Sweep = "system:timers";

    public static IEnumerable<string> Of(Ledger ledger)
    {
        foreach (var instance in ledger.Instances)
        {
            var due = new Dictionary<long, Wait>();
            var fired = new HashSet<long>();
            foreach (var step in ledger.Steps[instance.Id])
            {
                var at = ledger.WrittenAt[(instance.Id, step.Sequence)].FirstOrDefault();
                var closed = step.Events.OfType<WaitClosed>().Where(one => one.WaitKind == WaitKind.Timer && due.ContainsKey(one.Key)).Select(one => due[one.Key]).ToList();
                if (step.Actor == Sweep)
                {
                    var ripe = closed.Where(wait => wait.DueAt!.Value.UtcTicks <= at + Auditor.Tolerance).ToList();
                    if (ripe.Count == 0)
                        yield return $"step {step.Sequence} of {instance.Id} fired no timer that was due{string.Concat(closed.Select(wait => $", {wait.ElementId} {TimeSpan.FromTicks(wait.DueAt!.Value.UtcTicks - at)} early"))}";
                    if (step.HappenedAt > at + Auditor.Tolerance || closed.All(wait => wait.DueAt!.Value.UtcTicks > step.HappenedAt + Auditor.Tolerance))
                        yield return $"step {step.Sequence} of {instance.Id} says that a timer fired at another time than it was due";
                    fired.UnionWith(closed.Select(wait => wait.Key));
                }
                else
                {
                    foreach (var wait in closed.Where(wait => ChaosModel.MustFire.Contains(wait.ElementId)))
                        yield return $"timer {wait.ElementId} of {instance.Id} ended without firing in step {step.Sequence} by {step.Actor}";
                }

                foreach (var wait in closed)
                    due.Remove(wait.Key);
                foreach (var wait in step.Events.OfType<WaitOpened>().Select(one => one.Wait).Where(one => one.Kind == WaitKind.Timer))
                {
                    if (fired.Contains(wait.Key) && ChaosModel.MustFire.Contains(wait.ElementId))
                        yield return $"timer {wait.ElementId} of {instance.Id} was set again after it fired";
                    due[wait.Key] = wait;
                }
            }

            if (instance.Status != "Active")
            {
                foreach (var wait in due.Values)
                    yield return $"timer {wait.ElementId} of {instance.Id} never fired";
            }
        }

        foreach (var timer in ledger.WitnessedTimers)
        {
            var (made, gone) = (timer.Count(row => !row.Gone), timer.Count(row => row.Gone));
            var left = ledger.Timers.Count(row => (row.Instance, row.Key) == timer.Key);
            if (made != gone + left)
                yield return $"timer {timer.Key} was set {made} times, went {gone} times, and stands {left} times";
        }

        foreach (var row in ledger.Timers.Where(row => !ledger.WitnessedTimers.Contains((row.Instance, row.Key))))
            yield return $"timer {row} stands, but nobody set it";
    }
}
