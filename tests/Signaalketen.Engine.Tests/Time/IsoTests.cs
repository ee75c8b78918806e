using FsCheck;
using FsCheck.Fluent;
using Signaalketen.Engine.Time;
using Signaalketen.Engine.Tests.Properties;

namespace Signaalketen.Engine.Tests.Time;

public class IsoTests
{
    private static readonly TimeZoneInfo Zone = WorkingCalendar.Netherlands.Zone;

    private static DateTimeOffset At(string text)
    {
        Assert.True(IsoInstant.TryParse(text, Zone, out var instant, out var error), error);
        Assert.Empty(error);
        return instant;
    }

    [Theory]
    [InlineData("2027-01-31T10:00", "P1M", "2027-02-28T10:00:00+01:00")]
    [InlineData("2028-02-29T10:00", "P5Y", "2033-02-28T10:00:00+01:00")]
    [InlineData("2027-03-31T10:00", "-P1M", "2027-02-28T10:00:00+01:00")]
    [InlineData("2027-01-31T10:00", "P1M1D", "2027-03-01T10:00:00+01:00")]
    // The clock goes forward on 28 March 2027 at 02:00 and back on 31 October 2027 at 03:00.
    [InlineData("2027-03-27T12:00", "P1D", "2027-03-28T12:00:00+02:00")]
    [InlineData("2027-03-27T12:00", "PT24H", "2027-03-28T13:00:00+02:00")]
    [InlineData("2027-03-27T02:30", "P1D", "2027-03-28T03:30:00+02:00")]
    [InlineData("2027-10-30T02:30", "P1D", "2027-10-31T02:30:00+02:00")]
    [InlineData("2027-10-30T12:00", "P1D", "2027-10-31T12:00:00+01:00")]
    [InlineData("2027-10-30T12:00", "PT24H", "2027-10-31T11:00:00+01:00")]
    [InlineData("2027-10-30T12:00", "P2W", "2027-11-13T12:00:00+01:00")]
    [InlineData("2027-10-30T12:00", "PT0.5S", "2027-10-30T12:00:00.5+02:00")]
    [InlineData("2027-10-30T12:00", "PT1.25S", "2027-10-30T12:00:01.25+02:00")]
    [InlineData("2027-10-30T12:00", "-PT1H", "2027-10-30T11:00:00+02:00")]
    [InlineData("2027-10-30T12:00", "-P1DT1H", "2027-10-29T11:00:00+02:00")]
    public void Durations_follow_calendar_and_clock(string start, string duration, string expected)
    {
        Assert.True(IsoDuration.TryParse(duration, out var parsed, out var error), error);
        var result = parsed.AddTo(At(start), Zone);
        Assert.Equal(expected, IsoInstant.Format(result!.Value));
    }

    [Theory]
    [InlineData("P1Y2M3DT4H5M6.7S")]
    [InlineData("PT0S")]
    [InlineData("-P3D")]
    [InlineData("PT90M", "PT1H30M")]
    [InlineData("P2W", "P14D")]
    [InlineData("PT36H")]
    [InlineData("PT0.0000001S")]
    [InlineData("PT1.123456789S", "PT1.1234567S")]
    [InlineData("-PT0S", "PT0S")]
    [InlineData("P1000000D")]
    [InlineData("P1000000Y")]
    [InlineData("+P1D", "P1D")]
    [InlineData("PT1H30,5S", "PT1H30.5S")]
    // No duration can be written longer than this.
    [InlineData("-P0000001Y0000001M0000001DT0000001H0000001M0000001.000000001S", "-P1Y1M1DT1H1M1S")]
    public void Durations_are_read_and_written(string text, string? written = null)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration, out var error), error);
        Assert.Empty(error);
        Assert.Equal(written ?? text, duration.ToString());
    }

    [Fact]
    public void A_duration_of_nothing_points_nowhere()
    {
        Assert.True(IsoDuration.TryParse("-P0DT0S", out var nothing, out _));
        Assert.Equal(IsoDuration.Zero, nothing);
        Assert.False(nothing.Negative);
        Assert.True(nothing.IsZero);
    }

    [Fact]
    public void Nothing_is_added_outside_the_years_of_the_calendar()
    {
        Assert.True(IsoDuration.TryParse("P9000Y", out var far, out _));
        Assert.True(IsoDuration.TryParse("-P9000Y", out var back, out _));

        Assert.Null(far.AddTo(At("2027-03-25T10:00"), Zone));
        Assert.Null(back.AddTo(At("2027-03-25T10:00"), Zone));
    }

    [Theory]
    [InlineData("P1Y", 1_000_000, "P1000000Y")]
    [InlineData("P1M", 1_000_000, "P1000000M")]
    [InlineData("P1D", 1_000_000, "P1000000D")]
    [InlineData("PT1H", 1_000_000, "PT1000000H")]
    [InlineData("P1Y2M3DT4H", 3, "P3Y6M9DT12H")]
    [InlineData("-P1D", 2, "-P2D")]
    [InlineData("P1Y", 1_000_001, null)]
    [InlineData("P1M", 1_000_001, null)]
    [InlineData("P1D", 1_000_001, null)]
    [InlineData("PT1H", 1_000_001, null)]
    [InlineData("P1D", -1, null)]
    public void A_duration_is_repeated_up_to_a_million_of_each_part(string text, int count, string? expected)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration, out _));
        Assert.Equal(expected, duration.Times(count)?.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("PT1.S")]
    [InlineData("PT1.1234567891S")]
    [InlineData("P1000001D")]
    [InlineData("P1M1W")]
    [InlineData("PTT1H")]
    [InlineData("1D")]
    [InlineData("P1S")]
    [InlineData("P1M1Y")]
    [InlineData("P1.5D")]
    [InlineData("P1W1D")]
    [InlineData("PT5000000H")]
    [InlineData("P9999999999Y")]
    public void Bad_durations_are_refused_with_a_reason(string text)
    {
        Assert.False(IsoDuration.TryParse(text, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void A_moment_outside_the_calendar_is_no_moment()
    {
        Assert.True(IsoDuration.TryParse("P9999Y", out var long1, out _));
        Assert.True(IsoDuration.TryParse("P1000000Y", out var long2, out _));
        Assert.Null(long1.AddTo(At("2027-01-01"), Zone));
        Assert.Null(long2.AddTo(At("2027-01-01"), Zone));
    }

    [Theory]
    [InlineData("2027-03-25", "2027-03-25T00:00:00+01:00")]
    [InlineData("2027-03-25T09:10", "2027-03-25T09:10:00+01:00")]
    [InlineData("2027-07-25T09:10:11", "2027-07-25T09:10:11+02:00")]
    [InlineData("2027-07-25T09:10:11.25Z", "2027-07-25T09:10:11.25Z")]
    [InlineData("2027-07-25T09:10:11-05:30", "2027-07-25T09:10:11-05:30")]
    [InlineData("2027-07-25T09:10:11@America/New_York", "2027-07-25T09:10:11-04:00")]
    [InlineData("2027-07-25T09:10+14:00", "2027-07-25T09:10:00+14:00")]
    [InlineData("2027-07-25T09:10-13:59", "2027-07-25T09:10:00-13:59")]
    [InlineData("2027-07-25@Asia/Tokyo", "2027-07-25T00:00:00+09:00")]
    public void Instants_are_read_and_written(string text, string written) => Assert.Equal(written, IsoInstant.Format(At(text)));

    [Theory]
    [InlineData("")]
    [InlineData("morgen")]
    [InlineData("2027-02-30")]
    [InlineData("2027-03-25T25:00")]
    [InlineData("2027-03-25Z")]
    [InlineData("2027-03-25T09:10@Nergens/Huizen")]
    [InlineData("2027-03-25T09:10+25:00")]
    [InlineData("2027-03-25T09:10+14:01")]
    [InlineData("2027-03-25T09:10+15:00")]
    [InlineData("2027-03-25T09:10+05:60")]
    [InlineData("2027-03-25T09:10+01.30")]
    [InlineData("2027-03-25T09:10+01:3")]
    [InlineData("2027-03-25T09:10+01:030")]
    [InlineData("2027-03-25T09:10+0130")]
    [InlineData("2027-03-25T09:10@")]
    [InlineData("T09:10+01:00")]
    [InlineData("0001-01-01T00:00:00+10:00")]
    public void Bad_instants_are_refused_with_a_reason(string text)
    {
        Assert.False(IsoInstant.TryParse(text, Zone, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("morgen", "'morgen' is no ISO 8601 date or date and time")]
    [InlineData("2027-03-25T09:10@Nergens/Huizen", "There is no time zone 'Nergens/Huizen'.")]
    [InlineData("@Nergens/Huizen", "'@Nergens/Huizen' is no ISO 8601 date")]
    public void The_reason_names_what_was_written(string text, string reason)
    {
        Assert.False(IsoInstant.TryParse(text, Zone, out _, out var error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("europe/amsterdam")]
    [InlineData("Factory")]
    [InlineData("posix/Europe/Amsterdam")]
    [InlineData("../Europe/Amsterdam")]
    public void A_zone_is_found_by_its_own_name_only(string id)
    {
        Assert.Null(LocalTime.FindZone(id));
        Assert.Equal("Europe/Amsterdam", LocalTime.FindZone("Europe/Amsterdam")?.Id);
    }

    [Theory]
    [InlineData("R3/PT1H", "2027-03-28T01:30:00+01:00 2027-03-28T03:30:00+02:00 2027-03-28T04:30:00+02:00")]
    [InlineData("R3/2027-01-31T09:00/P1M", "2027-01-31T09:00:00+01:00 2027-02-28T09:00:00+01:00 2027-03-31T09:00:00+02:00")]
    [InlineData("R/PT1H/2027-03-28T03:45", "2027-03-28T01:30:00+01:00 2027-03-28T03:30:00+02:00")]
    [InlineData("R2/2027-03-28T09:00@Europe/Amsterdam/P1D", "2027-03-28T09:00:00+02:00 2027-03-29T09:00:00+02:00")]
    // A time that falls on the end itself is not after it.
    [InlineData("R/PT1H/2027-03-28T03:30", "2027-03-28T01:30:00+01:00 2027-03-28T03:30:00+02:00")]
    [InlineData("R/PT1H/2027-03-28T01:29", "")]
    [InlineData("R-1/PT1H/2027-03-28T01:45", "2027-03-28T01:30:00+01:00")]
    [InlineData("R0/PT1H", "")]
    public void Repetitions_count_from_the_due_time(string text, string expected)
    {
        Assert.True(IsoRepeat.TryParse(text, Zone, out var repeat, out var error), error);
        var times = new List<string>();
        var fired = 0;
        for (var at = repeat.First(At("2027-03-28T00:30"), Zone); at is { } due; at = repeat.Next(due, ++fired, Zone))
        {
            times.Add(IsoInstant.Format(due));
        }

        Assert.Equal(expected, string.Join(' ', times));
    }

    [Theory]
    [InlineData("R3")]
    [InlineData("PT1H")]
    [InlineData("R3/PT0S")]
    [InlineData("R3/-PT1H")]
    [InlineData("Rx/PT1H")]
    [InlineData("R3/2027-01-01/2027-01-02")]
    [InlineData("R9999999/PT1H")]
    [InlineData("R1000001/PT1H")]
    [InlineData("R-2/PT1H")]
    [InlineData("R3/P1X")]
    [InlineData("R3//PT1H")]
    [InlineData("R3/PT1H/morgen")]
    [InlineData("R3/morgen/PT1H")]
    [InlineData("R3/PT1H/")]
    public void Bad_repetitions_are_refused_with_a_reason(string text)
    {
        Assert.False(IsoRepeat.TryParse(text, Zone, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("R1000000/PT1H")]
    [InlineData("R/P1M")]
    [InlineData("R-1/P1M", "R/P1M")]
    [InlineData("R3/2027-01-31T09:00/P1M", "R3/2027-01-31T09:00:00+01:00/P1M")]
    [InlineData("R/PT1H/2027-07-01T00:00Z", "R/PT1H/2027-07-01T00:00:00Z")]
    public void Repetitions_read_back_as_written(string text, string? written = null)
    {
        Assert.True(IsoRepeat.TryParse(text, Zone, out var repeat, out var error), error);
        Assert.Empty(error);
        Assert.Equal(written ?? text, repeat.ToString());
        Assert.True(IsoRepeat.TryParse(repeat.ToString(), Zone, out var back, out _));
        Assert.Equal(repeat, back);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_repetition_has_two_hundred_characters_at_most(int length, bool expected)
    {
        var text = "R" + "3".PadLeft(length - "R/PT1H".Length, '0') + "/PT1H";
        Assert.Equal(length, text.Length);
        Assert.Equal(expected, IsoRepeat.TryParse(text, Zone, out _, out _));
    }

    [Fact]
    public void No_text_makes_the_readers_throw_and_each_refusal_has_a_reason() => Prop.ForAll<string>(text =>
    {
        text ??= "";
        return ((string[])[text, "P" + text, "R/" + text, "2027-" + text, "1" + text]).All(tried =>
            IsoDuration.TryParse(tried, out _, out var error) == (error.Length == 0)
            && IsoInstant.TryParse(tried, Zone, out _, out error) == (error.Length == 0)
            && IsoRepeat.TryParse(tried, Zone, out _, out error) == (error.Length == 0)
            && Term.TryParse(tried, out _, out error) == (error.Length == 0)
            && LadderOffset.TryParse(tried, out _, out error) == (error.Length == 0));
    }).Hold();

    [Fact]
    public void Durations_read_back_as_written() => Prop.ForAll<int, int, int>((months, days, seconds) =>
    {
        var duration = new IsoDuration(false, Math.Abs(months % 99), Math.Abs(months % 13), Math.Abs(days % 999), TimeSpan.FromSeconds(Math.Abs(seconds % 99999)));
        return IsoDuration.TryParse(duration.ToString(), out var back, out _) && back.ToString() == duration.ToString();
    }).Hold();
}
