namespace Signaalketen.Engine.Model;

/// <summary>One BPMN file: its processes, ready to get a version.</summary>
public sealed class BpmnModel(IReadOnlyList<ProcessModel> processes)
{
    /// <summary>In document order: the first one is the main process of the file.</summary>
    public IReadOnlyList<ProcessModel> Processes { get; } = processes;

    public IEnumerable<ProcessDefinition> ProcessDefinitions(int version) =>
        Processes.Select(process => new ProcessDefinition(process, version));

    public ProcessDefinition ProcessDefinition(string processId, int version) =>
        new(Processes.First(process => process.Id == processId), version);
}
