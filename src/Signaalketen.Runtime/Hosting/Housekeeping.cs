using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Retention;

namespace Signaalketen.Runtime.Hosting;

/// <summary>What a node does now and then beside the work itself, a bounded piece at a time.</summary>
public sealed class Housekeeping(
    DatabaseWatch watch, DefinitionCache definitions, Notifications notifications, AcceptedRequests requests, CleanUp cleanUp, LogCleanUp logs, RestoreWatch restores, RuntimeOptions options)
{
    /// <summary>While the database is in trouble somebody looks at every beat whether it is back.</summary>
    public bool InTrouble => watch.Trouble is not null;

    /// <returns>How many rows went.</returns>
    public async Task<int> RunOnce(DateTimeOffset now, CancellationToken ct)
    {
        var most = options.Pumps.Batch;
        if (!await watch.Look(now, ct))
            return 0;
        // What another node published holds here from this beat on.
        await definitions.Newest(ct);
        // What a restored database would remove waits too, until a person has looked.
        if (!await restores.MayWork(now, ct))
            return 0;
        return await notifications.Sweep(most, ct) + await requests.Sweep(now, most, ct) + await cleanUp.RunOnce(now, most, ct) + await logs.RunOnce(now, most, ct);
    }
}
