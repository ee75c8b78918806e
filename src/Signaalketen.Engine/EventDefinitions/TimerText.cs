using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>The three kinds of timer text, ISO 8601.</summary>
internal static class TimerText
{
    /// <summary>Whether a text is ISO 8601 as it stands; otherwise it is read as FEEL.</summary>
    public static bool IsLiteral(string text, TimerKind kind) => kind switch
    {
        TimerKind.Date => IsoInstant.TryParse(text, TimeZoneInfo.Utc, out _, out _),
        TimerKind.Duration => IsoDuration.TryParse(text, out _, out _),
        _ => IsoRepeat.TryParse(text, TimeZoneInfo.Utc, out _, out _) || IsoDuration.TryParse(text, out _, out _),
    };

    /// <summary>The text of a value that may set a timer, or null.</summary>
    public static string? Of(FeelValue value) => value switch
    {
        FeelString text => text.Value.Trim(),
        FeelDateTime moment => moment.Format(),
        FeelDate date => date.Format(),
        FeelDaysAndTimeDuration duration => duration.Format(),
        FeelYearsAndMonthsDuration duration => duration.Format(),
        _ => null,
    };

    /// <summary>When it fires. What a value turns out to be counts for more than the kind the model announced.</summary>
    public static TimerPlan? Plan(string text, TimerKind kind, DateTimeOffset now, TimeZoneInfo zone, out string error)
    {
        if (kind == TimerKind.Cycle && IsoRepeat.TryParse(text, zone, out var repeat, out error))
            return Cycle(repeat, now, zone, out error);
        if (IsoDuration.TryParse(text, out var duration, out error))
        {
            if (duration.AddTo(now, zone) is not { } due)
                return Refuse($"'{text}' from now lies outside the calendar.", out error);
            if (kind == TimerKind.Cycle)
                return duration.IsZero || duration.Negative
                    ? Refuse("the distance between two times must be more than nothing.", out error)
                    : Cycle(new(null, duration, null, null), now, zone, out error);
            return new(due, 0, null);
        }

        if (kind != TimerKind.Duration && IsoInstant.TryParse(text, zone, out var instant, out error))
            return new(instant, 0, null);
        return Refuse($"'{text}' is not a {kind switch { TimerKind.Date => "date", TimerKind.Duration => "duration", _ => "cycle" }} in ISO 8601.", out error);
    }

    private static TimerPlan? Cycle(IsoRepeat repeat, DateTimeOffset now, TimeZoneInfo zone, out string error)
    {
        error = "";
        if (repeat.Count == 0)
            return Refuse("a cycle of 0 times never fires.", out error);
        return TimerPlan.First(repeat, now, zone) ?? Refuse("its first time lies after its end, or outside the calendar.", out error);
    }

    private static TimerPlan? Refuse(string why, out string error)
    {
        error = why;
        return null;
    }
}
