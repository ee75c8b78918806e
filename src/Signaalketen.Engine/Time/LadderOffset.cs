using System.Globalization;

namespace Signaalketen.Engine.Time;

/// <summary>
/// The rung of an escalation ladder: how far into a term, or how far before or after its end. Written <c>50%</c>, <c>0</c>,
/// <c>-1 wd</c>, <c>+3 wd</c>, <c>+30 min</c>, <c>-14 d</c>.
/// </summary>
public sealed record LadderOffset
{
    private LadderOffset(int? percentage, int amount, TermUnit unit)
    {
        Percentage = percentage;
        Amount = amount;
        Unit = unit;
    }

    /// <summary>The moment the term ends.</summary>
    public static LadderOffset AtDue { get; } = new(null, 0, TermUnit.Days);

    /// <summary>Part of the term that has passed, 1 to 99; null for a distance from its end.</summary>
    public int? Percentage { get; }

    /// <summary>Distance from the end: negative before, positive after.</summary>
    public int Amount { get; }

    public TermUnit Unit { get; }

    public static bool TryParse(string text, out LadderOffset value, out string error)
    {
        value = AtDue;
        error = "";
        var trimmed = text.Trim();
        if (trimmed is "0")
        {
            return true;
        }

        if (trimmed.EndsWith('%')
            && int.TryParse(trimmed.AsSpan(0, trimmed.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part is > 0 and < 100)
        {
            value = new LadderOffset(part, 0, TermUnit.Days);
            return true;
        }

        if (trimmed is [('+' or '-') and var sign, .. var distance] && Term.TryAmount(distance, out var amount, out var unit))
        {
            value = new LadderOffset(null, sign == '-' ? -amount : amount, unit);
            return true;
        }

        error = $"'{TimeText.Shorten(text)}' is no rung such as '50%', '-1 wd', '0', '+3 wd', '+30 min' or '-14 d'.";
        return false;
    }

    /// <summary>
    /// The moment of this rung. Working days count from the due date and fall when the house opens; days, weeks, months and years too;
    /// hours and minutes are exact. A percentage is of opening time, or of clock time when the term is one of hours. No rung
    /// falls before the term starts. Null outside the years of the calendar.
    /// </summary>
    /// <param name="startAt">When the term started.</param>
    /// <param name="dueAt">When it ends.</param>
    /// <param name="calendar">Whose working days and hours count.</param>
    /// <param name="term">The term itself; when absent, one shorter than a day counts as one of hours.</param>
    public DateTimeOffset? InstantFor(DateTimeOffset startAt, DateTimeOffset dueAt, WorkingCalendar calendar, Term? term = null)
    {
        if (Percentage is { } part)
        {
            return Between(startAt, dueAt, part, calendar, term?.RunsOn ?? dueAt - startAt < TimeSpan.FromHours(24));
        }

        var instant = Distance(dueAt, calendar);
        return instant < startAt ? startAt : instant;
    }

    public override string ToString() => Percentage is { } part
        ? string.Create(CultureInfo.InvariantCulture, $"{part}%")
        : Amount == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{Amount:+0;-0} {Term.Symbol(Unit)}");

    private DateTimeOffset? Distance(DateTimeOffset dueAt, WorkingCalendar calendar)
    {
        if (Amount == 0)
        {
            return dueAt;
        }

        var due = calendar.LocalDate(dueAt);
        try
        {
            return Unit switch
            {
                TermUnit.Minutes => dueAt.AddMinutes(Amount),
                TermUnit.Hours => dueAt.AddHours(Amount),
                TermUnit.OpeningHours when Amount > 0 => OpeningHours.Add(dueAt, TimeSpan.FromHours(Amount), calendar),
                TermUnit.OpeningHours => OpeningHours.Subtract(dueAt, TimeSpan.FromHours(-Amount), calendar),
                TermUnit.WorkingDays => Opening(calendar.AddWorkingDays(due, Amount), calendar),
                TermUnit.Weeks => Opening(due.AddDays(Amount * 7), calendar),
                TermUnit.Months => Opening(due.AddMonths(Amount), calendar),
                TermUnit.Years => Opening(due.AddYears(Amount), calendar),
                _ => Opening(due.AddDays(Amount), calendar),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Opening(DateOnly? date, WorkingCalendar calendar) =>
        date is { } day && WorkingCalendar.IsKnown(day) ? calendar.At(day, calendar.OpensAt) : null;

    private static DateTimeOffset? Between(DateTimeOffset startAt, DateTimeOffset dueAt, int part, WorkingCalendar calendar, bool inClockTime)
    {
        var open = inClockTime ? TimeSpan.Zero : OpeningHours.Between(startAt, dueAt, calendar);
        return open > TimeSpan.Zero
            ? OpeningHours.Add(startAt, new TimeSpan(open.Ticks * part / 100), calendar)
            : TimeZoneInfo.ConvertTime(startAt + new TimeSpan((dueAt - startAt).Ticks / 100 * part), calendar.Zone);
    }
}
