using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Time;

public class TermTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Netherlands;

    private static DateTimeOffset At(string text)
    {
        Assert.True(IsoInstant.TryParse(text, Calendar.Zone, out var instant, out var error), error);
        return instant;
    }

    private static Term Parsed(string text, TermKind? kind = null)
    {
        Assert.True(Term.TryParse(text, kind, out var term, out var error), error);
        Assert.Empty(error);
        return term;
    }

    // The dates of the reference scenarios.
    [Theory]
    [InlineData("2 wd", "2026-12-24T16:40", "2026-12-29T17:00")]
    [InlineData("1 wd", "2026-12-24T16:40", "2026-12-28T17:00")]
    [InlineData("5 wd", "2026-12-29T11:00", "2027-01-06T17:00")]
    [InlineData("5 wd", "2027-01-06T10:00", "2027-01-13T17:00")]
    [InlineData("10 wd", "2027-01-06T10:00", "2027-01-20T17:00")]
    [InlineData("2 wd", "2027-03-25T09:10", "2027-03-31T17:00")]
    [InlineData("1 wd", "2027-03-25T09:10", "2027-03-30T17:00")]
    [InlineData("5 wd", "2027-03-30T12:00", "2027-04-06T17:00")]
    [InlineData("5 wd", "2027-04-06T12:00", "2027-04-13T17:00")]
    [InlineData("15 wd", "2027-04-06T12:00", "2027-04-28T17:00")]
    [InlineData("10 wd", "2027-04-21T15:00", "2027-05-10T17:00")]
    [InlineData("2 wd", "2027-05-17T10:00", "2027-05-19T17:00")]
    [InlineData("2 wd", "2027-05-03T11:00", "2027-05-07T17:00")]
    [InlineData("5 wd", "2027-05-03T11:00", "2027-05-12T17:00")]
    [InlineData("10 wd", "2027-07-01T11:00", "2027-07-15T17:00")]
    [InlineData("3 wd", "2027-07-01T11:00", "2027-07-06T17:00")]
    [InlineData("5 wd", "2027-06-10T11:00", "2027-06-17T17:00")]
    [InlineData("2 wd", "2027-10-14T11:00", "2027-10-18T17:00")]
    [InlineData("10 wd", "2027-10-14T11:00", "2027-10-28T17:00")]
    [InlineData("10 wd", "2027-10-01T17:00", "2027-10-15T17:00")]
    [InlineData("3 wd", "2027-02-05T13:00", "2027-02-10T17:00")]
    [InlineData("72 h", "2027-11-15T10:20", "2027-11-18T10:20")]
    [InlineData("30 min", "2027-05-16T23:12", "2027-05-16T23:42")]
    [InlineData("4 w", "2027-07-15T10:00", "2027-08-12T17:00")]
    [InlineData("6 w", "2027-07-12T10:00", "2027-08-23T17:00")]
    [InlineData("3 m", "2027-07-01T10:00", "2027-10-01T17:00")]
    [InlineData("1 y", "2028-02-29T10:00", "2029-02-28T17:00")]
    [InlineData("PT36H", "2027-03-27T12:00", "2027-03-29T01:00")]
    [InlineData("P1M", "2027-03-25T09:10", "2027-04-25T09:10")]
    [InlineData("1 y", "2199-06-01T10:00", "2200-06-01T17:00")]
    public void Terms_end_where_the_calendar_says(string text, string start, string due) =>
        Assert.Equal(At(due), Parsed(text).DueAt(At(start), Calendar));

    [Theory]
    [InlineData("10 wd", "2027-04-21T15:00", "2027-05-11T17:00")]
    [InlineData("2 wd", "2027-05-03T11:00", "2027-05-10T17:00")]
    [InlineData("5 wd", "2027-05-03T11:00", "2027-05-13T17:00")]
    public void An_equated_day_moves_working_days(string text, string start, string due)
    {
        var calendar = new WorkingCalendar("Europe/Amsterdam", [new ExtraHoliday(new DateOnly(2027, 5, 7), "Besluit gelijkgestelde dagen")]);
        Assert.Equal(At(due), Parsed(text).DueAt(At(start), calendar));
    }

    [Theory]
    [InlineData("1 m", TermKind.Statutory, "2027-03-25T09:10", "2027-04-26T17:00")]
    [InlineData("1 m", TermKind.StatutoryFixed, "2027-03-25T09:10", "2027-04-25T17:00")]
    [InlineData("1 m", TermKind.Statutory, "2027-11-25T09:10", "2027-12-27T17:00")]
    [InlineData("1 m", TermKind.Statutory, "2026-12-24T16:40", "2027-01-25T17:00")]
    [InlineData("6 w", TermKind.Statutory, "2027-11-18T09:10", "2027-12-30T17:00")]
    [InlineData("P1M", TermKind.Statutory, "2027-03-25T09:10", "2027-04-26T17:00")]
    [InlineData("72 h", TermKind.Statutory, "2027-03-25T09:10", "2027-03-28T10:10")]
    [InlineData("91 d", TermKind.Statutory, "2027-01-23T10:00", "2027-04-24T17:00")]
    [InlineData("90 d", TermKind.Statutory, "2027-01-24T10:00", "2027-04-26T17:00")]
    [InlineData("13 w", TermKind.Statutory, "2027-01-23T10:00", "2027-04-24T17:00")]
    [InlineData("4 m", TermKind.Statutory, "2027-01-02T10:00", "2027-05-02T17:00")]
    [InlineData("1 y", TermKind.Statutory, "2026-01-02T10:00", "2027-01-02T17:00")]
    // Four days over Easter hold one working day only; the second makes the term longer.
    [InlineData("5 d", TermKind.Statutory, "2027-03-25T10:00", "2027-03-31T17:00")]
    [InlineData("5 d", TermKind.StatutoryFixed, "2027-03-25T10:00", "2027-03-30T17:00")]
    [InlineData("2 d", TermKind.Statutory, "2027-03-25T10:00", "2027-03-30T17:00")]
    [InlineData("3 d", TermKind.Statutory, "2027-03-25T10:00", "2027-03-31T17:00")]
    [InlineData("4 d", TermKind.Statutory, "2027-06-09T10:00", "2027-06-14T17:00")]
    // Twelve weeks, three months and ninety days are the longest that the law extends.
    [InlineData("12 w", TermKind.Statutory, "2027-01-30T10:00", "2027-04-26T17:00")]
    [InlineData("3 m", TermKind.Statutory, "2027-01-24T10:00", "2027-04-26T17:00")]
    [InlineData("P3M", TermKind.Statutory, "2027-01-24T10:00", "2027-04-26T17:00")]
    [InlineData("P3M1D", TermKind.Statutory, "2027-01-23T10:00", "2027-04-24T17:00")]
    [InlineData("P4M", TermKind.Statutory, "2027-01-02T10:00", "2027-05-02T17:00")]
    [InlineData("P90D", TermKind.Statutory, "2027-01-24T10:00", "2027-04-26T17:00")]
    [InlineData("P91D", TermKind.Statutory, "2027-01-23T10:00", "2027-04-24T17:00")]
    [InlineData("P1Y", TermKind.Statutory, "2026-01-02T10:00", "2027-01-02T17:00")]
    [InlineData("P2D", TermKind.Statutory, "2027-03-25T10:00", "2027-03-30T17:00")]
    [InlineData("P1M20D", TermKind.Statutory, "2027-03-03T10:00", "2027-04-23T17:00")]
    [InlineData("P2M20D", TermKind.Statutory, "2027-02-04T10:00", "2027-04-26T17:00")]
    [InlineData("P1Y1M", TermKind.Statutory, "2025-12-02T10:00", "2027-01-02T17:00")]
    // A duration with hours in it runs on, whoever laid it down.
    [InlineData("P1DT12H", TermKind.Statutory, "2027-03-25T09:10", "2027-03-26T21:10")]
    // Working days are counted, not extended: one from Friday on is Monday, though that is three days later.
    [InlineData("1 wd", TermKind.Statutory, "2027-06-11T10:00", "2027-06-14T17:00")]
    [InlineData("1 wd", TermKind.Statutory, "2027-03-25T10:00", "2027-03-30T17:00")]
    [InlineData("3 wd", TermKind.Statutory, "2027-03-25T10:00", "2027-04-01T17:00")]
    [InlineData("P2Y6M", TermKind.StatutoryFixed, "2027-01-24T10:00", "2029-07-24T17:00")]
    public void Statutory_terms_are_extended_by_the_law_on_terms(string text, TermKind kind, string start, string due) =>
        Assert.Equal(At(due), Parsed(text, kind).DueAt(At(start), Calendar));

    [Theory]
    [InlineData("4 oh", "2027-03-25T09:10", "2027-03-25T13:10")]
    [InlineData("4 oh", "2027-03-25T15:00", "2027-03-30T11:00")]
    [InlineData("4 oh", "2027-03-27T15:00", "2027-03-30T13:00")]
    [InlineData("8 oh", "2027-03-24T07:00", "2027-03-24T17:00")]
    [InlineData("9 oh", "2027-03-24T07:00", "2027-03-25T10:00")]
    public void Opening_hours_run_only_when_the_house_is_open(string text, string start, string due) =>
        Assert.Equal(At(due), Parsed(text).DueAt(At(start), Calendar));

    [Theory]
    [InlineData("5 wd", TermKind.Agreed, "5 wd")]
    [InlineData("14d", TermKind.Agreed, "14 d")]
    [InlineData("6 w", TermKind.Agreed, "6 w")]
    [InlineData("3 m", TermKind.Agreed, "3 m")]
    [InlineData("1 y", TermKind.Agreed, "1 y")]
    [InlineData("4 oh", TermKind.Hours, "4 oh")]
    [InlineData("4 h", TermKind.Hours, "4 h")]
    [InlineData("30 min", TermKind.Hours, "30 min")]
    [InlineData("PT4H", TermKind.Hours, "PT4H")]
    [InlineData("P1M", TermKind.Agreed, "P1M")]
    public void Terms_are_read_and_written(string text, TermKind kind, string written)
    {
        var term = Parsed(text);
        Assert.Equal(kind, term.Kind);
        Assert.Equal(written, term.ToString());
        Assert.Equal(term, Parsed(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wd")]
    [InlineData("5")]
    [InlineData("5 dagen")]
    [InlineData("-5 wd")]
    [InlineData("-P1D")]
    [InlineData("P")]
    [InlineData("99999999999 d")]
    [InlineData("10001 d")]
    [InlineData("1.5 h")]
    public void Bad_terms_are_refused_with_a_reason(string text)
    {
        Assert.False(Term.TryParse(text, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("5 dagen", "'5 dagen' is no term such as")]
    [InlineData("-P1D", "does not run backwards")]
    [InlineData("P1X", "'P1X' is no ISO 8601 duration")]
    [InlineData("forty characters are shown as they stand", "'forty characters are shown as they stand' is")]
    [InlineData("forty-one characters are shown cut short.", "'forty-one characters are shown cut short…' is")]
    public void The_reason_names_what_was_written(string text, string reason)
    {
        Assert.False(Term.TryParse(text, out _, out var error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_beyond_the_calendar_has_no_end()
    {
        Assert.Null(Parsed("10000 y").DueAt(At("2027-01-01T10:00"), Calendar));
        Assert.Null(Parsed("10000 wd").DueAt(At("2190-01-01T10:00"), Calendar));
        Assert.Null(Parsed("P1000000Y").DueAt(At("2027-01-01T10:00"), Calendar));
        Assert.Null(Parsed("1 d").DueAt(At("2200-12-31T10:00"), Calendar));
        Assert.Null(Parsed("1 oh").DueAt(At("2201-01-05T10:00"), Calendar));
    }
}
