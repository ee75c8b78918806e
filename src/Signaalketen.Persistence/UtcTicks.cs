using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Signaalketen.Persistence;

/// <summary>
/// Instants are stored as ticks of UTC (100 ns since year 1): they compare as numbers, the same way in every database,
/// and come back exactly as they went in.
/// </summary>
public sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => Instant(ticks))
{
    public static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
