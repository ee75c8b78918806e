using System.Collections.Frozen;
using System.Data.Common;
using Signaalketen.Persistence.Dialects;

namespace Signaalketen.Persistence.Steps;

/// <summary>
/// Loads an instance and commits a step: everything in one transaction or nothing (rule R1). Steps that wait for each other share
/// one transaction (group commit): one flush to disk serves them all, and each keeps an outcome of its own.
/// </summary>
/// <param name="probe">Called at every boundary where a process could die; tests let it throw there.</param>
public sealed class StepStore(Dialect dialect, CommitProbe? probe = null) : IAsyncDisposable, IDisposable
{
    // Larger groups win little and make the first of them wait for the last.
    private const int LargestGroup = 64;

    // The conflicts are read after the version: whoever declares one later also raises it, and this step then finds out.
    private const string LoadInstance =
        """
        SELECT p.state_text, p.version, p.history_count, p.case_id, c.reference, c.owner_id, c.deputy_id, c.frozen_at, c.version,
            (SELECT MAX(serial) FROM process_definition)
        FROM process_instance p JOIN case_file c ON c.id = p.case_id
        WHERE p.id = @id;
        SELECT k.account_id FROM process_instance p JOIN case_conflict k ON k.case_id = p.case_id WHERE p.id = @id
        """;

    private readonly CommitAgain again = new(dialect);
    private readonly Lock gate = new();
    private readonly Queue<PendingStep> waiting = new();
    private readonly Stack<StepLane> free = new(Enumerable.Range(0, dialect.Lanes).Select(_ => dialect.CreateLane(probe)));
    private int lastGroup;

    public async Task<StoredInstance?> Load(string instanceId, CancellationToken ct)
    {
        await using var connection = await dialect.Open(ct);
        await using var command = connection.CreateCommand(RowWrite.Of(LoadInstance, ("id", instanceId)));
        dialect.Traffic.Sent(2);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        var stored = new StoredInstance(
            instanceId, reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(9, orElse: 0),
            new(reader.GetString(3), reader.GetString(4), reader.GetText(5), reader.GetText(6), !reader.IsDBNull(7), reader.GetInt64(8), FrozenSet<string>.Empty));
        await reader.NextResultAsync(ct);
        var conflicted = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
            conflicted.Add(reader.GetString(0));
        return conflicted.Count == 0 ? stored : stored with { Case = stored.Case with { Conflicted = conflicted } };
    }

    /// <summary>Writes all rows or none.</summary>
    /// <exception cref="CommitUnknownException">The answer to the commit was lost, and the database cannot be asked any more.</exception>
    public Task<CommitOutcome> Commit(IReadOnlyList<RowWrite> writes, CancellationToken ct) => again.Run(writes, () => Queue(writes, ct));

    private async Task<CommitOutcome> Queue(IReadOnlyList<RowWrite> writes, CancellationToken ct)
    {
        var step = new PendingStep(writes, ct);
        StepLane? lane;
        lock (gate)
        {
            waiting.Enqueue(step);
            free.TryPop(out lane);
        }

        if (lane is not null)
            await Lead(lane, step);
        return await step.Outcome;
    }

    /// <summary>Leases the first free rows of a queue, at most so many.</summary>
    public async Task<IReadOnlyList<LeasedRow>> Lease(string table, DateTimeOffset now, DateTimeOffset until, int count, CancellationToken ct) =>
        await dialect.Read(RowWrite.Of(dialect.Lease(table), ("now", now), ("until", until), ("count", count)), reader => new LeasedRow(reader.GetString(0), reader.GetInt64(1)), ct);

    /// <summary>Takes due timers, the earliest of each instance; nobody else tries them before <paramref name="until"/>.</summary>
    public async Task<IReadOnlyList<(string InstanceId, long TimerKey)>> TakeDueTimers(DateTimeOffset now, DateTimeOffset until, int count, CancellationToken ct) =>
        await dialect.Read(RowWrite.Of(dialect.TakeDueTimers, ("now", now), ("until", until), ("count", count)), reader => (reader.GetString(0), reader.GetInt64(1)), ct);

    public async ValueTask DisposeAsync()
    {
        while (free.TryPop(out var lane))
            await lane.DisposeAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    // Whoever finds a lane free writes for everybody who waits, and hands it on as soon as its own step is through.
    private async Task Lead(StepLane lane, PendingStep? own)
    {
        for (; ; )
        {
            // Those whose steps were written together come back together: whoever is first lets the others, who run already, come along.
            if (Volatile.Read(ref lastGroup) > 1)
                await Task.Yield();
            if (Take(lane) is not { } group)
                return;
            await Write(lane, group);
            if (own?.Outcome.IsCompleted != true)
                continue;
            // The next group goes on its way from here, so that the database need not wait while this one's caller goes on.
            if (!Rest(lane))
                _ = Lead(lane, null);
            return;
        }
    }

    // True when nobody waits: the lane is free for whoever comes next.
    private bool Rest(StepLane lane)
    {
        lock (gate)
        {
            if (waiting.Count > 0)
                return false;
            free.Push(lane);
            return true;
        }
    }

    private List<PendingStep>? Take(StepLane lane)
    {
        lock (gate)
        {
            var group = new List<PendingStep>(Math.Min(waiting.Count, LargestGroup));
            while (group.Count < LargestGroup && waiting.TryDequeue(out var step))
            {
                if (!step.GaveUp())
                    group.Add(step);
            }

            if (group.Count > 0)
            {
                lastGroup = group.Count;
                return group;
            }

            free.Push(lane);
            return null;
        }
    }

    private static async Task Write(StepLane lane, List<PendingStep> group)
    {
        try
        {
            var outcomes = await lane.Write([.. group.Select(step => step.Writes)]);
            for (var index = 0; index < group.Count; index++)
                group[index].End(outcomes[index]);
        }
        catch (Exception exception)
        {
            // Whose fault it is, is not known: none of them counts as written.
            foreach (var step in group)
                step.Fail(exception);
        }
    }
}
