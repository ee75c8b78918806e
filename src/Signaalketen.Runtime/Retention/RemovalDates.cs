using Signaalketen.Casework;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Retention;

/// <summary>Days of the retention rules as instants on the municipality's clock: what goes on a day goes as that day begins.</summary>
public sealed class RemovalDates(WallClock local, RuntimeOptions options)
{
    private readonly RetentionRules rules = new(RetentionRules.CeilingWorkingDaysWithoutConcern, options.Retention.YearsAfterClosing);

    /// <param name="erased">The chain destroyed the content before it closed.</param>
    public DateTimeOffset Of(DateTimeOffset closedAt, bool erased) => Begin(rules.RemovalDay(local.DayOf(closedAt), erased));

    /// <summary>What was logged before this instant goes.</summary>
    public DateTimeOffset LogsGoBefore(DateTimeOffset now) => Begin(RetentionRules.LogsGoBefore(local.DayOf(now)));

    private DateTimeOffset Begin(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, local.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
