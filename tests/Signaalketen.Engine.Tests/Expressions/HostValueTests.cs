using System.Globalization;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Values as the program around FEEL meets them: turned into those of the platform, and as keys of its tables.</summary>
public class HostValueTests
{
    // Each is another value; none is equal to one of the others.
    private static readonly string[] Different =
    [
        "null", "true", "false", "0", "1", "-1", "0.5", "-0.5", "1E40", "1E41", "\"\"", "\"a\"", "\"1\"", "[]", "[1]", "[2]", "[1, 2]", "[2, 1]", "[[1]]", "{}", "{a: 1}", "{a: 2}", "{b: 1}", "{a: 1, b: 2}",
        "{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9}", "{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 0}", "{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, j: 9}",
        "@\"2027-01-01\"", "@\"2027-01-02\"", "@\"10:00:00\"", "@\"10:00:00Z\"", "@\"10:00:00+01:00\"", "@\"10:00:00-01:00\"", "@\"10:00:00@Europe/Amsterdam\"", "@\"10:00:00@Europe/Brussels\"",
        "@\"2027-01-01T10:00:00\"", "@\"2027-01-01T10:00:00Z\"", "@\"2027-01-02T10:00:00Z\"", "@\"PT1H\"", "@\"-PT1H\"", "@\"P1M\"", "@\"-P1M\"", "@\"PT0S\"", "@\"P0M\"",
        "[1..2]", "[1..2)", "(1..2]", "(> 1)", "(>= 1)", "(< 1)", "(1..3]", "[\"a\"..\"b\"]", "function(a) a", "function(b) b", "sum", "count",
    ];

    [Fact]
    public void A_value_equals_itself_made_again_and_no_other()
    {
        var (ones, others) = (Different.Select(text => Given.Value(text)).ToList(), Different.Select(text => Given.Value(text)).ToList());
        for (var i = 0; i < ones.Count; i++)
        {
            for (var j = 0; j < others.Count; j++)
                Assert.True(ones[i].Equals(others[j]) == (i == j), $"{Different[i]} and {Different[j]}");
        }
    }

    [Fact]
    public void Equal_values_are_one_key_and_others_mostly_have_another_number()
    {
        var numbers = Different.Select(text => Given.Value(text).GetHashCode()).ToList();
        Assert.Equal(numbers, Different.Select(text => Given.Value(text).GetHashCode()));
        Assert.InRange(numbers.Distinct().Count(), Different.Length - 8, Different.Length);
        Assert.Equal(Given.Value("{a: 1, b: [2]}").GetHashCode(), Given.Value("{b: [2.0], a: 1.0}").GetHashCode());
    }

    [Theory]
    [InlineData("{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9}")]
    [InlineData("{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8}")]
    [InlineData("{a: 1}")]
    public void A_context_finds_its_entries_and_no_others(string text)
    {
        var context = (FeelContext)Given.Value(text);
        foreach (var (name, value) in context.Entries)
            Assert.Equal(value, context.TryGet(name, out var found) ? found : null);
        Assert.False(context.TryGet("z", out var none));
        Assert.True(none.IsNull);
        Assert.Equal(context.Count + 1, context.With("z", FeelNull.Value).Count);
        Assert.Equal(context.Count, context.With("a", FeelNull.Value).Count);
    }

    [Theory]
    [InlineData("date(1, 1, 1)", "0001-01-01")]
    [InlineData("date(9999, 12, 31)", "9999-12-31")]
    [InlineData("date(2027, 2, 3)", "2027-02-03")]
    [InlineData("date(0, 12, 31)", null)]
    [InlineData("date(-1, 1, 1)", null)]
    [InlineData("date(10000, 1, 1)", null)]
    public void A_date_of_the_years_1_to_9999_is_one_of_the_platform(string text, string? expected) =>
        Assert.Equal(expected, ((FeelDate)Given.Value(text)).TryToDateOnly(out var date) ? date.ToString("O", CultureInfo.InvariantCulture) : null);

    [Theory]
    [InlineData("@\"2027-01-01T10:00:00.25+01:30\"", "2027-01-01T08:30:00.2500000+00:00")]
    [InlineData("@\"2027-07-01T10:00:00@Europe/Amsterdam\"", "2027-07-01T08:00:00.0000000+00:00")]
    [InlineData("@\"2027-01-01T10:00:00+14:00\"", "2026-12-31T20:00:00.0000000+00:00")]
    [InlineData("@\"2027-01-01T10:00:00-14:00\"", "2027-01-02T00:00:00.0000000+00:00")]
    [InlineData("@\"2027-01-01T10:00:00+14:01\"", null)]
    [InlineData("@\"2027-01-01T10:00:00+01:00:30\"", null)]
    [InlineData("@\"2027-01-01T10:00:00\"", null)]
    [InlineData("@\"0001-01-01T01:00:00+01:00\"", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("@\"0001-01-01T00:59:59+01:00\"", null)]
    [InlineData("@\"9999-12-31T22:59:59-01:00\"", "9999-12-31T23:59:59.0000000+00:00")]
    [InlineData("@\"9999-12-31T23:00:00-01:00\"", null)]
    [InlineData("@\"10000-01-01T00:00:00Z\"", null)]
    public void A_moment_with_an_offset_is_an_instant_of_the_platform(string text, string? expected) =>
        Assert.Equal(expected, ((FeelDateTime)Given.Value(text)).TryToInstant(out var instant) ? instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture) : null);

    [Theory]
    [InlineData("@\"PT1.5S\"", 15_000_000L)]
    [InlineData("@\"-P1D\"", -864_000_000_000L)]
    [InlineData("@\"PT922337203685.4775807S\"", long.MaxValue)]
    [InlineData("@\"-PT922337203685.4775808S\"", long.MinValue)]
    [InlineData("@\"PT922337203685.4775808S\"", null)]
    [InlineData("@\"-PT922337203685.4775809S\"", null)]
    public void A_duration_is_a_span_of_the_platform_while_it_fits(string text, long? ticks) =>
        Assert.Equal(ticks, ((FeelDaysAndTimeDuration)Given.Value(text)).TryToTimeSpan(out var span) ? span.Ticks : null);

    [Fact]
    public void A_span_of_the_platform_keeps_its_length() => Assert.Equal(Given.Value("@\"-PT1.5S\""), new FeelDaysAndTimeDuration(TimeSpan.FromSeconds(-1.5)));

    [Theory]
    [InlineData("@\"10:20:30.25\"", "10 20 30")]
    [InlineData("@\"23:59:59\"", "23 59 59")]
    public void A_time_tells_its_hour_minute_and_second(string text, string expected) =>
        Assert.Equal(expected, Given.Value(text) is FeelTime time ? $"{time.Hour} {time.Minute} {time.Second}" : null);

    [Theory]
    [InlineData(23, 59, 59, 999_999_999, true)]
    [InlineData(0, 0, 0, 0, true)]
    [InlineData(24, 0, 0, 0, false)]
    [InlineData(-1, 0, 0, 0, false)]
    [InlineData(0, 60, 0, 0, false)]
    [InlineData(0, -1, 0, 0, false)]
    [InlineData(0, 0, 60, 0, false)]
    [InlineData(0, 0, -1, 0, false)]
    [InlineData(0, 0, 0, 1_000_000_000, false)]
    [InlineData(0, 0, 0, -1, false)]
    public void A_time_lies_within_its_day(long hour, long minute, long second, long nano, bool expected) => Assert.Equal(expected, FeelTime.Of(hour, minute, second, nano) is not null);

    [Fact]
    public void Half_a_character_is_replaced_and_a_whole_one_kept()
    {
        // Not as data of an attribute, which could not hold half a character either.
        (string Text, string Expected)[] texts =
        [
            ("a\uD83D", "a\uFFFD"), ("\uDE00a", "\uFFFDa"), ("\uDE00\uD83D\uD83D", "\uFFFD\uFFFD\uFFFD"), ("\uD83D\uDE00", "\uD83D\uDE00"),
            ("\uD83D\uD83D\uDE00\uDE00", "\uFFFD\uD83D\uDE00\uFFFD"), ("\uD83Da", "\uFFFDa"),
        ];
        Assert.All(texts, one => Assert.Equal(one.Expected, new FeelString(one.Text).Value));
    }

    // Every four hundred years the calendar begins anew, and so do the rules of a zone outside the platform's years.
    [Theory]
    [InlineData("@\"-0005-07-01T12:00:00@Europe/Amsterdam\"", "@\"0395-07-01T12:00:00@Europe/Amsterdam\"")]
    [InlineData("@\"0001-01-01T12:00:00@Europe/Amsterdam\"", "@\"0401-01-01T12:00:00@Europe/Amsterdam\"")]
    [InlineData("@\"-9999-01-01T12:00:00@Europe/Amsterdam\"", "@\"0401-01-01T12:00:00@Europe/Amsterdam\"")]
    [InlineData("@\"9999-07-01T12:00:00@Europe/Amsterdam\"", "@\"2027-07-01T12:00:00@Europe/Amsterdam\"")]
    [InlineData("@\"10000-07-01T12:00:00@Europe/Amsterdam\"", "@\"2027-07-01T12:00:00@Europe/Amsterdam\"")]
    [InlineData("@\"999999999-01-01T12:00:00@Europe/Amsterdam\"", "@\"2027-01-01T12:00:00@Europe/Amsterdam\"")]
    public void A_zone_has_rules_for_every_year(string text, string near) => Given.Same($"{near}.time offset", $"{text}.time offset");

    [Theory]
    [InlineData("@\"999999999-12-31T23:59:59Z\" + @\"PT1S\"", "null")]
    [InlineData("@\"-999999999-01-01T00:00:00Z\" - @\"PT1S\"", "null")]
    [InlineData("@\"999999999-12-31T23:59:58Z\" + @\"PT1S\"", "@\"999999999-12-31T23:59:59Z\"")]
    [InlineData("@\"2027-01-01\" + @\"P400000000000D\"", "null")]
    [InlineData("@\"2027-01-01\" + @\"P500000000000D\"", "null")]
    [InlineData("@\"2027-01-01T00:00:00Z\" + @\"P500000000000D\"", "null")]
    [InlineData("date(999999998, 1, 1) + @\"P1Y\"", "date(999999999, 1, 1)")]
    [InlineData("date(-999999998, 1, 1) - @\"P1Y\"", "date(-999999999, 1, 1)")]
    [InlineData("date(-999999999, 1, 1) - @\"P1M\"", "null")]
    [InlineData("date(-999999999, 1, 1) + @\"P1999999998Y\"", "date(999999999, 1, 1)")]
    [InlineData("@\"P2000000000Y\" = @\"P24000000000M\"", "true")]
    [InlineData("-@\"P2000000000Y\"", "@\"-P2000000000Y\"")]
    [InlineData("@\"P24000000001M\"", "null")]
    [InlineData("(@\"PT1S\" * 999999999999999999999999999) / @\"PT1S\"", "999999999999999999999999999")]
    [InlineData("@\"PT1S\" * 1000000000000000000000000000", "null")]
    public void The_last_moment_is_one_and_the_next_is_not(string text, string expected) => Given.Same(expected, text);
}
