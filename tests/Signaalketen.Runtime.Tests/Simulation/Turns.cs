namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>One thread on which everything of a world runs, in the order in which it became ready: nothing is left to the machine.</summary>
public sealed class Turns : TaskScheduler
{
    private readonly Queue<Task> ready = new();
    private readonly int own = Environment.CurrentManagedThreadId;

    /// <summary>Work that came from another thread: then the world is no longer decided by its seed alone.</summary>
    public string? Strayed { get; private set; }

    /// <summary>Notes whoever is not on the one thread.</summary>
    public void Check()
    {
        if (Environment.CurrentManagedThreadId != own)
            Strayed ??= Environment.StackTrace;
    }

    public Task Begin(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Goes on until everything waits for something.</summary>
    public void Settle()
    {
        while (ready.TryDequeue(out var task))
            TryExecuteTask(task);
    }

    /// <summary>For what never waits.</summary>
    public void Complete(Func<Task> work)
    {
        var task = Begin(work);
        Settle();
        if (!task.IsCompleted)
            throw new InvalidOperationException("This was not to wait for anything.");
        task.GetAwaiter().GetResult();
    }

    protected override void QueueTask(Task task)
    {
        Check();
        ready.Enqueue(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => ready;
}
