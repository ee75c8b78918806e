using System.Globalization;

namespace Signaalketen.Engine.Time;

/// <summary>An ISO 8601 repetition: how often, how far apart, and where it starts or ends.</summary>
/// <param name="Count">How many times it fires; null is without end.</param>
/// <param name="Interval">The distance between two times; never zero or backwards.</param>
/// <param name="Start">The moment the first interval starts; null is the moment it is armed.</param>
/// <param name="End">No time falls after this moment.</param>
public sealed record IsoRepeat(int? Count, IsoDuration Interval, DateTimeOffset? Start, DateTimeOffset? End)
{
    private const int LargestCount = 1_000_000;

    /// <summary>Reads <c>R3/PT1H</c>, <c>R/PT1H</c>, <c>R3/start/duration</c> or <c>R/duration/end</c>.</summary>
    public static bool TryParse(string text, TimeZoneInfo zone, out IsoRepeat value, out string error)
    {
        value = new IsoRepeat(0, IsoDuration.Zero, null, null);
        error = $"'{TimeText.Shorten(text)}' is no ISO 8601 repetition such as R3/PT1H.";
        if (text.Length > 200 || !text.StartsWith('R'))
        {
            return false;
        }

        // A zone such as @Europe/Amsterdam has a slash of its own.
        var first = text.IndexOf('/', StringComparison.Ordinal);
        if (first < 0 || !TryCount(text[1..first], out var count))
        {
            return false;
        }

        var rest = text[(first + 1)..];
        var (start, end) = ((DateTimeOffset?)null, (DateTimeOffset?)null);
        var duration = rest;
        if (rest.StartsWith('P'))
        {
            var slash = rest.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0)
            {
                duration = rest[..slash];
                if (!IsoInstant.TryParse(rest[(slash + 1)..], zone, out var until, out error))
                {
                    return false;
                }

                end = until;
            }
        }
        else
        {
            var slash = rest.LastIndexOf("/P", StringComparison.Ordinal);
            if (slash < 0 || !IsoInstant.TryParse(rest[..slash], zone, out var from, out error))
            {
                return false;
            }

            (start, duration) = (from, rest[(slash + 1)..]);
        }

        if (!IsoDuration.TryParse(duration, out var interval, out error))
        {
            return false;
        }

        if (interval.IsZero || interval.Negative)
        {
            error = "The distance between two repetitions must be more than nothing.";
            return false;
        }

        value = new IsoRepeat(count, interval, start, end);
        return true;
    }

    /// <summary>
    /// The first time it fires, when armed at a moment: at the start that is given, otherwise one interval on.
    /// Null when there is none.
    /// </summary>
    public DateTimeOffset? First(DateTimeOffset armedAt, TimeZoneInfo zone)
    {
        if (Count == 0)
        {
            return null;
        }

        return Within(Start ?? Interval.AddTo(armedAt, zone));
    }

    /// <summary>
    /// The time after one that was due (not after it was handled); null when it was the last. With a start, times are counted
    /// from it, so that a month that is too short does not shift the months behind it.
    /// </summary>
    /// <param name="dueAt">The time that was due.</param>
    /// <param name="fired">How many times it has fired by now, that one included.</param>
    /// <param name="zone">Where calendar intervals hold.</param>
    public DateTimeOffset? Next(DateTimeOffset dueAt, int fired, TimeZoneInfo zone) =>
        Count is { } count && fired >= count ? null
        : Within(Start is { } start ? Interval.Times(fired)?.AddTo(start, zone) : Interval.AddTo(dueAt, zone));

    /// <summary>ISO 8601 text that reads back to the same repetition.</summary>
    public override string ToString()
    {
        var start = Start is { } from ? IsoInstant.Format(from) + "/" : "";
        var end = End is { } until ? "/" + IsoInstant.Format(until) : "";
        return string.Create(CultureInfo.InvariantCulture, $"R{Count}/{start}{Interval}{end}");
    }

    private DateTimeOffset? Within(DateTimeOffset? moment) => moment is { } at && End is { } end && at > end ? null : moment;

    private static bool TryCount(string text, out int? count)
    {
        count = null;
        if (text is "" or "-1")
        {
            return true;
        }

        var found = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given <= LargestCount;
        count = given;
        return found;
    }
}
