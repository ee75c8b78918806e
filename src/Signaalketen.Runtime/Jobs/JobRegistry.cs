using System.Collections.Frozen;

namespace Signaalketen.Runtime.Jobs;

/// <summary>Which handler does which type. Handlers are registered by name; nothing is found by scanning.</summary>
public sealed class JobRegistry(IEnumerable<IJobHandler> handlers)
{
    private readonly FrozenDictionary<string, IJobHandler> byType = handlers.ToFrozenDictionary(handler => handler.Type, StringComparer.Ordinal);

    public IEnumerable<string> Types => byType.Keys.Order(StringComparer.Ordinal);

    public bool Knows(string type) => byType.ContainsKey(type);

    public IJobHandler? Find(string type) => byType.GetValueOrDefault(type);
}
