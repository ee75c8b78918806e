using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Runtime.Tests.House;

/// <summary>What must hold between any two transactions: the rows say what the states say, and history has no gaps.</summary>
public static class Consistency
{
    public static async Task Check(TestHouse house)
    {
        await using var db = house.Db();
        foreach (var instance in await db.ProcessInstances.AsNoTracking().ToListAsync())
        {
            var state = StateText.Read(instance.StateText);
            var history = await db.History.AsNoTracking().Where(row => row.InstanceId == instance.Id).OrderBy(row => row.Sequence).ToListAsync();
            Assert.Equal(Enumerable.Range(1, (int)instance.HistoryCount).Select(number => (long)number), history.Select(row => row.Sequence));
            Assert.Equal(instance.StateText, StateText.Write(Replay(history)));

            var active = state.Elements.Select(entry => entry.Value).ToList();
            Assert.Equal(
                Keys(active.Where(element => element.Pending == Pending.UserTask).Select(element => element.Key)),
                Keys(await db.UserTasks.Where(row => row.InstanceId == instance.Id && row.Status == UserTaskStatus.Open).Select(row => row.TaskKey).ToListAsync()));
            Assert.Equal(
                Keys(active.Where(element => element.Pending == Pending.Job && state.Incidents.All(one => one.Value.OwnerKey != element.Key)).Select(element => element.Key)),
                Keys(await db.Jobs.Where(row => row.InstanceId == instance.Id && row.JobKey != null).Select(row => row.JobKey!.Value).ToListAsync()));
            Assert.Equal(
                Keys(state.Waits.Where(wait => wait.Value.Kind is WaitKind.Timer or WaitKind.Rung).Select(wait => wait.Key)),
                Keys(await db.Timers.Where(row => row.InstanceId == instance.Id).Select(row => row.TimerKey).ToListAsync()));
            Assert.Equal(
                Keys(state.Waits.Where(wait => wait.Value.Kind is WaitKind.Message or WaitKind.Signal).Select(wait => wait.Key)),
                Keys(await db.Subscriptions.Where(row => row.InstanceId == instance.Id).Select(row => row.SubscriptionKey).ToListAsync()));
            Assert.Equal(
                Keys(state.Incidents.Select(incident => incident.Key)),
                Keys(await db.Incidents.Where(row => row.InstanceId == instance.Id && row.IncidentKey != null && row.ClearedAt == null).Select(row => row.IncidentKey!.Value).ToListAsync()));
            Assert.Equal(state.Status == InstanceStatus.Active, instance.Status == InstanceRowStatus.Active);
            Assert.Equal(state.Status == InstanceStatus.Active, instance.EndedAt is null);
            Assert.Equal(state.DefinitionKey, instance.DefinitionKey);
            await CheckContents(db, instance.Id, state, active);
        }

        var running = (await db.ProcessInstances.AsNoTracking().Where(row => row.EndedAt == null).ToListAsync()).CountBy(row => row.CaseId).ToDictionary();
        Assert.All(await db.Cases.AsNoTracking().ToListAsync(), row => Assert.Equal((running.GetValueOrDefault(row.Id), row.ClosedAt is null), (row.Running, row.Running > 0)));
    }

    /// <summary>Not only the same rows, but rows that say the same.</summary>
    private static async Task CheckContents(SignaalketenDb db, string instanceId, InstanceState state, IReadOnlyList<ElementInstance> active)
    {
        Assert.Equal(
            active.Where(element => element.Pending == Pending.UserTask).Select(element => (element.Key, element.DefinitionKey, element.ElementId)).Order(),
            (await db.UserTasks.Where(row => row.InstanceId == instanceId && row.Status == UserTaskStatus.Open).ToListAsync()).Select(row => (row.TaskKey, row.DefinitionKey, row.ElementId)).Order());
        Assert.Equal(
            state.Waits.Select(wait => wait.Value).Where(wait => wait.Kind is WaitKind.Timer or WaitKind.Rung).Select(wait => (wait.Key, wait.ElementId, wait.DueAt!.Value)).Order(),
            (await db.Timers.Where(row => row.InstanceId == instanceId).ToListAsync()).Select(row => (row.TimerKey, row.ElementId, row.DueAt)).Order());
        Assert.Equal(
            state.Waits.Select(wait => wait.Value).Where(wait => wait.Kind is WaitKind.Message or WaitKind.Signal).Select(wait => (wait.Key, wait.ElementId, wait.Name!, wait.CorrelationKey)).Order(),
            (await db.Subscriptions.Where(row => row.InstanceId == instanceId).ToListAsync()).Select(row => (row.SubscriptionKey, row.ElementId, row.Name, row.CorrelationKey)).Order());
        var jobs = active.ToDictionary(element => element.Key, element => element.ElementId);
        Assert.All(await db.Jobs.Where(row => row.InstanceId == instanceId && row.JobKey != null).ToListAsync(), row => Assert.Equal(jobs[row.JobKey!.Value], row.ElementId));
        Assert.All(
            await db.Incidents.Where(row => row.InstanceId == instanceId && row.IncidentKey != null && row.ClearedAt == null).ToListAsync(),
            row => Assert.Equal(state.Incidents[row.IncidentKey!.Value].ElementId, row.ElementId));
    }

    private static InstanceState Replay(IEnumerable<HistoryRow> history) => Evolve.Replay(history.SelectMany(row => EventText.ReadAll(row.Events)));

    private static List<long> Keys(IEnumerable<long> keys) => [.. keys.Order()];
}
