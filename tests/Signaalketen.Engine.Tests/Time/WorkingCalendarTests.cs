using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Time;

public class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Netherlands;

    private static DateTimeOffset At(string text)
    {
        Assert.True(IsoInstant.TryParse(text, Calendar.Zone, out var instant, out var error), error);
        return instant;
    }

    [Theory]
    [InlineData("2027-01-01", "Nieuwjaarsdag")]
    [InlineData("2027-03-26", "Goede Vrijdag")]
    [InlineData("2027-03-28", "Eerste Paasdag")]
    [InlineData("2027-03-29", "Tweede Paasdag")]
    [InlineData("2027-04-27", "Koningsdag")]
    [InlineData("2025-04-26", "Koningsdag")]
    [InlineData("2025-04-27", null)]
    [InlineData("2031-04-26", "Koningsdag")]
    [InlineData("2031-04-27", null)]
    [InlineData("2026-04-26", null)]
    [InlineData("2026-05-05", "Bevrijdingsdag")]
    [InlineData("2027-05-05", "Bevrijdingsdag")]
    [InlineData("2027-05-06", "Hemelvaartsdag")]
    [InlineData("2027-05-07", null)]
    [InlineData("2027-05-16", "Eerste Pinksterdag")]
    [InlineData("2027-05-17", "Tweede Pinksterdag")]
    [InlineData("2027-12-25", "Eerste Kerstdag")]
    [InlineData("2027-12-26", "Tweede Kerstdag")]
    [InlineData("2027-12-31", null)]
    public void Days_of_the_law_are_known_by_name(string date, string? name) =>
        Assert.Equal(name, Calendar.HolidayName(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(1900, 4, 15)]
    [InlineData(1954, 4, 18)]
    [InlineData(1981, 4, 19)]
    [InlineData(2000, 4, 23)]
    [InlineData(2001, 4, 15)]
    [InlineData(2008, 3, 23)]
    [InlineData(2024, 3, 31)]
    // The paschal full moon is on a Sunday: Easter is a week later.
    [InlineData(2025, 4, 20)]
    [InlineData(2038, 4, 25)]
    [InlineData(2049, 4, 18)]
    [InlineData(2076, 4, 19)]
    [InlineData(2200, 4, 6)]
    public void Easter_is_computed(int year, int month, int day) =>
        Assert.Equal("Eerste Paasdag", Calendar.HolidayName(new DateOnly(year, month, day)));

    [Fact]
    public void Easter_is_a_Sunday_between_22_March_and_25_April_in_every_known_year()
    {
        for (var year = WorkingCalendar.FirstYear; year <= WorkingCalendar.LastYear; year++)
        {
            var days = Enumerable.Range(0, 35).Select(d => new DateOnly(year, 3, 22).AddDays(d));
            var easter = Assert.Single(days, d => Calendar.HolidayName(d) == "Eerste Paasdag");
            Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
        }
    }

    [Fact]
    public void An_entered_day_is_no_working_day_and_names_its_source()
    {
        var day = new DateOnly(2027, 5, 7);
        var calendar = new WorkingCalendar("Europe/Amsterdam", [new ExtraHoliday(day, "Besluit 12")]);

        Assert.False(calendar.IsWorkingDay(day));
        Assert.Equal("Besluit 12", calendar.HolidayName(day));
        Assert.True(Calendar.IsWorkingDay(day));
    }

    [Fact]
    public void Working_days_count_forwards_and_backwards()
    {
        var thursday = new DateOnly(2027, 3, 25);
        var tuesday = new DateOnly(2027, 3, 30);

        Assert.Equal(tuesday, Calendar.AddWorkingDays(thursday, 1));
        Assert.Equal(thursday, Calendar.AddWorkingDays(tuesday, -1));
        Assert.Equal(thursday, Calendar.AddWorkingDays(thursday, 0));
        Assert.Equal(1, Calendar.WorkingDaysBetween(thursday, tuesday));
        Assert.Equal(-1, Calendar.WorkingDaysBetween(tuesday, thursday));
    }

    [Fact]
    public void Outside_the_known_years_there_is_no_answer()
    {
        Assert.Null(Calendar.AddWorkingDays(new DateOnly(2200, 12, 30), 10));
        Assert.Null(Calendar.AddWorkingDays(new DateOnly(1900, 1, 2), -10));
        Assert.Null(Calendar.AddWorkingDays(DateOnly.MaxValue, 1));
        Assert.Null(Calendar.AddWorkingDays(DateOnly.MinValue, int.MinValue));
    }

    [Fact]
    public void The_first_and_the_last_known_year_count_as_a_whole()
    {
        Assert.True(WorkingCalendar.IsKnown(new DateOnly(1900, 1, 1)));
        Assert.True(WorkingCalendar.IsKnown(new DateOnly(2200, 12, 31)));
        Assert.False(WorkingCalendar.IsKnown(new DateOnly(1899, 12, 31)));
        Assert.False(WorkingCalendar.IsKnown(new DateOnly(2201, 1, 1)));
        Assert.Null(Calendar.AddWorkingDays(new DateOnly(2201, 1, 1), 0));
        // Monday 1 December up to Wednesday the 31st, without Christmas on Thursday and Friday.
        Assert.Equal(20, Calendar.WorkingDaysBetween(new DateOnly(2200, 12, 1), new DateOnly(2200, 12, 31)));
        Assert.Equal(20, Calendar.WorkingDaysBetween(new DateOnly(2200, 12, 1), DateOnly.MaxValue));
        // Monday 1 January up to Thursday 1 February.
        Assert.Equal(23, Calendar.WorkingDaysBetween(new DateOnly(1900, 1, 1), new DateOnly(1900, 2, 1)));
        Assert.Equal(23, Calendar.WorkingDaysBetween(DateOnly.MinValue, new DateOnly(1900, 2, 1)));
    }

    [Fact]
    public void A_house_keeps_its_own_hours()
    {
        var calendar = new WorkingCalendar("Europe/Amsterdam", [], new TimeOnly(8, 30), new TimeOnly(16, 0));
        var monday = new DateTimeOffset(2027, 6, 7, 6, 0, 0, TimeSpan.FromHours(2));

        Assert.Equal(TimeSpan.FromHours(7.5), OpeningHours.Between(monday, monday.AddDays(1), calendar));
        Assert.Equal(new DateTimeOffset(2027, 6, 7, 9, 0, 0, TimeSpan.FromHours(2)), OpeningHours.Add(monday, TimeSpan.FromMinutes(30), calendar));
    }

    [Fact]
    public void No_opening_time_passes_before_the_house_opens_or_after_it_closes()
    {
        var early = new DateTimeOffset(2027, 6, 7, 6, 0, 0, TimeSpan.FromHours(2));

        Assert.Equal(TimeSpan.Zero, OpeningHours.Between(early, early.AddHours(1), Calendar));
        Assert.Equal(TimeSpan.Zero, OpeningHours.Between(early.AddHours(12), early.AddHours(13), Calendar));
        Assert.Equal(TimeSpan.Zero, OpeningHours.Between(early.AddHours(5), early.AddHours(4), Calendar));
        Assert.Equal(TimeSpan.FromHours(1), OpeningHours.Between(early.AddHours(4), early.AddHours(5), Calendar));
        Assert.Equal(TimeSpan.FromHours(16), OpeningHours.Between(early, early.AddHours(37), Calendar));
    }

    [Theory]
    // Monday, from Saturday: the weekend gives no opening time.
    [InlineData("2027-06-05T10:00", "2027-06-07T10:00", 1)]
    [InlineData("2027-06-05T10:00", "2027-06-06T16:00", 0)]
    [InlineData("2027-06-07T16:00", "2027-06-08T10:00", 2)]
    [InlineData("2027-06-08T10:00", "2027-06-07T10:00", 0)]
    [InlineData("2027-06-07T09:00", "2027-06-07T17:00", 8)]
    public void Opening_time_between_two_moments_is_that_of_working_days(string start, string end, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), OpeningHours.Between(At(start), At(end), Calendar));

    [Fact]
    public void Without_opening_time_to_pass_a_moment_that_is_closed_moves_to_the_nearest_that_is_open()
    {
        Assert.Equal(At("2027-06-07T12:00"), OpeningHours.Add(At("2027-06-07T12:00"), TimeSpan.Zero, Calendar));
        Assert.Equal(At("2027-06-08T09:00"), OpeningHours.Add(At("2027-06-07T17:00"), TimeSpan.Zero, Calendar));
        Assert.Equal(At("2027-06-08T09:00"), OpeningHours.Add(At("2027-06-07T20:00"), TimeSpan.Zero, Calendar));
        Assert.Equal(At("2027-06-07T12:00"), OpeningHours.Subtract(At("2027-06-07T12:00"), TimeSpan.Zero, Calendar));
        Assert.Equal(At("2027-06-07T17:00"), OpeningHours.Subtract(At("2027-06-08T09:00"), TimeSpan.Zero, Calendar));
        Assert.Equal(At("2027-06-07T17:00"), OpeningHours.Subtract(At("2027-06-08T07:00"), TimeSpan.Zero, Calendar));
    }

    [Fact]
    public void There_is_no_opening_time_outside_the_known_years()
    {
        Assert.Null(OpeningHours.Add(At("2201-01-06T10:00"), TimeSpan.FromHours(1), Calendar));
        Assert.Null(OpeningHours.Subtract(At("2201-01-06T17:00"), TimeSpan.FromHours(1), Calendar));
        Assert.Null(OpeningHours.Subtract(At("1900-01-02T10:00"), TimeSpan.FromHours(2), Calendar));
        Assert.Equal(TimeSpan.Zero, OpeningHours.Between(At("2201-01-06T10:00"), At("2201-01-07T10:00"), Calendar));
    }

    [Fact]
    public void An_unknown_zone_and_reversed_hours_are_refused()
    {
        var reversed = Assert.Throws<ArgumentException>(() => new WorkingCalendar("Europe/Amsterdam", [], new TimeOnly(9, 0), new TimeOnly(9, 0)));
        Assert.Contains("must end after they start", reversed.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ArgumentException>(() => new WorkingCalendar("Nergens/Huizen", []));
        Assert.Contains("'Nergens/Huizen'", unknown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new WorkingCalendar("Europe/Amsterdam", [], new TimeOnly(17, 0), new TimeOnly(9, 0)));
    }
}
