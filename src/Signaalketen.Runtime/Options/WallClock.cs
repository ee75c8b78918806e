namespace Signaalketen.Runtime.Options;

/// <summary>Instants as the municipality's clock on the wall shows them.</summary>
public sealed class WallClock(RuntimeOptions options)
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(options.Calendar.TimeZone);

    public DateTimeOffset Of(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Of(instant).DateTime);
}
