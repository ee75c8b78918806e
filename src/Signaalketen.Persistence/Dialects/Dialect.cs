using System.Data.Common;
using System.Globalization;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects;

/// <summary>Everything that differs between databases. One folder per database; the rest of the house does not know which one it talks to.</summary>
public abstract class Dialect
{
    /// <summary>As options and messages name it.</summary>
    public abstract string Name { get; }

    public Traffic Traffic { get; } = new();

    /// <summary>Opens a connection that is ready for a step: its safety settings are on.</summary>
    public abstract Task<DbConnection> Open(CancellationToken ct);

    /// <summary>How many groups of steps one node writes at the same time.</summary>
    public abstract int Lanes { get; }

    /// <summary>A connection of its own for writing steps.</summary>
    /// <param name="probe">Called at every boundary where a process could die.</param>
    public abstract StepLane CreateLane(CommitProbe? probe);

    /// <summary>A statement that fails when it touches no row, so that a whole step can be sent in one go (<see cref="BatchLane"/>).</summary>
    public virtual string Guarded(string statement, Missed whenMissed) => throw new NotSupportedException($"{Name} sends one statement after the other.");

    /// <summary>What a <see cref="Guarded"/> statement that failed says; null when it was something else.</summary>
    public virtual Missed? MissedBy(DbException exception) => null;

    /// <summary>A new EF Core context of this database's own kind, which has its own migrations.</summary>
    public abstract SignaalketenDb CreateDb();

    /// <summary>The first rows only of a query that begins with <c>SELECT</c>.</summary>
    public virtual string First(string query, int count) => string.Create(CultureInfo.InvariantCulture, $"{query} LIMIT {count}");

    /// <summary>Answers one query on a connection of its own.</summary>
    public async Task<IReadOnlyList<T>> Read<T>(RowWrite query, Func<DbDataReader, T> row, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await using var command = connection.CreateCommand(query);
        Traffic.Sent(1);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>
    /// Statement that leases the first free rows of a queue table (<c>status</c>, <c>available_at</c>, <c>turn_at</c>, <c>lease_until</c>,
    /// <c>lease_token</c>, <c>attempts</c>, <c>losses</c>) in order of their turn and returns their ids and tokens. Parameters <c>@now</c>,
    /// <c>@until</c> and <c>@count</c>. Two nodes never get the same row, and none waits for a row that another is leasing (rule R6).
    /// </summary>
    public abstract string Lease(string table);

    /// <summary>
    /// Statement that takes due timers, oldest first, and returns their instances and keys; nobody else tries them before <c>@until</c>.
    /// Of each instance only its earliest timer, so that its timers fire in order whichever node fires them. Parameters as of <see cref="Lease"/>.
    /// </summary>
    public abstract string TakeDueTimers { get; }

    /// <summary>
    /// Query for the database's own time in ticks of UTC; null where the database runs on this machine's clock. Nodes go by this time
    /// (<see cref="DatabaseClock"/>), so that one with a wrong clock fires nothing early and takes no lease that still runs (rule R9).
    /// </summary>
    public virtual string? NowQuery => null;

    /// <summary>Whether the database refused a second row with the same unique value.</summary>
    public abstract bool IsDuplicate(DbException exception);

    /// <summary>What is the matter, in words of our own that do not differ between databases.</summary>
    /// <param name="exception">From the database or from EF Core; what it wraps counts.</param>
    public DatabaseTrouble TroubleOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case CommitUnknownException:
                    return DatabaseTrouble.UnknownOutcome;
                case NewerSchemaException:
                    return DatabaseTrouble.NewerSchema;
                case UnsafeDatabaseException:
                    return DatabaseTrouble.Unsafe;
                case DbException fault:
                    return TroubleOf(fault);
            }
        }

        return DatabaseTrouble.Other;
    }

    /// <summary>Checks on a live connection that a commit really survives a power cut (rules R5 and R17).</summary>
    /// <exception cref="UnsafeDatabaseException">A setting is not what it must be.</exception>
    public abstract Task VerifyDurability(CancellationToken ct);

    /// <summary>Makes sure that erased rows are not left behind in files of the database.</summary>
    /// <returns>False when a transaction that began earlier may still look at them: a next call forgets them.</returns>
    public abstract Task<bool> ForgetErased(CancellationToken ct);

    /// <summary>
    /// Waits until no other process changes the schema, and keeps others waiting until what is returned is disposed of. A process that
    /// dies lets go by dying (rule R16).
    /// </summary>
    /// <param name="deadBefore">Where a lock outlives its process: one taken before this instant belongs to the dead.</param>
    public abstract Task<IAsyncDisposable> LockSchema(DateTimeOffset deadBefore, CancellationToken ct);

    protected abstract DatabaseTrouble TroubleOf(DbException fault);

    /// <summary>Runs a statement outside any transaction.</summary>
    protected static async Task Run(DbConnection connection, string statement, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(ct);
    }

    protected static async Task<string?> Ask(DbConnection connection, string query, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToString(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }
}

/// <summary>The database would lose commits or leave erased data behind. The message names the setting and its value.</summary>
public sealed class UnsafeDatabaseException(string message) : Exception(message);

/// <summary>The connection was lost while the commit was on its way, and nobody can say any more whether it arrived (rule R11).</summary>
public sealed class CommitUnknownException(Exception lost)
    : Exception("The connection was lost during a commit. Whether it was done is unknown: look before doing it again.", lost);
