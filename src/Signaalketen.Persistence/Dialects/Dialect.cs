using System.Data.Common;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects;

/// <summary>Everything that differs between databases. One file per database; the rest of the house does not know which one it talks to.</summary>
public abstract class Dialect
{
    /// <summary>As options and messages name it.</summary>
    public abstract string Name { get; }

    /// <summary>Opens a connection that is ready for a step: its safety settings are on.</summary>
    public abstract Task<DbConnection> Open(CancellationToken ct);

    /// <summary>How many groups of steps one node writes at the same time.</summary>
    public abstract int Lanes { get; }

    /// <summary>A connection of its own for writing steps.</summary>
    /// <param name="probe">Called at every boundary where a process could die.</param>
    public abstract StepLane CreateLane(CommitProbe? probe);

    /// <summary>A new EF Core context of this database's own kind, which has its own migrations.</summary>
    public abstract SignaalketenDb CreateDb();

    /// <summary>
    /// Statement that leases the oldest free row of a queue table (<c>status</c>, <c>available_at</c>, <c>lease_until</c>,
    /// <c>lease_token</c>, <c>attempts</c>, <c>losses</c>) and returns its id. Parameters <c>@now</c> and <c>@until</c>. Two nodes never get the same row.
    /// </summary>
    public abstract string LeaseOldest(string table);

    /// <summary><paramref name="query"/> cut off after its first row.</summary>
    public abstract string FirstRow(string query);

    /// <summary>Whether the database refused a second row with the same unique value.</summary>
    public abstract bool IsDuplicate(DbException exception);

    /// <summary>Checks on a live connection that a commit really survives a power cut (rule R17).</summary>
    /// <exception cref="UnsafeDatabaseException">A setting is not what it must be.</exception>
    public abstract Task VerifyDurability(CancellationToken ct);

    /// <summary>Makes sure that erased rows are not left behind in files of the database.</summary>
    public abstract Task ForgetErased(CancellationToken ct);

    /// <summary>Frees a migration lock that a process left behind when it died, taken before <paramref name="before"/>.</summary>
    public abstract Task ReleaseDeadMigrationLock(DateTimeOffset before, CancellationToken ct);
}

/// <summary>The database would lose commits or leave erased data behind. The message names the setting and its value.</summary>
public sealed class UnsafeDatabaseException(string message) : Exception(message);
