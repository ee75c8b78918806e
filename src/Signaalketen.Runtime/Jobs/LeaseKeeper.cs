using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Jobs;

/// <summary>
/// Renews the leases of work in hand, from a thread and over a connection of its own: a busy pool must not make a node look dead. When a
/// lease cannot be renewed, the work on it is stopped before it runs out, by this machine's steady counter (rule R8).
/// </summary>
public sealed class LeaseKeeper : IDisposable
{
    private readonly Dialect dialect;
    private readonly TimeProvider clock;
    private readonly ILogger<LeaseKeeper> log;
    private readonly TimeSpan length;
    private readonly ConcurrentDictionary<(string Table, string Id), Lease> held = new();
    private readonly ManualResetEventSlim stopped = new();
    private readonly Lazy<Thread> thread;

    public LeaseKeeper(Dialect dialect, RuntimeOptions options, TimeProvider clock, ILogger<LeaseKeeper> log)
    {
        this.dialect = dialect;
        this.clock = clock;
        this.log = log;
        length = TimeSpan.FromSeconds(options.Pumps.LeaseSeconds);
        thread = new(() => new Thread(Loop) { IsBackground = true, Name = "lease keeper" });
    }

    /// <summary>Keeps a lease until it is disposed of.</summary>
    /// <param name="asked">When the lease was asked for, on the steady counter: whoever stood still since may hold one that ran out.</param>
    public Lease Hold(string table, string id, long token, long asked, CancellationToken ct)
    {
        var lease = new Lease(this, table, id, token, asked, ct);
        held[(table, id)] = lease;
        if (clock.GetElapsedTime(asked) >= length * 3 / 4)
            lease.Lose();
        lock (thread)
        {
            // A node that stops needs nobody to keep what it takes now, and a thread that finds everything put away would take the process with it.
            if (!stopped.IsSet && !thread.IsValueCreated)
                thread.Value.Start();
        }

        return lease;
    }

    /// <summary>One round: renews what is old enough, and stops the work on what is about to run out.</summary>
    public void RunOnce()
    {
        try
        {
            foreach (var lease in held.Values.Where(one => clock.GetElapsedTime(one.Since) >= length / 4))
                Renew(lease);
        }
        catch (DbException fault)
        {
            log.LogWarning("Leases could not be renewed: {Trouble}", dialect.TroubleOf(fault));
        }

        foreach (var lease in held.Values.Where(one => clock.GetElapsedTime(one.Since) >= length * 3 / 4))
            lease.Lose();
    }

    public void Dispose()
    {
        lock (thread)
        {
            stopped.Set();
        }

        if (thread.IsValueCreated)
            thread.Value.Join();
        stopped.Dispose();
    }

    internal void LetGo(Lease lease) => held.TryRemove(new((lease.Table, lease.Id), lease));

    private void Loop()
    {
        while (!stopped.Wait(length / 4))
            RunOnce();
    }

    private void Renew(Lease lease)
    {
        var asked = clock.GetTimestamp();
        using var connection = dialect.Open(CancellationToken.None).GetAwaiter().GetResult();
        using var command = connection.CreateCommand();
        var renew = QueueWrites.Renew(lease.Table, lease.Id, lease.Number, clock.GetUtcNow() + length);
        command.CommandText = renew.Sql;
        renew.Bind(command);
        dialect.Traffic.Sent(1);
        if (command.ExecuteNonQuery() > 0)
            lease.Since = asked;
        else
            lease.Lose();
    }
}

/// <summary>A lease in hand.</summary>
public sealed class Lease : IDisposable
{
    private readonly LeaseKeeper keeper;
    private readonly CancellationTokenSource stop;

    internal Lease(LeaseKeeper keeper, string table, string id, long number, long since, CancellationToken ct)
    {
        (this.keeper, Table, Id, Number, Since) = (keeper, table, id, number, since);
        stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
    }

    public string Table { get; }

    public string Id { get; }

    /// <summary>The fencing token.</summary>
    public long Number { get; }

    /// <summary>Cancelled when the node stops, or when the lease is lost.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Whether somebody else may have the work by now.</summary>
    public bool Lost { get; private set; }

    // When the last renewal was asked for, on the steady counter.
    internal long Since { get; set; }

    public void Dispose()
    {
        keeper.LetGo(this);
        stop.Dispose();
    }

    internal void Lose()
    {
        Lost = true;
        keeper.LetGo(this);
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended in this very moment.
        }
    }
}
