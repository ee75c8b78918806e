using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.People;

namespace Signaalketen.Runtime.Hosting;

/// <summary>What a node does once per beat beside the work itself, a bounded piece at a time.</summary>
public sealed class Housekeeping(DefinitionCache definitions, Notifications notifications, AcceptedRequests requests, RuntimeOptions options)
{
    /// <returns>How many rows went.</returns>
    public async Task<int> RunOnce(DateTimeOffset now, CancellationToken ct)
    {
        // What another node published holds here from this beat on.
        await definitions.Newest(ct);
        return await notifications.Sweep(options.Pumps.Batch, ct) + await requests.Sweep(now, options.Pumps.Batch, ct);
    }
}
