using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Time;

public class LadderOffsetTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Netherlands;

    private static DateTimeOffset At(string text)
    {
        Assert.True(IsoInstant.TryParse(text, Calendar.Zone, out var instant, out var error), error);
        return instant;
    }

    [Theory]
    [InlineData("0", "2027-03-30T12:00", "2027-04-06T17:00", "2027-04-06T17:00")]
    [InlineData("-1 wd", "2027-03-24T12:00", "2027-03-31T17:00", "2027-03-30T09:00")]
    [InlineData("-1 wd", "2027-03-24T12:00", "2027-03-30T17:00", "2027-03-25T09:00")]
    [InlineData("+1 wd", "2027-03-24T12:00", "2027-03-25T17:00", "2027-03-30T09:00")]
    [InlineData("+3 wd", "2027-03-24T12:00", "2027-03-25T17:00", "2027-04-01T09:00")]
    [InlineData("-14 d", "2027-07-01T11:00", "2027-10-01T17:00", "2027-09-17T09:00")]
    [InlineData("-5 wd", "2027-07-01T11:00", "2027-10-01T17:00", "2027-09-24T09:00")]
    [InlineData("+5 wd", "2027-07-01T11:00", "2027-10-01T17:00", "2027-10-08T09:00")]
    [InlineData("+30 min", "2027-05-16T23:12", "2027-05-16T23:42", "2027-05-17T00:12")]
    [InlineData("+60 min", "2027-05-16T23:12", "2027-05-16T23:42", "2027-05-17T00:42")]
    [InlineData("-1 wd", "2027-03-30T12:00", "2027-03-31T17:00", "2027-03-30T12:00")]
    [InlineData("-2 oh", "2027-03-24T12:00", "2027-03-25T10:00", "2027-03-24T16:00")]
    [InlineData("-2 oh", "2027-03-23T12:00", "2027-03-28T10:00", "2027-03-25T15:00")]
    [InlineData("-8 oh", "2027-03-23T12:00", "2027-03-25T17:00", "2027-03-25T09:00")]
    [InlineData("-8 oh", "2027-03-23T12:00", "2027-03-25T09:00", "2027-03-24T09:00")]
    [InlineData("-1 w", "2027-06-01T12:00", "2027-06-16T17:00", "2027-06-09T09:00")]
    [InlineData("+2 w", "2027-06-01T12:00", "2027-06-02T17:00", "2027-06-16T09:00")]
    [InlineData("+1 m", "2027-06-01T12:00", "2027-06-02T17:00", "2027-07-02T09:00")]
    [InlineData("-1 y", "2026-01-01T12:00", "2027-06-02T17:00", "2026-06-02T09:00")]
    [InlineData("-4 h", "2027-06-01T12:00", "2027-06-02T17:00", "2027-06-02T13:00")]
    [InlineData("+8 oh", "2027-03-24T12:00", "2027-03-25T09:00", "2027-03-25T17:00")]
    [InlineData("+2 oh", "2027-03-24T12:00", "2027-03-25T16:00", "2027-03-30T10:00")]
    [InlineData("50%", "2027-03-30T13:00", "2027-04-01T17:00", "2027-03-31T15:00")]
    [InlineData("50%", "2027-03-25T09:00", "2027-03-30T17:00", "2027-03-25T17:00")]
    [InlineData("50%", "2027-05-16T23:12", "2027-05-16T23:42", "2027-05-16T23:27")]
    // A term of a whole day is no longer one of hours: half of eight hours of opening time.
    [InlineData("50%", "2027-06-09T12:00", "2027-06-10T12:00", "2027-06-09T16:00")]
    [InlineData("50%", "2027-06-09T12:00", "2027-06-10T11:00", "2027-06-09T23:30")]
    [InlineData("1%", "2027-05-16T23:00", "2027-05-17T00:40", "2027-05-16T23:01")]
    [InlineData("99%", "2027-05-16T23:00", "2027-05-17T00:40", "2027-05-17T00:39")]
    [InlineData(" +30 min ", "2027-05-16T23:12", "2027-05-16T23:42", "2027-05-17T00:12")]
    [InlineData("25%", "2027-05-16T23:00", "2027-05-17T03:00", "2027-05-17T00:00")]
    public void Rungs_fall_around_the_due_date(string text, string start, string due, string expected)
    {
        Assert.True(LadderOffset.TryParse(text, out var rung, out var error), error);
        Assert.Empty(error);
        Assert.Equal(At(expected), rung.InstantFor(At(start), At(due), Calendar));
    }

    [Fact]
    public void Half_of_a_long_term_of_hours_is_half_of_the_clock()
    {
        Assert.True(Term.TryParse("72 h", out var term, out _));
        Assert.True(LadderOffset.TryParse("50%", out var rung, out _));
        var start = At("2027-05-14T10:00");

        Assert.Equal(At("2027-05-15T22:00"), rung.InstantFor(start, term.DueAt(start, Calendar)!.Value, Calendar, term));
    }

    [Theory]
    [InlineData("PT36H", "2027-06-10T06:00")]
    [InlineData("P2D", "2027-06-10T12:00")]
    [InlineData("2 d", "2027-06-10T14:30")]
    [InlineData("10 h", "2027-06-09T17:00")]
    [InlineData("600 min", "2027-06-09T17:00")]
    public void Half_of_a_term_is_half_of_what_it_runs_in(string text, string expected)
    {
        Assert.True(Term.TryParse(text, out var term, out _));
        Assert.True(LadderOffset.TryParse("50%", out var rung, out _));
        var start = At("2027-06-09T12:00");

        Assert.Equal(At(expected), rung.InstantFor(start, term.DueAt(start, Calendar)!.Value, Calendar, term));
    }

    [Fact]
    public void A_rung_outside_the_known_years_has_no_moment()
    {
        var start = At("2027-06-09T12:00");
        foreach (var text in new[] { "+9000 y", "+10000 m", "+10000 wd", "+10000 oh" })
        {
            Assert.True(LadderOffset.TryParse(text, out var rung, out _));
            Assert.Null(rung.InstantFor(start, At("2199-12-30T10:00"), Calendar));
        }

        Assert.True(LadderOffset.TryParse("-1 oh", out var back, out _));
        Assert.Null(back.InstantFor(start, At("2201-01-06T17:00"), Calendar));
    }

    [Theory]
    [InlineData("50%")]
    [InlineData("0")]
    [InlineData("-1 wd")]
    [InlineData("+30 min")]
    public void Rungs_read_back_as_written(string text)
    {
        Assert.True(LadderOffset.TryParse(text, out var rung, out _));
        Assert.Equal(text, rung.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 wd")]
    [InlineData("+")]
    [InlineData("100%")]
    [InlineData("-5%")]
    [InlineData("0%")]
    [InlineData("%")]
    [InlineData("-")]
    [InlineData("-wd")]
    [InlineData("+1 jaar")]
    public void Bad_rungs_are_refused_with_a_reason(string text)
    {
        Assert.False(LadderOffset.TryParse(text, out _, out var error));
        Assert.StartsWith($"'{text}' is no rung such as", error, StringComparison.Ordinal);
    }
}
