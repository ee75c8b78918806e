using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Dialects;

namespace Signaalketen.Persistence;

/// <summary>Brings the schema to this version at start-up, and refuses a database that a newer version has already changed (rule R16).</summary>
public sealed class SchemaUpgrade(Dialect dialect, TimeProvider clock)
{
    // No migration takes this long; an older lock belongs to a process that is dead.
    private static readonly TimeSpan LongestMigration = TimeSpan.FromMinutes(10);

    /// <returns>Names of the migrations applied now.</returns>
    /// <exception cref="NewerSchemaException">The database knows migrations that this version does not.</exception>
    public async Task<IReadOnlyList<string>> Run(CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var unknown = applied.Where(name => !known.Contains(name)).ToList();
        if (unknown.Count > 0)
            throw new NewerSchemaException(unknown);
        var pending = known.Except(applied, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (pending.Count == 0)
            return pending;
        await dialect.ReleaseDeadMigrationLock(clock.GetUtcNow() - LongestMigration, ct);
        await db.Database.MigrateAsync(ct);
        return pending;
    }
}

/// <summary>The database belongs to a newer version of Signaalketen.</summary>
public sealed class NewerSchemaException(IReadOnlyList<string> unknown)
    : Exception($"The database was changed by a newer version of Signaalketen (unknown: {string.Join(", ", unknown)}). Start that version, or restore a backup made before the upgrade.");
