using System.Globalization;

namespace Signaalketen.Persistence.Dialects;

/// <summary>
/// The time of the database, carried on between two looks by this machine's steady counter. All nodes of one database so have one
/// clock: due times, leases and history agree, and a machine whose clock is wrong, or is set while it runs, changes nothing (rule R9).
/// </summary>
/// <param name="machine">This machine: its counter is used, its clock only compared.</param>
public sealed class DatabaseClock(Dialect dialect, TimeProvider machine) : TimeProvider
{
    // An answer that took longer does not tell when in between it was given: this machine may have stood still before it asked, or after.
    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(200);

    private const int Looks = 3;

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

    /// <summary>
    /// Looks at the clock of the database. The answer counts for the middle of the time that asking took; one that stays away too long is asked
    /// again, and at worst counts for its beginning: a clock that is behind makes things late, one that is ahead would make them early.
    /// </summary>
    public async Task Read(CancellationToken ct)
    {
        if (dialect.NowQuery is not { } query)
            return;
        await using var connection = await dialect.Open(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        for (var look = 1; ; look++)
        {
            var asked = machine.GetTimestamp();
            var ticks = Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
            var own = machine.GetUtcNow();
            var answered = machine.GetTimestamp();
            var took = machine.GetElapsedTime(asked, answered);
            if (took > Prompt && look < Looks)
                continue;
            var instant = UtcTicks.Instant(ticks) + (took > Prompt ? TimeSpan.Zero : took / 2);
            Skew = own - instant;
            Volatile.Write(ref last, new(instant, answered));
            return;
        }
    }
}
