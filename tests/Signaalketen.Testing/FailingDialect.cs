using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Dialects.Sqlite;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Testing;

/// <summary>A real SQLite database whose connections fail on command, as one does whose server went away.</summary>
public sealed class FailingDialect : Dialect
{
    private readonly SqliteDialect inner;
    private readonly DbContextOptions<SqliteSignaalketenDb> options;

    public FailingDialect(string file)
    {
        inner = new SqliteDialect(file);
        options = new DbContextOptionsBuilder<SqliteSignaalketenDb>()
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = inner.File, ForeignKeys = true }.ToString())
            .AddInterceptors(new Opening(this)).Options;
    }

    /// <summary>What every connection meets; null while all is well.</summary>
    public Func<Exception>? Fault { get; set; }

    /// <summary>How far this database's clock is behind that of the machine; null when it has none of its own.</summary>
    public TimeSpan? Behind { get; set; }

    public override string Name => inner.Name;

    public override int Lanes => inner.Lanes;

    // Day 1721425.5 of the Julian count is the first of January of year 1, where ticks begin.
    public override string? NowQuery => Behind is { } behind
        ? $"SELECT CAST((julianday('now') - 1721425.5) * {TimeSpan.TicksPerDay} AS INTEGER) - {behind.Ticks}"
        : null;

    /// <summary>As SQLite reports it, by its result code.</summary>
    public static Func<Exception> Code(int code) => () => new SqliteException($"SQLite Error {code}: 'on command'.", code);

    public override Task<DbConnection> Open(CancellationToken ct)
    {
        Check();
        return inner.Open(ct);
    }

    public override StepLane CreateLane(CommitProbe? probe) => new Lane(this, inner.CreateLane(probe));

    public override SignaalketenDb CreateDb() => new SqliteSignaalketenDb(options);

    public override string Lease(string table) => inner.Lease(table);

    public override string TakeDueTimers => inner.TakeDueTimers;

    public override bool IsDuplicate(DbException exception) => inner.IsDuplicate(exception);

    public override Task VerifyDurability(CancellationToken ct)
    {
        Check();
        return inner.VerifyDurability(ct);
    }

    public override Task<bool> ForgetErased(CancellationToken ct)
    {
        Check();
        return inner.ForgetErased(ct);
    }

    public override Task<IAsyncDisposable> LockSchema(DateTimeOffset deadBefore, CancellationToken ct)
    {
        Check();
        return inner.LockSchema(deadBefore, ct);
    }

    protected override DatabaseTrouble TroubleOf(DbException fault) => SqliteTroubles.Of(fault);

    private void Check()
    {
        if (Fault is { } fault)
            throw fault();
    }

    private sealed class Lane(FailingDialect dialect, StepLane inner) : StepLane
    {
        public override Task<CommitOutcome[]> Write(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
        {
            dialect.Check();
            return inner.Write(steps);
        }

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Opening(FailingDialect dialect) : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        {
            dialect.Check();
            return result;
        }

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            dialect.Check();
            return ValueTask.FromResult(result);
        }
    }
}
