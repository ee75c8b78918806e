using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Model;

/// <summary>The definitions a step may need: the instance's own and those it calls. Immutable.</summary>
public sealed class DefinitionSet
{
    public static readonly DefinitionSet Empty = new([], []);

    private readonly SortedDictionary<string, ProcessDefinition> byKey = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ProcessDefinition> latest = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, IReadOnlyList<FeelExpression>> messageKeys = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, string> messageNames = new(StringComparer.Ordinal);

    /// <summary>By id and by name, which people may use alike; then by version.</summary>
    private readonly SortedDictionary<string, SortedDictionary<int, DecisionDefinition>> decisions = new(StringComparer.Ordinal);

    private DefinitionSet(IEnumerable<ProcessDefinition> definitions, IEnumerable<DecisionDefinition> decided)
    {
        Decisions = [.. decided];
        foreach (var decision in Decisions.Where(decision => decision.Entry.Id.Length > 0))
            Keep(decision.Entry.Id, decision);
        foreach (var decision in Decisions)
            Keep(decision.Entry.Name, decision);
        foreach (var definition in definitions)
        {
            byKey[definition.Key] = definition;
            if (!latest.TryGetValue(definition.Id, out var other) || other.Version <= definition.Version)
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

    /// <summary>The decisions that business rule tasks may ask, of every version.</summary>
    public IReadOnlyList<DecisionDefinition> Decisions { get; }

    /// <summary>Whether any definition waits for conditions, so that changes of variables matter.</summary>
    internal bool HasConditions { get; }

    internal bool HasComplexGateways { get; }

    /// <summary>The name of each message by its id in its file: people may use either.</summary>
    public IReadOnlyDictionary<string, string> MessageNames => messageNames;

    /// <summary>How the key of a message is read from what it carries; empty when no process says so.</summary>
    internal IReadOnlyList<FeelExpression> MessageKey(string name) => messageKeys.GetValueOrDefault(name, []);

    public static DefinitionSet Of(IEnumerable<ProcessDefinition> definitions, IEnumerable<DecisionDefinition>? decisions = null) => new(definitions, decisions ?? []);

    /// <summary>The definition with this key, or null.</summary>
    public ProcessDefinition? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The highest version of a process, or null.</summary>
    public ProcessDefinition? Latest(string processId) => latest.GetValueOrDefault(processId);

    /// <summary>The decision of this id or name; null when it is not deployed in the version that the binding asks for.</summary>
    public DecisionDefinition? Decision(string idOrName, CallBinding binding, ProcessDefinition asker)
    {
        if (!decisions.TryGetValue(idOrName, out var versions))
            return null;
        return binding.Kind switch
        {
            CallBindingKind.Latest => versions.Last().Value,
            CallBindingKind.Version => versions.GetValueOrDefault(binding.Version),
            _ => versions.GetValueOrDefault(asker.Version),
        };
    }

    public DefinitionSet With(IEnumerable<ProcessDefinition> more) => new(byKey.Values.Concat(more), Decisions);

    private void Keep(string known, DecisionDefinition decision)
    {
        if (!decisions.TryGetValue(known, out var versions))
            decisions[known] = versions = [];
        versions.TryAdd(decision.Version, decision);
    }
}
