using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>What must hold of the rows: at any moment between two transactions, and when all is quiet.</summary>
public static class Judge
{
    /// <summary>History has no gaps and replays to the state; the rows that wait are those that the state waits for, and no others.</summary>
    public static void Rows(World world)
    {
        using var db = new SimulatedDb(world.Stage.Options);
        var history = db.History.AsNoTracking().ToList().ToLookup(row => row.InstanceId, StringComparer.Ordinal);
        var instances = db.ProcessInstances.AsNoTracking().ToList();
        var expected = new List<string>();
        foreach (var instance in instances)
        {
            var steps = history[instance.Id].OrderBy(row => row.Sequence).ToList();
            Same(world, $"history of {instance.Id}", Enumerable.Range(1, (int)instance.HistoryCount).Select(number => $"{number}"), steps.Select(row => $"{row.Sequence}"));
            if (steps.Count == 0)
                continue;
            if (instance.Version != instance.HistoryCount)
                world.Wrong($"instance {instance.Id} has version {instance.Version} after {instance.HistoryCount} steps");
            var replayed = StateText.Write(Evolve.Replay(steps.SelectMany(row => EventText.ReadAll(row.Events))));
            if (replayed != instance.StateText)
                world.Wrong($"history of {instance.Id} ({instance.ProcessId}) gives another state than its row");
            expected.AddRange(Waiting(instance, StateText.Read(instance.StateText)));
        }

        if (history.Select(steps => steps.Key).Except(instances.Select(instance => instance.Id)).FirstOrDefault() is { } orphan)
            world.Wrong($"history of {orphan}, which does not exist");
        Same(world, "what waits", expected, Present(db));
        var running = instances.Where(instance => instance.EndedAt is null).ToLookup(instance => instance.CaseId, StringComparer.Ordinal);
        foreach (var row in db.Cases.AsNoTracking().ToList().Where(row => row.Running != running[row.Id].Count() || (row.Running == 0) != (row.ClosedAt is not null)))
            world.Wrong($"case {row.Id} counts {row.Running} processes where {running[row.Id].Count()} run");
    }

    /// <summary>Everything that was asked happened once, and nothing else did.</summary>
    public static void Ending(World world, Crowd crowd)
    {
        using var db = new SimulatedDb(world.Stage.Options);
        var instances = db.ProcessInstances.AsNoTracking().ToList();
        foreach (var left in instances.Where(instance => instance.Status != InstanceRowStatus.Completed))
            world.Wrong($"instance {left.Id} of {left.ProcessId} is {left.Status} when all is quiet");
        var cases = db.Cases.AsNoTracking().ToList();
        Reports(world, crowd, cases, instances);
        var events = db.History.AsNoTracking().OrderBy(row => row.InstanceId).ThenBy(row => row.Sequence).ToList()
            .SelectMany(row => EventText.ReadAll(row.Events).Select(one => (row.InstanceId, Event: one))).ToList();
        Tasks(world, crowd, db, events);
        Work(world, db, events, cases);
        Mails(world, db, events);
    }

    private static IEnumerable<string> Waiting(ProcessInstanceRow instance, InstanceState state)
    {
        if (state.Status == InstanceStatus.Active != (instance.Status == InstanceRowStatus.Active))
            yield return $"another status than {instance.Status} of {instance.Id}";
        foreach (var element in state.Elements.Select(entry => entry.Value))
        {
            if (element.Pending == Pending.UserTask)
                yield return $"task {instance.Id} {element.Key} {element.ElementId}";
            if (element.Pending == Pending.Job && state.Incidents.All(one => one.Value.OwnerKey != element.Key))
                yield return $"job {instance.Id} {element.Key} {element.ElementId}";
        }

        foreach (var wait in state.Waits.Select(entry => entry.Value))
        {
            yield return wait.Kind is WaitKind.Timer or WaitKind.Rung
                ? $"timer {instance.Id} {wait.Key} {wait.DueAt!.Value.UtcTicks}"
                : $"subscription {instance.Id} {wait.Key} {wait.Name}";
        }
    }

    private static IEnumerable<string> Present(SimulatedDb db) =>
    [
        .. db.UserTasks.AsNoTracking().Where(row => row.Status == UserTaskStatus.Open).ToList().Select(row => $"task {row.InstanceId} {row.TaskKey} {row.ElementId}"),
        .. db.Jobs.AsNoTracking().Where(row => row.JobKey != null).ToList().Select(row => $"job {row.InstanceId} {row.JobKey} {row.ElementId}"),
        .. db.Timers.AsNoTracking().ToList().Select(row => $"timer {row.InstanceId} {row.TimerKey} {row.DueAt.UtcTicks}"),
        .. db.Subscriptions.AsNoTracking().ToList().Select(row => $"subscription {row.InstanceId} {row.SubscriptionKey} {row.Name}"),
    ];

    private static void Reports(World world, Crowd crowd, List<CaseRow> cases, List<ProcessInstanceRow> instances)
    {
        Same(world, "reports with a number", crowd.Reports.Select(report => $"{report.Key} {report.Value}"),
            cases.Where(row => row.SubmissionKey is not null).Select(row => $"{row.SubmissionKey} {row.Reference}"));
        var signals = instances.Count(instance => instance.ProcessId == "signal");
        var loose = signals - crowd.Reports.Count;
        if (loose < crowd.Loose.Least || loose > crowd.Loose.Most)
            world.Wrong($"{loose} cases of {crowd.Loose.Least} to {crowd.Loose.Most} reports without a number");
        if (instances.Count(instance => instance.ProcessId == "partner") != signals)
            world.Wrong($"{instances.Count(instance => instance.ProcessId == "partner")} partners were told of {signals} signals");
        if (instances.Count(instance => instance.ProcessId == "tick") != WorldModels.Ticks)
            world.Wrong($"{instances.Count(instance => instance.ProcessId == "tick")} starts by the clock instead of {WorldModels.Ticks}");
        if (cases.Count != signals + WorldModels.Ticks)
            world.Wrong($"{cases.Count} cases for {signals} signals and {WorldModels.Ticks} ticks");
    }

    private static void Tasks(World world, Crowd crowd, SimulatedDb db, List<(string InstanceId, Event Event)> events)
    {
        var tasks = db.UserTasks.AsNoTracking().ToList();
        Same(world, "tasks", events.Where(one => one.Event is UserTaskCreated).Select(one => $"{one.InstanceId} {((UserTaskCreated)one.Event).Key}"),
            tasks.Select(task => $"{task.InstanceId} {task.TaskKey}"));
        Same(world, "finished tasks", events.Where(one => one.Event is ElementCompleted { Pending: Pending.UserTask }).Select(one => $"{one.InstanceId} {((ElementCompleted)one.Event).Key}"),
            tasks.Where(task => task.Status == UserTaskStatus.Completed).Select(task => $"{task.InstanceId} {task.TaskKey}"));
        foreach (var (taskId, people) in crowd.Done)
        {
            var task = tasks.Find(row => row.Id == taskId);
            if (people.Count != 1 || task?.PerformedById != people[0] || task.Status != UserTaskStatus.Completed)
                world.Wrong($"task {taskId} was done according to {string.Join(", ", people)}, but by {task?.PerformedById} according to its row");
        }
    }

    private static void Work(World world, SimulatedDb db, List<(string InstanceId, Event Event)> events, List<CaseRow> cases)
    {
        Same(world, "disclosures", events.Where(one => one.Event is ElementCompleted { Element: "disclose" }).Select(one => one.InstanceId), db.Disclosures.AsNoTracking().ToList().Select(row => row.InstanceId));
        if (world.Ledger.Visits.Count < events.Count(one => one.Event is ElementCompleted { Element: "visit" }))
            world.Wrong("work outside was never done");
        if (db.Jobs.Any() || db.Timers.Any() || db.Subscriptions.Any())
            world.Wrong("something waits when all is quiet");
        if (cases.Any(row => row.ClosedAt is null))
            world.Wrong("a case is open when all its processes ended");
    }

    private static void Mails(World world, SimulatedDb db, List<(string InstanceId, Event Event)> events)
    {
        var mails = db.OutboxMails.AsNoTracking().ToList();
        foreach (var mail in mails.Where(mail => mail.Status != MailStatus.Sent || !world.Ledger.Mails.ContainsKey(mail.Id)))
            world.Wrong($"mail {mail.Id} ({mail.MailKind}) is {mail.Status} and was taken {world.Ledger.Mails.GetValueOrDefault(mail.Id)} times");
        foreach (var stranger in world.Ledger.Mails.Keys.Except(mails.Select(mail => mail.Id)))
            world.Wrong($"mail {stranger} left about something that never happened");
        foreach (var twice in mails.GroupBy(mail => (mail.TaskId ?? mail.CaseId, mail.MailKind, mail.RecipientId)).Where(same => same.Count() > 1))
            world.Wrong($"{twice.Count()} mails of one kind about one task to one person: {twice.Key}");
        Same(world, "tasks that somebody heard of", db.UserTasks.AsNoTracking().Select(task => task.Id).ToList(), mails.Where(mail => mail.MailKind == "TaskReady").Select(mail => mail.TaskId!).Distinct());
        var reached = events.Count(one => one.Event is UserTaskEscalated);
        if (mails.Count(mail => mail.MailKind is "TaskReminder" or "TaskEscalation") != reached)
            world.Wrong($"{reached} rungs were reached, but {mails.Count(mail => mail.MailKind is "TaskReminder" or "TaskEscalation")} mails tell of it");
        // Also what the system reads of a case is logged, before it is used.
        var logged = db.AccessLog.AsNoTracking().Select(row => row.CaseId).ToHashSet();
        foreach (var mail in mails.Where(mail => mail.RecipientKind == MailRecipientKind.Reporter && !logged.Contains(mail.CaseId)))
            world.Wrong($"the address of case {mail.CaseId} was read without a line in the log");
    }

    private static void Same(World world, string what, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var left = found.Order(StringComparer.Ordinal).ToList();
        var missing = expected.Where(one => !left.Remove(one)).ToList();
        if (missing.Count + left.Count > 0)
            world.Wrong($"{what}: missing [{string.Join(", ", missing)}], too many [{string.Join(", ", left)}]");
    }
}
