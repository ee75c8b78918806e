using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Model;

/// <summary>One version of one process, read, checked and ready to execute.</summary>
public sealed class ProcessDefinition
{
    private readonly SortedDictionary<string, FlowNode> nodes = new(StringComparer.Ordinal);

    internal ProcessDefinition(ProcessModel model, int version)
    {
        Model = model;
        Version = version;
        Key = $"{model.Id}:{version}";
        Gather(model.Scope);
        HasConditions = nodes.Values.OfType<ICatching>().Any(node => node.Definitions.Any(definition => definition is ConditionalEventDefinition));
    }

    /// <summary><c>processId:version</c>, unique in a municipality.</summary>
    public string Key { get; }

    public string Id => Model.Id;

    public int Version { get; }

    public string? Name => Model.Name;

    /// <summary>True for a task that call activities share (BPMN 2.0.2, 10.3.6): it is called, never started.</summary>
    public bool IsGlobalTask => Model.IsGlobalTask;

    public FlowScope Scope => Model.Scope;

    public IReadOnlyList<Lane> Lanes => Model.Lanes;

    public IReadOnlyList<Ladder> Ladders => Model.Ladders;

    /// <summary>Every node, sub-processes included, in ordinal order of id.</summary>
    public IReadOnlyCollection<FlowNode> Nodes => nodes.Values;

    /// <summary>What can start an instance.</summary>
    public IEnumerable<StartTrigger> Starts => Scope.StartEvents.SelectMany(start => StartTrigger.Of(start.Id, start.Definitions))
        .Concat(Scope.Nodes.OfType<ReceiveTask>().Where(receive => receive.Instantiates).Select(StartTrigger.Of))
        .Concat(Scope.Nodes.OfType<EventBasedGateway>().Where(gateway => gateway.Instantiates).SelectMany(gateway => gateway.Outgoing.Select(flow => flow.Target))
            .SelectMany(node => node is ReceiveTask receive ? [StartTrigger.Of(receive)] : StartTrigger.Of(node.Id, ((ICatching)node).Definitions)))
        .Distinct();

    /// <summary>Names of the messages of its file, by id.</summary>
    public IReadOnlyDictionary<string, string> MessageNames => Model.MessageNames;

    /// <summary>How the key of a message is read from what it carries, by the message's name.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<FeelExpression>> MessageKeys => Model.MessageKeys;

    internal bool HasConditions { get; }

    private ProcessModel Model { get; }

    public FlowNode? Node(string id) => nodes.GetValueOrDefault(id);

    public UserTask? UserTask(string id) => Node(id) as UserTask;

    public Ladder? Ladder(string id) => Ladders.FirstOrDefault(ladder => ladder.Id == id);

    private void Gather(FlowScope scope)
    {
        foreach (var node in scope.Nodes)
        {
            nodes.TryAdd(node.Id, node);
            if (node is SubProcess inner)
                Gather(inner.Inside);
        }
    }
}

/// <summary>A process as it stands in a file, before it gets a version.</summary>
public sealed class ProcessModel(string id, string? name, FlowScope scope)
{
    public string Id { get; } = id;

    public string? Name { get; } = name;

    public FlowScope Scope { get; } = scope;

    public bool IsGlobalTask { get; init; }

    public IReadOnlyList<Lane> Lanes { get; internal set; } = [];

    public IReadOnlyList<Ladder> Ladders { get; internal set; } = [];

    internal SortedDictionary<string, IReadOnlyList<FeelExpression>> MessageKeys { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> MessageNames { get; internal set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A way to start a process.</summary>
/// <param name="Name">Name of the message or signal; null for a none or timer start.</param>
/// <param name="Timer">The timer to arm at deployment; null for the others.</param>
public sealed record StartTrigger(string ElementId, StartKind Kind, string? Name, TimerEventDefinition? Timer)
{
    internal static StartTrigger Of(ReceiveTask receive) => new(receive.Id, StartKind.Message, receive.MessageName, null);

    internal static IEnumerable<StartTrigger> Of(string elementId, IReadOnlyList<EventDefinition> definitions)
    {
        if (definitions.Count == 0)
            yield return new(elementId, StartKind.None, null, null);
        foreach (var definition in definitions)
        {
            switch (definition)
            {
                case MessageEventDefinition message:
                    yield return new(elementId, StartKind.Message, message.Name, null);
                    break;
                case SignalEventDefinition signal:
                    yield return new(elementId, StartKind.Signal, signal.Name, null);
                    break;
                case TimerEventDefinition timer:
                    yield return new(elementId, StartKind.Timer, null, timer);
                    break;
            }
        }
    }
}

public enum StartKind
{
    None,
    Message,
    Signal,
    Timer,
}
