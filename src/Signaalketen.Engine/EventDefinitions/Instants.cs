using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>Reads a moment out of a value.</summary>
internal static class Instants
{
    /// <summary>A date and time (without zone: in <paramref name="zone"/>), a date (its first moment there), or ISO 8601 text of either.</summary>
    public static bool TryRead(FeelValue value, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        instant = default;
        return value switch
        {
            FeelDateTime { Zone: not null } moment => moment.TryToInstant(out instant),
            FeelDateTime moment => IsoInstant.TryParse(moment.Format(), zone, out instant, out _),
            FeelDate date => IsoInstant.TryParse(date.Format(), zone, out instant, out _),
            FeelString text => IsoInstant.TryParse(text.Value, zone, out instant, out _),
            _ => false,
        };
    }
}
