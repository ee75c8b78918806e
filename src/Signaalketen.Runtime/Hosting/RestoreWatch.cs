using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Hosting;

/// <summary>
/// A database that comes from a back-up knows of mails that went and terms that passed as if they were still to come. Until a person
/// releases them nothing goes by itself on any node (rule R20); people go on working. It is known by an operator's word, or because this
/// node remembers a later state; the open incident is the hold, and clearing it is the release, on record with who did it.
/// </summary>
public sealed class RestoreWatch(StepParts parts, NodeMemory memory, StepFaults faults, ILogger<RestoreWatch> log) : IDisposable
{
    public const string IncidentCode = "Restored";

    private const string Advice =
        "Nothing goes by itself: mails, terms and automatic steps wait. Compare with what went out since the back-up, then resolve this incident, or run: signaalketen admin release.";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim one = new(1, 1);
    private DateTimeOffset? lookedAt;
    private volatile bool held;
    private volatile bool doubted = true;

    /// <summary>Whether work that goes by itself waits for a person.</summary>
    public bool Held => held;

    /// <summary>The connection broke or something else failed: what is there next may be another state of the database.</summary>
    public void Doubt() => doubted = true;

    /// <summary>Looks when it is time to, and always while held or in doubt.</summary>
    /// <returns>Whether timers, jobs and mail may go.</returns>
    public async Task<bool> MayWork(DateTimeOffset now, CancellationToken ct)
    {
        if (Fresh(now))
            return true;
        await one.WaitAsync(ct);
        try
        {
            if (!Fresh(now))
                await Look(now, ct);
        }
        finally
        {
            one.Release();
        }

        return !held;
    }

    /// <summary>An operator says that the database was restored.</summary>
    public async Task Declare(DateTimeOffset now, CancellationToken ct)
    {
        await faults.Record(Incident($"{IncidentCode} {parts.Identities.NewId(now)}", "An operator said that the database was restored from a back-up.", now), ct);
        Doubt();
    }

    /// <summary>A person lets everything go on.</summary>
    /// <returns>False when nothing was held.</returns>
    public async Task<bool> Release(string actorId, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        if (!await db.Incidents.AnyAsync(row => row.Code == IncidentCode && row.ClearedAt == null, ct))
            return false;
        await parts.Store.Commit([IncidentWrites.ClearAllWith(IncidentCode, actorId, now)], ct);
        return true;
    }

    public void Dispose() => one.Dispose();

    private bool Fresh(DateTimeOffset now) => !held && !doubted && lookedAt is { } last && now - last < Interval;

    private async Task Look(DateTimeOffset now, CancellationToken ct)
    {
        // Before looking: doubts that come while we look count for the next time.
        doubted = false;
        try
        {
            var own = memory.Read();
            await using var db = parts.Dialect.CreateDb();
            // In a new and empty database there is nothing that could go twice.
            if (own is not null && await IsOlder(db, own, ct) && !await Released(db, own, ct) && await db.ProcessInstances.AnyAsync(ct))
                await faults.Record(Incident(IdOf(own), $"The database is older than what this node saw at {own.At:u}: it was restored from a back-up.", now), ct);
            var open = await db.Incidents.AnyAsync(row => row.Code == IncidentCode && row.ClearedAt == null, ct);
            if (open != held)
                log.LogWarning("{News}", open ? "The database was restored. " + Advice : "What waited since the database was restored was released; work goes on");
            held = open;
            // While held the memory stays as it is: a restart must find the same.
            if (!open)
                await Count(db, own ?? new(memory.NewNode(now), 0, now), now, ct);
            lookedAt = now;
        }
        catch
        {
            doubted = true;
            throw;
        }
    }

    private static async Task<bool> IsOlder(Persistence.SignaalketenDb db, Remembered own, CancellationToken ct) => await Counted(db, own.Node, ct) < own.Beat;

    private static async Task<long> Counted(Persistence.SignaalketenDb db, string node, CancellationToken ct)
    {
        var name = NameOf(node);
        var content = await db.Settings.AsNoTracking().Where(row => row.Name == name).Select(row => row.Content).SingleOrDefaultAsync(ct);
        return content is null ? 0 : long.Parse(content, CultureInfo.InvariantCulture);
    }

    // By a release after what we remember, or one about this very memory should clocks not agree.
    private static Task<bool> Released(Persistence.SignaalketenDb db, Remembered own, CancellationToken ct)
    {
        var id = IdOf(own);
        return db.Incidents.AnyAsync(row => row.Code == IncidentCode && row.ClearedAt != null && (row.RaisedAt >= own.At || row.Id == id), ct);
    }

    private async Task Count(Persistence.SignaalketenDb db, Remembered own, DateTimeOffset now, CancellationToken ct)
    {
        var (name, beat) = (NameOf(own.Node), Math.Max(own.Beat, await Counted(db, own.Node, ct)) + 1);
        var content = beat.ToString(CultureInfo.InvariantCulture);
        if (await db.Settings.Where(row => row.Name == name).ExecuteUpdateAsync(row => row.SetProperty(one => one.Content, content).SetProperty(one => one.ChangedAt, now), ct) == 0)
            await parts.Store.Commit([parts.Inserts.Of(new SettingsRow { Name = name, Content = content, ChangedAt = now, ChangedBy = "system:node" })], ct);
        memory.Write(new(own.Node, beat, now));
    }

    private static string NameOf(string node) => "node " + node;

    private static string IdOf(Remembered own) => string.Create(CultureInfo.InvariantCulture, $"{IncidentCode} {own.Node} {own.Beat}");

    private static IncidentRow Incident(string id, string cause, DateTimeOffset now) => new() { Id = id, Code = IncidentCode, Message = $"{cause} {Advice}", RaisedAt = now };
}
