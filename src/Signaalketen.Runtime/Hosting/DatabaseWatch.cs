using Microsoft.Extensions.Logging;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Hosting;

/// <summary>
/// Knows how the database is doing, in words for an operator: from a look of its own now and then, which also writes, because a full
/// disk only shows then, and from what requests run into. While there is trouble it looks at every beat, so that a node comes back by itself.
/// </summary>
public sealed class DatabaseWatch(StepParts parts, SchemaUpgrade schema, ILogger<DatabaseWatch> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // More than fits beside other rows, so that the database must find room for it.
    private const int Bulk = 8192;

    private TroubleReport? trouble;
    private DateTimeOffset? lookedAt;

    /// <summary>What is the matter; null when all is well.</summary>
    public TroubleReport? Trouble => Volatile.Read(ref trouble);

    /// <returns>Whether the database can be worked with.</returns>
    public async Task<bool> Look(DateTimeOffset now, CancellationToken ct)
    {
        if (Trouble is null && lookedAt is { } last && now - last < Interval)
            return true;
        try
        {
            if (await schema.Pending(ct) is { Count: > 0 })
                throw new OlderSchemaException();
            await Write(now, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Begin(exception is OlderSchemaException ? DatabaseTrouble.OlderSchema : parts.Dialect.TroubleOf(exception));
            return false;
        }

        lookedAt = now;
        if (Interlocked.Exchange(ref trouble, null) is { } over)
            log.LogWarning("The database is back after {Trouble}; work goes on", over.Trouble);
        return true;
    }

    /// <summary>Takes note of what a request ran into.</summary>
    /// <returns>What is the matter with the database; null when the fault was another one.</returns>
    public TroubleReport? Saw(Exception exception)
    {
        var found = parts.Dialect.TroubleOf(exception);
        if (found is DatabaseTrouble.Other or DatabaseTrouble.ValueRefused)
            return null;
        // These pass with the step that met them, and say nothing of the next one.
        if (found is not (DatabaseTrouble.Busy or DatabaseTrouble.Deadlock or DatabaseTrouble.Serialization or DatabaseTrouble.LostConnection or DatabaseTrouble.UnknownOutcome))
            Begin(found);
        return TroubleReport.Of(found);
    }

    private void Begin(DatabaseTrouble found)
    {
        var report = TroubleReport.Of(found);
        // Once per trouble, not once per beat.
        if (Interlocked.Exchange(ref trouble, report)?.Trouble != found)
            log.LogError("Database trouble {Trouble}: {Cause} {Remedy}", report.Trouble, report.Cause, report.Remedy);
    }

    private async Task Write(DateTimeOffset now, CancellationToken ct)
    {
        var row = new SettingsRow { Name = "watch " + parts.Identities.NewId(now), Content = new string('.', Bulk), ChangedAt = now, ChangedBy = "system:watch" };
        await parts.Store.Commit([parts.Inserts.Of(row), RowWrite.Of("DELETE FROM settings WHERE name = @name", ("name", row.Name))], ct);
    }

    private sealed class OlderSchemaException : Exception;
}
