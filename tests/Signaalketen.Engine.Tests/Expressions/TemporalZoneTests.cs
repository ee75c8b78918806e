using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Offsets and named zones (clause 10.3.2.3; properties of table 61).</summary>
public class TemporalZoneTests
{
    [Theory]
    [InlineData("@\"2027-01-01T12:00:00@Europe/Amsterdam\".time offset", "@\"PT1H\"")]
    [InlineData("@\"2027-07-01T12:00:00@Europe/Amsterdam\".time offset", "@\"PT2H\"")]
    [InlineData("@\"99999-07-01T12:00:00@Europe/Amsterdam\".time offset", "@\"PT2H\"")]
    [InlineData("@\"2027-07-01T12:00:00@Asia/Kathmandu\".time offset", "@\"PT5H45M\"")]
    [InlineData("@\"2027-07-01T12:00:00@Etc/GMT+5\".time offset", "@\"-PT5H\"")]
    [InlineData("@\"12:00:00-02:30:15\".time offset", "@\"-PT2H30M15S\"")]
    [InlineData("@\"12:00:00Z\".time offset", "@\"PT0S\"")]
    [InlineData("@\"12:00:00\".time offset", "null")]
    [InlineData("@\"12:00:00@Europe/Amsterdam\".timezone", "\"Europe/Amsterdam\"")]
    [InlineData("@\"12:00:00Z\".timezone", "null")]
    [InlineData("date and time(@\"2027-07-01T10:00:00Z\", \"Asia/Kathmandu\")", "@\"2027-07-01T15:45:00@Asia/Kathmandu\"")]
    [InlineData("date and time(date: @\"2027-07-01T10:00:00\", timezone: \"Europe/Amsterdam\")", "@\"2027-07-01T10:00:00@Europe/Amsterdam\"")]
    [InlineData("time(@\"2027-07-01T10:00:00@Europe/Amsterdam\")", "@\"10:00:00@Europe/Amsterdam\"")]
    [InlineData("date(@\"2027-07-01T23:00:00-05:00\")", "@\"2027-07-01\"")]
    [InlineData("time(@\"2027-07-01\")", "@\"00:00:00Z\"")]
    public void An_offset_follows_the_zone_and_the_season(string text, string expected) => Given.Same(expected, text);

    // The clock goes forward on 28 March 2027 at 02:00 and back on 31 October 2027 at 03:00.
    [Theory]
    [InlineData("@\"2027-10-31T02:30:00@Europe/Amsterdam\"", "@\"2027-10-31T00:30:00Z\"")]
    [InlineData("@\"2027-10-31T02:30:00@Europe/Amsterdam\" + @\"PT1H\"", "@\"2027-10-31T01:30:00Z\"")]
    [InlineData("@\"2027-10-31T02:30:00@Europe/Amsterdam\" + @\"PT2H\"", "@\"2027-10-31T02:30:00Z\"")]
    [InlineData("@\"2027-10-31T03:30:00@Europe/Amsterdam\" - @\"PT1H\"", "@\"2027-10-31T01:30:00Z\"")]
    [InlineData("date and time(@\"2027-10-31T01:30:00Z\", \"Europe/Amsterdam\")", "@\"2027-10-31T01:30:00Z\"")]
    [InlineData("@\"2027-03-28T02:30:00@Europe/Amsterdam\"", "@\"2027-03-28T01:30:00Z\"")]
    [InlineData("@\"2027-03-28T01:30:00@Europe/Amsterdam\" + @\"PT1H\"", "@\"2027-03-28T03:30:00@Europe/Amsterdam\"")]
    public void No_hour_is_lost_or_doubled_when_the_clock_changes(string text, string expected)
    {
        Given.Same("@\"PT0S\"", $"({text}) - {expected}");
        Given.Same(text, FeelText.Write(Given.Value(text)));
    }

    [Fact]
    public void The_present_is_right_in_both_of_two_equal_hours()
    {
        var second = new DateTimeOffset(2027, 10, 31, 1, 30, 0, TimeSpan.Zero);
        foreach (var now in (DateTimeOffset[])[second.AddHours(-1), second])
        {
            var value = Given.Parsed("now()").Evaluate(DictionaryFeelScope.Empty, Given.Environment with { Now = now }).Value;
            Assert.True(((FeelDateTime)value).TryToInstant(out var instant));
            Assert.Equal(now, instant);
        }
    }

    [Theory]
    [InlineData("posix/Europe/Amsterdam")]
    [InlineData("right/Europe/Amsterdam")]
    [InlineData("posixrules")]
    [InlineData("localtime")]
    [InlineData("Factory")]
    [InlineData("UTC+12")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("../Europe/Amsterdam")]
    [InlineData("Nergens/Huizen")]
    [InlineData("")]
    public void Only_a_name_of_the_zone_database_is_a_zone(string name)
    {
        Given.Same("null", $"@\"2027-01-01T12:00:00@{name}\"");
        Assert.Null(FeelZone.Named(name));
    }

    [Fact]
    public void A_zone_has_one_spelling_also_when_it_has_been_used_before()
    {
        Assert.NotNull(FeelZone.Named("Europe/Lisbon"));
        Assert.Null(FeelZone.Named("europe/lisbon"));
        Assert.NotNull(FeelZone.Named("UTC"));
        Assert.Null(FeelZone.Named("utc"));
    }
}
