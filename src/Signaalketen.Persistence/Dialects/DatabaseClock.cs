using System.Globalization;

namespace Signaalketen.Persistence.Dialects;

/// <summary>
/// The time of the database, carried on between two looks by this machine's steady counter. All nodes of one database so have one
/// clock: due times, leases and history agree, and a machine whose clock is wrong, or is set while it runs, changes nothing (rule R9).
/// </summary>
/// <param name="machine">This machine: its counter is used, its clock only compared.</param>
public sealed class DatabaseClock(Dialect dialect, TimeProvider machine) : TimeProvider
{
    private sealed record Look(DateTimeOffset Instant, long Counter);

    private Look? last;

    /// <summary>How far this machine's own clock was ahead of the database at the last look; negative when behind.</summary>
    public TimeSpan Skew { get; private set; }

    /// <summary>Until the first look, the machine's own time.</summary>
    public override DateTimeOffset GetUtcNow() =>
        Volatile.Read(ref last) is { } look ? look.Instant + machine.GetElapsedTime(look.Counter) : machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Looks at the clock of the database. The answer counts for the middle of the time that asking took.</summary>
    public async Task Read(CancellationToken ct)
    {
        if (dialect.NowQuery is not { } query)
            return;
        await using var connection = await dialect.Open(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        var asked = machine.GetTimestamp();
        var ticks = Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        var own = machine.GetUtcNow();
        var answered = machine.GetTimestamp();
        var half = machine.GetElapsedTime(asked, answered) / 2;
        var instant = UtcTicks.Instant(ticks) + half;
        Skew = own - instant;
        Volatile.Write(ref last, new(instant, answered));
    }
}
