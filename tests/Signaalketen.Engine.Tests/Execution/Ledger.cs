using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>What a shell would have in its tables after applying all effects; compared with what the state says is open.</summary>
internal sealed class Ledger
{
    private readonly SortedDictionary<long, TaskLine> tasks = [];
    private readonly SortedDictionary<long, (string Element, string? Type)> jobs = [];
    private readonly SortedDictionary<long, (string Element, DateTimeOffset Due)> timers = [];
    private readonly SortedDictionary<long, (string Element, string Name, string? Key)> subscriptions = [];
    private readonly SortedDictionary<long, string> incidents = [];

    public void Apply(Effect effect)
    {
        switch (effect)
        {
            case CreateUserTask e:
                Assert.True(tasks.TryAdd(e.TaskKey, new(e.DefinitionKey, e.ElementId, e.Name, e.CandidateRole, e.FormKey)), $"Task {e.TaskKey} is opened twice.");
                break;
            case RetargetUserTask e:
                Assert.Contains(e.TaskKey, tasks.Keys);
                tasks[e.TaskKey] = new(e.DefinitionKey, e.ElementId, e.Name, e.CandidateRole, e.FormKey);
                break;
            case CloseUserTask e:
                Assert.True(tasks.Remove(e.TaskKey), $"Task {e.TaskKey} is closed but was not open.");
                break;
            case EscalateTask e:
                Assert.Contains(e.TaskKey, tasks.Keys);
                break;
            case EnqueueJob e:
                Assert.True(jobs.TryAdd(e.JobKey, (e.ElementId, e.JobType)), $"Job {e.JobKey} is enqueued twice.");
                break;
            case RetargetJob e:
                jobs[e.JobKey] = (e.ElementId, jobs[e.JobKey].Type);
                break;
            case CancelJob e:
                Assert.True(jobs.Remove(e.JobKey), $"Job {e.JobKey} is cancelled but was not open.");
                break;
            case ScheduleTimer e:
                Assert.True(timers.TryAdd(e.TimerKey, (e.ElementId, e.DueAt)));
                break;
            case CancelTimer e:
                Assert.True(timers.Remove(e.TimerKey));
                break;
            case OpenSubscription e:
                Assert.True(subscriptions.TryAdd(e.SubscriptionKey, (e.ElementId, e.Name, e.CorrelationKey)));
                break;
            case CloseSubscription e:
                Assert.True(subscriptions.Remove(e.SubscriptionKey));
                break;
            case RaiseIncident e:
                Assert.True(incidents.TryAdd(e.IncidentKey, e.ElementId));
                break;
            case RetargetIncident e:
                Assert.Contains(e.IncidentKey, incidents.Keys);
                incidents[e.IncidentKey] = e.ElementId;
                break;
            case ClearIncident e:
                Assert.True(incidents.Remove(e.IncidentKey));
                break;
        }
    }

    /// <summary>No orphans, and nothing out of date: the tables hold exactly what lives, as its version of the process has it.</summary>
    public void Compare(InstanceState state, DefinitionSet definitions)
    {
        var elements = state.Elements.Select(entry => entry.Value).ToArray();
        Same(
            elements.Where(element => element.Pending == Pending.UserTask).Select(element => (element.Key, TaskLine.Of(element, definitions, state))),
            tasks.Select(task => (task.Key, task.Value)));
        Same(
            elements.Where(element => element.Pending == Pending.Job)
                .Select(element => (element.Key, (element.ElementId, (definitions.Find(element.DefinitionKey)!.Node(element.ElementId) as ServiceTask)?.JobType))),
            jobs.Select(job => (job.Key, job.Value)));
        Same(
            state.Waits.Select(entry => entry.Value).Where(wait => wait.Kind is WaitKind.Timer or WaitKind.Rung).Select(wait => (wait.Key, (wait.ElementId, wait.DueAt!.Value))),
            timers.Select(timer => (timer.Key, timer.Value)));
        Same(
            state.Waits.Select(entry => entry.Value).Where(wait => wait.Kind is WaitKind.Message or WaitKind.Signal).Select(wait => (wait.Key, (wait.ElementId, wait.Name!, wait.CorrelationKey))),
            subscriptions.Select(subscription => (subscription.Key, subscription.Value)));
        Same(state.Incidents.Select(entry => (entry.Key, entry.Value.ElementId)), incidents.Select(incident => (incident.Key, incident.Value)));
    }

    private sealed record TaskLine(string DefinitionKey, string ElementId, string Name, string? Role, string? Form)
    {
        public static TaskLine Of(ElementInstance element, DefinitionSet definitions, InstanceState state)
        {
            var task = definitions.Find(element.DefinitionKey)!.UserTask(element.ElementId)!;
            return new(element.DefinitionKey, task.Id, task.Name ?? task.Id, task.CandidateRole ?? LaneOfCaller(element, definitions, state), task.FormKey);
        }

        private static string? LaneOfCaller(ElementInstance task, DefinitionSet definitions, InstanceState state)
        {
            if (!definitions.Find(task.DefinitionKey)!.IsGlobalTask || !state.Elements.TryGet(state.Elements[task.ScopeKey].ScopeKey, out var call))
                return null;
            var lane = definitions.Find(call.DefinitionKey)!.Node(call.ElementId)!.Lane;
            return lane?.Role ?? lane?.Name;
        }
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

    /// <summary>Compared plainly first: the test framework's own comparison costs more than the steps it checks.</summary>
    private static void Same<T>(IEnumerable<T> state, IEnumerable<T> rows)
    {
        if (!state.SequenceEqual(rows))
            Assert.Equal(state, rows);
    }
}
