using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Runtime.Jobs;

namespace Signaalketen.Chaos.Nodes;

/// <summary>Work with an effect outside the database: a line in the journal. Now and then it takes longer than a lease.</summary>
internal sealed class EffectJob(Journal journal, Dialect dialect, NodeSettings settings) : IJobHandler
{
    public const string Name = "effect";

    public string Type => Name;

    public async Task<JobOutcome> Run(JobWork work, CancellationToken ct)
    {
        await using (var db = dialect.CreateDb())
        {
            var token = await db.Jobs.Where(row => row.Id == work.JobId).Select(row => row.LeaseToken).SingleOrDefaultAsync(ct);
            journal.Write("effect", work.JobId, token.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var chance = Random.Shared.Next(100);
        await Task.Delay(chance < 2 ? settings.Lease + TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(chance), ct);
        NodeProgram.Tell("did");
        return JobOutcome.Done.Nothing;
    }
}

/// <summary>Brings its node down each time it is begun.</summary>
internal sealed class KillerJob(Journal journal) : IJobHandler
{
    public const string Name = "killer";

    public string Type => Name;

    public Task<JobOutcome> Run(JobWork work, CancellationToken ct)
    {
        journal.Write("killer", work.JobId);
        System.Diagnostics.Process.GetCurrentProcess().Kill();
        throw new InvalidOperationException("A process that was killed goes on.");
    }
}

/// <summary>Fails each time.</summary>
internal sealed class ThrowerJob(Journal journal) : IJobHandler
{
    public const string Name = "thrower";

    public string Type => Name;

    public Task<JobOutcome> Run(JobWork work, CancellationToken ct)
    {
        journal.Write("thrower", work.JobId);
        throw new InvalidOperationException("It never works.");
    }
}
