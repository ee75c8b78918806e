namespace Signaalketen.Engine.Time;

/// <summary>From the clock on the wall to the instant it stands for.</summary>
public static class LocalTime
{
    /// <summary>A local time that a clock change skips moves on by the gap; one that comes twice is the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies outside the years 1 to 9999.</exception>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            // The offset of before the change, read as an instant, is the same distance past it.
            var before = zone.GetUtcOffset(local.AddHours(-3));
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(local, before), zone);
        }

        return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
    }

    /// <summary>
    /// The zone of this name in the IANA time zone database, in its own spelling; null when it is unknown here. What else a
    /// system answers to (its own zone, other tables, another case once it has seen the right one) differs per machine.
    /// </summary>
    public static TimeZoneInfo? FindZone(string id)
    {
        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '_' or '-' or '+'))
            {
                return null;
            }
        }

        var isPlace = id is not ("Factory" or "localtime" or "posixrules")
            && id.Length < 64
            && !id.StartsWith("posix/", StringComparison.Ordinal)
            && !id.StartsWith("right/", StringComparison.Ordinal);
        return isPlace && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            && zone.HasIanaId && string.Equals(zone.Id, id, StringComparison.Ordinal)
            ? zone
            : null;
    }
}

internal static class TimeText
{
    public static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
