using System.Collections.Concurrent;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>
/// Instances as this node last saw or wrote them, so that the next step needs no look in the database. Only a guess: the step's own
/// transaction holds the version against the row, and a refusal is only believed of what was just read.
/// </summary>
public sealed class HotInstances
{
    // A state is some kilobytes; a case has a few steps a day.
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<string, HotInstance> known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> order = new();

    public HotInstance? Find(string instanceId) => known.GetValueOrDefault(instanceId);

    /// <summary>Remembers an instance that goes on; the one that was first remembered longest ago makes room.</summary>
    public void Keep(HotInstance instance)
    {
        if (known.TryAdd(instance.Stored.Id, instance))
        {
            order.Enqueue(instance.Stored.Id);
            while (known.Count > Most && order.TryDequeue(out var oldest))
                known.TryRemove(oldest, out _);
        }
        else
        {
            known[instance.Stored.Id] = instance;
        }
    }

    public void Forget(string instanceId) => known.TryRemove(instanceId, out _);
}

/// <summary>An instance with its state read.</summary>
public sealed record HotInstance(StoredInstance Stored, InstanceState State);
