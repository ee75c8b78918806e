using Signaalketen.Engine.Commands;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>The rows of one accepted step, gathered before its transaction begins.</summary>
internal sealed class StepPlan
{
    public required string InstanceId { get; init; }

    public required StoredCase Case { get; init; }

    public required Command Command { get; init; }

    public required Actor Actor { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required RowInserts Inserts { get; init; }

    public required Identities Identities { get; init; }

    public required WallClock Local { get; init; }

    public required SiteOptions Site { get; init; }

    public required JobRegistry Jobs { get; init; }

    /// <summary>Read only when a task opens, escalates or goes to another role.</summary>
    public required People.People People { get; init; }

    /// <summary>The user tasks that effects name: those in the database, and those this step opens.</summary>
    public required Dictionary<long, UserTaskRow> Tasks { get; init; }

    // A thousand jobs of one step so queue as if they came in over a quarter of an hour; alone in the queue they wait for nothing.
    private static readonly TimeSpan BetweenTurns = TimeSpan.FromSeconds(1);

    private int turns;

    /// <summary>Whether the engine had stopped somewhere before this step, or in it.</summary>
    public required bool HadIncidents { get; init; }

    /// <summary>Whether an open task has a form, so that somebody may have half of it filled in.</summary>
    public required Func<long, bool> HasForm { get; init; }

    public List<RowWrite> Writes { get; } = [];

    public List<UserTaskRow> OpenedTasks { get; } = [];

    public IReadOnlyList<OpenedTask> Opened => [.. OpenedTasks.Select(row => new OpenedTask(row.Id, row.TaskKey, row.ElementId, row.Name, row.CandidateRole, row.DueAt))];

    /// <summary>Which loops find something to do now that these rows are there. A timer that is due later is found when it is due.</summary>
    public Loops LeavesWork => Writes.Aggregate(Loops.None, (loops, write) => loops | (
        write.Inserts == typeof(JobRow) ? Loops.Jobs : write.Inserts == typeof(OutboxMailRow) ? Loops.Mail : Loops.None)) | (HasDueTimer ? Loops.Timers : Loops.None);

    /// <summary>Whether this step tells people something that, were the case not as we know it, it might not tell, or tell others.</summary>
    public bool LeansOnCase { get; set; }

    /// <summary>Whether this step freezes the case, so that our picture of it is old.</summary>
    public bool Freezes { get; set; }

    /// <summary>Whether a timer was set that is due already.</summary>
    public bool HasDueTimer { get; set; }

    /// <summary>The turn of the next job of this step: each a little after the one before it.</summary>
    public DateTimeOffset NextTurn() => Now + (turns++ * BetweenTurns);

    public string NewId() => Identities.NewId(Now);

    public void Insert<T>(T row)
        where T : class => Writes.Add(Inserts.Of(row));
}
