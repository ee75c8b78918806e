using System.Globalization;

namespace Signaalketen.Engine.Time;

/// <summary>By which rules a term ends.</summary>
public enum TermKind
{
    /// <summary>Laid down by law, with the extension of the Algemene termijnenwet, articles 1 to 3.</summary>
    Statutory,

    /// <summary>Laid down by law, and never extended.</summary>
    StatutoryFixed,

    /// <summary>Agreed working days.</summary>
    Agreed,

    /// <summary>Hours and minutes that run on (Algemene termijnenwet, article 4 under a).</summary>
    Hours,
}

/// <summary>What a term is counted in.</summary>
public enum TermUnit
{
    WorkingDays,
    Days,
    Weeks,
    Months,
    Years,
    OpeningHours,
    Hours,
    Minutes,
    Iso,
}

/// <summary>How long somebody has: an amount of one unit, or an ISO 8601 duration.</summary>
/// <param name="Amount">How many; 0 for an ISO 8601 duration.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Kind">By which rules it ends.</param>
public sealed record Term(int Amount, TermUnit Unit, TermKind Kind)
{
    private const int LargestAmount = 10_000;

    /// <summary>The duration when <see cref="Unit"/> is <see cref="TermUnit.Iso"/>.</summary>
    public IsoDuration? Iso { get; init; }

    /// <summary>
    /// Reads <c>5 wd</c>, <c>14 d</c>, <c>6 w</c>, <c>3 m</c>, <c>1 y</c>, <c>4 oh</c>, <c>4 h</c>, <c>30 min</c> or an ISO 8601 duration.
    /// </summary>
    /// <param name="text">The term.</param>
    /// <param name="kind">Its kind; when absent, hours for a clock term and agreed for the rest.</param>
    /// <param name="value">The term.</param>
    /// <param name="error">What is wrong, or empty.</param>
    public static bool TryParse(string text, TermKind? kind, out Term value, out string error)
    {
        value = new Term(0, TermUnit.Days, TermKind.Agreed);
        if (text.StartsWith('P') || text.StartsWith('-'))
        {
            if (!IsoDuration.TryParse(text, out var duration, out error))
            {
                return false;
            }

            value = new Term(0, TermUnit.Iso, kind ?? (duration.IsClockOnly ? TermKind.Hours : TermKind.Agreed)) { Iso = duration };
            error = duration.Negative ? "A term does not run backwards." : "";
            return !duration.Negative;
        }

        if (!TryAmount(text, out var amount, out var unit))
        {
            error = $"'{TimeText.Shorten(text)}' is no term such as '5 wd', '14 d', '6 w', '3 m', '1 y', '4 oh', '4 h' or '30 min'.";
            return false;
        }

        var clock = unit is TermUnit.Hours or TermUnit.Minutes or TermUnit.OpeningHours;
        value = new Term(amount, unit, kind ?? (clock ? TermKind.Hours : TermKind.Agreed));
        error = "";
        return true;
    }

    /// <summary>Whether it runs on day and night, so that half of it is half of the clock.</summary>
    internal bool RunsOn => Unit is TermUnit.Hours or TermUnit.Minutes || (Unit == TermUnit.Iso && !IsWholeDays(Iso!));

    public static bool TryParse(string text, out Term value, out string error) => TryParse(text, null, out value, out error);

    /// <summary>
    /// The last moment. A term in days, weeks, months, years or working days ends when the house closes on its last day; the
    /// day it starts does not count. An ISO 8601 duration means what ISO 8601 says, unless a law lays it down in whole days. Null outside the years of the calendar.
    /// </summary>
    public DateTimeOffset? DueAt(DateTimeOffset start, WorkingCalendar calendar)
    {
        switch (Unit)
        {
            case TermUnit.OpeningHours:
                return OpeningHours.Add(start, TimeSpan.FromHours(Amount), calendar);
            case TermUnit.Hours:
                return TimeZoneInfo.ConvertTime(start.AddHours(Amount), calendar.Zone);
            case TermUnit.Minutes:
                return TimeZoneInfo.ConvertTime(start.AddMinutes(Amount), calendar.Zone);
            case TermUnit.Iso when Kind is TermKind.Hours or TermKind.Agreed || !IsWholeDays(Iso!):
                return Iso!.AddTo(start, calendar.Zone);
        }

        var first = calendar.LocalDate(start);
        if (LastDay(first, calendar) is not { } last)
        {
            return null;
        }

        if (Kind == TermKind.Statutory && Extended(first, last, calendar) is var extended)
        {
            return extended is { } day ? calendar.At(day, calendar.ClosesAt) : null;
        }

        return calendar.At(last, calendar.ClosesAt);
    }

    /// <summary>Text that reads back to the same term, save its kind.</summary>
    public override string ToString() =>
        Unit == TermUnit.Iso ? Iso!.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Amount} {Symbol(Unit)}");

    internal static bool TryAmount(string text, out int amount, out TermUnit unit)
    {
        unit = TermUnit.Days;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (!int.TryParse(text.AsSpan(0, Math.Max(digits, 0)), NumberStyles.None, CultureInfo.InvariantCulture, out amount) || amount > LargestAmount)
        {
            return false;
        }

        TermUnit? found = text[digits..].Trim() switch
        {
            "wd" => TermUnit.WorkingDays,
            "d" => TermUnit.Days,
            "w" => TermUnit.Weeks,
            "m" => TermUnit.Months,
            "y" => TermUnit.Years,
            "oh" => TermUnit.OpeningHours,
            "h" => TermUnit.Hours,
            "min" => TermUnit.Minutes,
            _ => null,
        };
        unit = found ?? unit;
        return found is not null;
    }

    internal static string Symbol(TermUnit unit) => unit switch
    {
        TermUnit.WorkingDays => "wd",
        TermUnit.Days => "d",
        TermUnit.Weeks => "w",
        TermUnit.Months => "m",
        TermUnit.Years => "y",
        TermUnit.OpeningHours => "oh",
        TermUnit.Hours => "h",
        _ => "min",
    };

    private static bool IsWholeDays(IsoDuration duration) => duration.Clock == TimeSpan.Zero;

    private DateOnly? LastDay(DateOnly first, WorkingCalendar calendar)
    {
        if (Unit == TermUnit.WorkingDays)
        {
            return calendar.AddWorkingDays(first, Amount);
        }

        var (months, days) = Unit switch
        {
            TermUnit.Days => (0, Amount),
            TermUnit.Weeks => (0, Amount * 7),
            TermUnit.Months => (Amount, 0),
            TermUnit.Years => (Amount * 12L, 0),
            _ => ((Iso!.Years * 12L) + Iso.Months, Iso.Days),
        };
        var year = first.Year + (months / 12);
        if (year > WorkingCalendar.LastYear || days > 400_000)
        {
            return null;
        }

        var last = first.AddMonths((int)months).AddDays(days);
        return WorkingCalendar.IsKnown(last) ? last : null;
    }

    /// <summary>
    /// Algemene termijnenwet: a term that ends on a Saturday, Sunday or holiday ends on the next working day (article 1), and
    /// one of at least three days has at least two working days in it (article 2). Not for terms over twelve weeks, three months or ninety
    /// days, nor in years (article 4).
    /// </summary>
    private DateOnly? Extended(DateOnly first, DateOnly last, WorkingCalendar calendar)
    {
        if (!MayBeExtended())
        {
            return last;
        }

        if (last.DayNumber - first.DayNumber >= 3 && calendar.WorkingDaysBetween(first, last) < 2)
        {
            last = calendar.AddWorkingDays(first, 2) ?? last;
        }

        return calendar.SameOrNextWorkingDay(last);
    }

    // Working days end on one as it is, and one working day is no term of three days though a weekend may lie before it.
    private bool MayBeExtended() => Unit switch
    {
        TermUnit.Days => Amount <= 90,
        TermUnit.Weeks => Amount <= 12,
        TermUnit.Months => Amount <= 3,
        TermUnit.Iso => Iso!.Years == 0 && (Iso.Months, Iso.Days) is (0, <= 90) or (1 or 2, _) or (3, 0),
        _ => false,
    };
}
