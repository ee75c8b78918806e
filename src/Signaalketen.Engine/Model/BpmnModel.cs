namespace Signaalketen.Engine.Model;

/// <summary>One BPMN file: its processes and global tasks, ready to get a version.</summary>
public sealed class BpmnModel(IReadOnlyList<ProcessModel> processes, IReadOnlyList<ProcessModel> globalTasks)
{
    /// <summary>In document order: the first one is the main process of the file.</summary>
    public IReadOnlyList<ProcessModel> Processes { get; } = processes;

    /// <summary>Tasks that call activities share (BPMN 2.0.2, 10.3.6), each as a process of that one task. In document order.</summary>
    public IReadOnlyList<ProcessModel> GlobalTasks { get; } = globalTasks;

    /// <summary>All that can be run or called.</summary>
    public IEnumerable<ProcessDefinition> ProcessDefinitions(int version) => Callable.Select(callable => new ProcessDefinition(callable, version));

    public ProcessDefinition ProcessDefinition(string processId, int version) => new(Callable.First(callable => callable.Id == processId), version);

    private IEnumerable<ProcessModel> Callable => Processes.Concat(GlobalTasks);
}
