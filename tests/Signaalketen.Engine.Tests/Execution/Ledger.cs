using Signaalketen.Engine.Effects;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>What a shell would have in its tables after applying all effects; compared with what the state says is open.</summary>
internal sealed class Ledger
{
    private readonly SortedSet<long> tasks = [];
    private readonly SortedSet<long> jobs = [];
    private readonly SortedSet<long> timers = [];
    private readonly SortedSet<long> subscriptions = [];
    private readonly SortedSet<long> incidents = [];

    public void Apply(Effect effect)
    {
        switch (effect)
        {
            case CreateUserTask e:
                Assert.True(tasks.Add(e.TaskKey), $"Task {e.TaskKey} is opened twice.");
                break;
            case CloseUserTask e:
                Assert.True(tasks.Remove(e.TaskKey), $"Task {e.TaskKey} is closed but was not open.");
                break;
            case EscalateTask e:
                Assert.Contains(e.TaskKey, tasks);
                break;
            case EnqueueJob e:
                Assert.True(jobs.Add(e.JobKey), $"Job {e.JobKey} is enqueued twice.");
                break;
            case CancelJob e:
                Assert.True(jobs.Remove(e.JobKey), $"Job {e.JobKey} is cancelled but was not open.");
                break;
            case ScheduleTimer e:
                Assert.True(timers.Add(e.TimerKey));
                break;
            case CancelTimer e:
                Assert.True(timers.Remove(e.TimerKey));
                break;
            case OpenSubscription e:
                Assert.True(subscriptions.Add(e.SubscriptionKey));
                break;
            case CloseSubscription e:
                Assert.True(subscriptions.Remove(e.SubscriptionKey));
                break;
            case RaiseIncident e:
                Assert.True(incidents.Add(e.IncidentKey));
                break;
            case ClearIncident e:
                Assert.True(incidents.Remove(e.IncidentKey));
                break;
        }
    }

    /// <summary>No orphans: the tables hold exactly what lives.</summary>
    public void Compare(InstanceState state)
    {
        Same(Keys(state.Elements, element => element.Pending == Pending.UserTask), tasks);
        Same(Keys(state.Elements, element => element.Pending == Pending.Job), jobs);
        Same(Keys(state.Waits, wait => wait.Kind is WaitKind.Timer or WaitKind.Rung), timers);
        Same(Keys(state.Waits, wait => wait.Kind is WaitKind.Message or WaitKind.Signal), subscriptions);
        Same(Keys(state.Incidents, _ => true), incidents);
    }

    /// <summary>Everything has an owner that lives; an instance that ended holds nothing.</summary>
    public static void CheckTree(InstanceState state)
    {
        foreach (var (key, element) in state.Elements)
        {
            Assert.True(element.ScopeKey == 0 ? key == 1 : state.Elements.ContainsKey(element.ScopeKey), $"{element.ElementId} lives in a scope that ended.");
            foreach (var child in element.Children)
                Owned(state.Elements[child].ScopeKey, key);
            foreach (var token in element.Tokens)
                Owned(state.Tokens[token].ScopeKey, key);
            foreach (var wait in element.Waits)
                Owned(state.Waits[wait].OwnerKey, key);
        }

        Assert.Equal(state.Elements.Count, state.Elements.Sum(entry => entry.Value.Children.Count) + (state.Status == InstanceStatus.Active ? 1 : 0));
        Assert.Equal(state.Tokens.Count, state.Elements.Sum(entry => entry.Value.Tokens.Count));
        Assert.Equal(state.Waits.Count, state.Elements.Sum(entry => entry.Value.Waits.Count));
        Assert.All(state.Incidents, incident => Assert.True(state.Elements.ContainsKey(incident.Value.OwnerKey), $"The incident at {incident.Value.ElementId} has no owner."));
        if (state.Status != InstanceStatus.Active)
            Assert.Equal(0, state.Elements.Count + state.Tokens.Count + state.Waits.Count + state.Incidents.Count);
    }

    private static void Owned(long by, long key) => Assert.True(by == key, $"Something of {by} is kept by {key}.");

    private static IEnumerable<long> Keys<T>(KeyMap<T> map, Func<T, bool> which)
        where T : notnull => map.Where(entry => which(entry.Value)).Select(entry => entry.Key);

    /// <summary>Compared plainly first: the test framework's own comparison costs more than the steps it checks.</summary>
    private static void Same(IEnumerable<long> state, SortedSet<long> rows)
    {
        if (!state.SequenceEqual(rows))
            Assert.Equal(state, rows);
    }
}
