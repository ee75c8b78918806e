using System.Globalization;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Expressions;

/// <summary>Where a time holds: a fixed offset from UTC, or a named zone of the time zone database.</summary>
public sealed class FeelZone : IEquatable<FeelZone>
{
    private const int LargestOffset = 18 * 3600;
    private readonly TimeZoneInfo? _zone;

    private FeelZone(string? id, TimeZoneInfo? zone, int offsetSeconds)
    {
        Id = id;
        _zone = zone;
        OffsetSeconds = offsetSeconds;
    }

    public static FeelZone Utc { get; } = new(null, null, 0);

    /// <summary>The name of the zone, or null for a fixed offset.</summary>
    public string? Id { get; }

    /// <summary>The fixed offset in seconds east of UTC; for a named zone its standard offset.</summary>
    public int OffsetSeconds { get; }

    /// <summary>A fixed offset of at most eighteen hours; null beyond that.</summary>
    public static FeelZone? Offset(long seconds) => seconds == 0 ? Utc
        : Math.Abs(seconds) <= LargestOffset ? new FeelZone(null, null, (int)seconds) : null;

    /// <summary>A zone by its database name such as <c>Europe/Amsterdam</c>; null when unknown here.</summary>
    public static FeelZone? Named(string id) =>
        LocalTime.FindZone(id) is { } zone ? new FeelZone(id, zone, (int)zone.BaseUtcOffset.TotalSeconds) : null;

    /// <summary>The offset in seconds that clocks on the wall show at this local moment; the first of two when it is ambiguous.</summary>
    public int OffsetAt(long dayNumber, long nanoOfDay)
    {
        if (_zone is null)
        {
            return OffsetSeconds;
        }

        var local = Within(dayNumber).AddTicks(nanoOfDay / 100);
        if (_zone.IsInvalidTime(local))
        {
            // The clock skipped this moment: the offset before the jump keeps it as far after the jump as it was written.
            return (int)_zone.GetUtcOffset(local.AddHours(-3)).TotalSeconds;
        }

        if (!_zone.IsAmbiguousTime(local))
        {
            return (int)_zone.GetUtcOffset(local).TotalSeconds;
        }

        var largest = int.MinValue;
        foreach (var offset in _zone.GetAmbiguousTimeOffsets(local))
        {
            largest = Math.Max(largest, (int)offset.TotalSeconds);
        }

        return largest;
    }

    /// <summary>The offset in seconds at an instant given as a UTC day and time.</summary>
    public int OffsetAtUtc(long dayNumber, long nanoOfDay) => _zone is null
        ? OffsetSeconds
        : (int)_zone.GetUtcOffset(DateTime.SpecifyKind(Within(dayNumber).AddTicks(nanoOfDay / 100), DateTimeKind.Utc)).TotalSeconds;

    /// <summary><c>Z</c>, <c>+01:00</c> or <c>@Europe/Amsterdam</c>, as written behind a time.</summary>
    public string Format()
    {
        if (Id is not null)
        {
            return "@" + Id;
        }

        if (OffsetSeconds == 0)
        {
            return "Z";
        }

        var magnitude = Math.Abs(OffsetSeconds);
        var sign = OffsetSeconds < 0 ? '-' : '+';
        var seconds = magnitude % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{magnitude % 60:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{magnitude / 3600:00}:{magnitude / 60 % 60:00}{seconds}");
    }

    public bool Equals(FeelZone? other) =>
        other is not null && string.Equals(Id, other.Id, StringComparison.Ordinal) && OffsetSeconds == other.OffsetSeconds;

    public override bool Equals(object? obj) => Equals(obj as FeelZone);

    public override int GetHashCode() => HashCode.Combine(Id, OffsetSeconds);

    // Years outside DateTime borrow the rules of the nearest year that has the same calendar.
    private static DateTime Within(long dayNumber)
    {
        const long era = 146_097;
        const long first = -719_162 + era;
        const long last = 2_932_896 - era;
        if (dayNumber < first)
        {
            dayNumber += ((first - dayNumber + era - 1) / era) * era;
        }
        else if (dayNumber > last)
        {
            dayNumber -= ((dayNumber - last + era - 1) / era) * era;
        }

        return DateTime.UnixEpoch.AddDays(dayNumber) is var day ? DateTime.SpecifyKind(day, DateTimeKind.Unspecified) : default;
    }
}
