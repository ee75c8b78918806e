using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine.Time;
using Signaalketen.Persistence;
using Signaalketen.Runtime.Hosting;

namespace Signaalketen.Web.Demo;

/// <summary>
/// Moves the clock of the practice environment forward and lets everything happen that would have happened on the way, each thing at its
/// own moment and in order: a reminder before an escalation, a night before a morning.
/// </summary>
public sealed class PracticeTime(DemoClock clock, SignaalketenDb db, WorkingCalendar calendar, Heartbeat heartbeat)
{
    // A model with a timer that rings without end would otherwise keep the page waiting.
    private const int MostMoments = 2_000;

    public async Task Leap(string leap, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var target = leap switch
        {
            "uur" => now.AddHours(1),
            "werkdag" => WorkingDaysLater(now, 1),
            "drie-werkdagen" => WorkingDaysLater(now, 3),
            "termijn" => await NextMoment(ct) ?? now,
            _ => now,
        };
        await AdvanceTo(target, ct);
    }

    public async Task AdvanceTo(DateTimeOffset target, CancellationToken ct)
    {
        await heartbeat.Beat(ct);
        for (var moment = 0; moment < MostMoments; moment++)
        {
            if (await NextMoment(ct) is not { } next || next > target)
                break;
            clock.AdvanceTo(next);
            await heartbeat.Beat(ct);
        }

        clock.AdvanceTo(target);
        await heartbeat.Beat(ct);
    }

    private async Task<DateTimeOffset?> NextMoment(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var timer = await db.Timers.AsNoTracking().Where(row => row.TryAt > now).MinAsync(row => (DateTimeOffset?)row.TryAt, ct);
        var start = await db.StartTriggers.AsNoTracking().Where(row => row.DueAt > now).MinAsync(row => row.DueAt, ct);
        return (timer, start) switch
        {
            ({ } first, { } second) => first < second ? first : second,
            var (first, second) => first ?? second,
        };
    }

    private DateTimeOffset WorkingDaysLater(DateTimeOffset now, int days)
    {
        var local = TimeZoneInfo.ConvertTime(now, calendar.Zone);
        var day = calendar.AddWorkingDays(DateOnly.FromDateTime(local.DateTime), days) ?? throw new InvalidOperationException("The clock has left the years of the calendar.");
        return calendar.At(day, TimeOnly.FromDateTime(local.DateTime));
    }
}
