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
        if (await Pending(db, ct) is [])
            return [];
        // Several nodes may start at once: the first migrates, the others then find nothing left to do.
        await using var held = await dialect.LockSchema(clock.GetUtcNow() - LongestMigration, ct);
        var pending = await Pending(db, ct);
        if (pending.Count > 0)
            await db.Database.MigrateAsync(ct);
        return pending;
    }

    /// <summary>Migrations that this version has and the database has not yet.</summary>
    /// <exception cref="NewerSchemaException">The database knows migrations that this version does not.</exception>
    public async Task<IReadOnlyList<string>> Pending(CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        return await Pending(db, ct);
    }

    private static async Task<IReadOnlyList<string>> Pending(SignaalketenDb db, CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var unknown = applied.Where(name => !known.Contains(name)).ToList();
        if (unknown.Count > 0)
            throw new NewerSchemaException(unknown);
        return [.. known.Except(applied, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}

/// <summary>The database belongs to a newer version of Signaalketen.</summary>
public sealed class NewerSchemaException(IReadOnlyList<string> unknown)
    : Exception($"The database was changed by a newer version of Signaalketen (unknown: {string.Join(", ", unknown)}). Start that version, or restore a backup made before the upgrade.");
