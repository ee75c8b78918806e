using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Model;

/// <summary>The definitions a step may need: the instance's own and those it calls. Immutable.</summary>
public sealed class DefinitionSet
{
    public static readonly DefinitionSet Empty = new([]);

    private readonly SortedDictionary<string, ProcessDefinition> byKey = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ProcessDefinition> latest = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, IReadOnlyList<FeelExpression>> messageKeys = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, string> messageNames = new(StringComparer.Ordinal);

    private DefinitionSet(IEnumerable<ProcessDefinition> definitions)
    {
        foreach (var definition in definitions)
        {
            byKey[definition.Key] = definition;
            if (!latest.TryGetValue(definition.Id, out var other) || other.Version < definition.Version)
                latest[definition.Id] = definition;
            HasConditions |= definition.HasConditions;
            HasComplexGateways |= definition.Nodes.Any(node => node is ComplexGateway);
            foreach (var (name, key) in definition.MessageKeys)
                messageKeys[name] = key;
            foreach (var (id, name) in definition.MessageNames)
                messageNames.TryAdd(id, name);
        }
    }

    public IReadOnlyCollection<ProcessDefinition> All => byKey.Values;

    /// <summary>Whether any definition waits for conditions, so that changes of variables matter.</summary>
    internal bool HasConditions { get; }

    internal bool HasComplexGateways { get; }

    /// <summary>The name of each message by its id in its file: people may use either.</summary>
    public IReadOnlyDictionary<string, string> MessageNames => messageNames;

    /// <summary>How the key of a message is read from what it carries; empty when no process says so.</summary>
    internal IReadOnlyList<FeelExpression> MessageKey(string name) => messageKeys.GetValueOrDefault(name, []);

    public static DefinitionSet Of(IEnumerable<ProcessDefinition> definitions) => new(definitions);

    /// <summary>The definition with this key, or null.</summary>
    public ProcessDefinition? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The highest version of a process, or null.</summary>
    public ProcessDefinition? Latest(string processId) => latest.GetValueOrDefault(processId);

    public DefinitionSet With(IEnumerable<ProcessDefinition> more) => new(byKey.Values.Concat(more));
}
