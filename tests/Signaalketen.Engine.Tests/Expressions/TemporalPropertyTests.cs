using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Tests.Properties;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>What holds for all dates, times and durations, and agreement with the calendar of .NET where that has one.</summary>
public class TemporalPropertyTests
{
    private static readonly string[] Zones = ["", "Z", "+01:00", "-11:30", "+02:30:15", "-00:00:01", "@Etc/UTC", "@Europe/Amsterdam", "@America/New_York", "@Australia/Lord_Howe"];

    private static Gen<FeelDate> Dates =>
        from year in Gen.OneOf(Gen.Choose(1990, 2060), Gen.Choose(-10, 10), Gen.Choose(-99_999_999, 99_999_999))
        from month in Gen.Choose(1, 12)
        from day in Gen.Choose(1, 31)
        select FeelDate.Of(year, month, day) ?? FeelDate.Of(year, month, 28)!;

    private static Gen<FeelTime> Times =>
        from second in Gen.Choose(0, 86_399)
        from nano in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999_999_999))
        from zone in Gen.Elements(Zones)
        select FeelTemporalText.ReadTime(FeelTime.Of(second / 3600, second / 60 % 60, second % 60, nano)!.Format() + zone)!;

    private static Gen<FeelValue> Moments => from date in Dates from time in Times select (FeelValue)new FeelDateTime(date, time);

    private static Gen<FeelValue> Lengths =>
        from sign in Gen.Elements("", "-")
        from days in Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(0, 1_000_000))
        from seconds in Gen.Choose(0, 86_399)
        from nano in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999_999_999))
        select FeelTemporalText.Read(string.Create(CultureInfo.InvariantCulture, $"{sign}P{days}DT{seconds}.{nano:000000000}S"))!;

    private static Gen<FeelValue> Months => Gen.Choose(-1_000_000, 1_000_000).Select(n => (FeelValue)FeelYearsAndMonthsDuration.Of(n)!);

    private static Gen<FeelValue> Anything =>
        Gen.OneOf(Dates.Select(d => (FeelValue)d), Times.Select(t => (FeelValue)t), Moments, Lengths, Months);

    private static readonly Gen<int> DaysOfNet = Gen.Choose(0, DateOnly.MaxValue.DayNumber);

    [Fact]
    public void What_is_printed_reads_back_as_literal_and_by_its_function() => All(Anything, value =>
    {
        var function = value is FeelDaysAndTimeDuration or FeelYearsAndMonthsDuration ? "duration" : value.TypeName;
        return Is("is(a, b) and is(a, c)", value, Given.Value(FeelText.Write(value)), Of($"{function}(string(a))", value));
    });

    [Fact]
    public void A_length_added_and_taken_off_again_leaves_the_moment() => All(
        from moment in Gen.OneOf(Moments, Times.Select(t => (FeelValue)t))
        from length in Lengths
        select (moment, length),
        x => Is("a + b - b = a and a - b + b = a", x.moment, x.length));

    [Fact]
    public void The_length_between_two_moments_leads_from_one_to_the_other() => All(
        from zones in Gen.Elements((false, false), (true, true))
        from a in Moments.Where(m => ((FeelDateTime)m).Zone is null == zones.Item1)
        from b in Moments.Where(m => ((FeelDateTime)m).Zone is null == zones.Item2)
        select (a, b),
        x => Is("b + (a - b) = a and (a - b) = -(b - a) and (a - b > @\"PT0S\") = (a > b)", x.a, x.b));

    [Fact]
    public void Whole_days_added_to_a_date_are_the_days_between() => All(
        from date in Dates
        from days in Gen.Choose(-1_000_000, 1_000_000)
        select (date, (FeelValue)new FeelDaysAndTimeDuration(TimeSpan.FromDays(days))),
        x => Is("(a + b) - a = b and a + b - b = a", x.date, x.Item2));

    [Fact]
    public void Lengths_form_a_group_that_numbers_scale() => All(
        from kind in Gen.Elements(Lengths, Months)
        from a in kind
        from b in kind
        from n in Gen.Choose(1, 1000)
        select (a, b, (FeelValue)FeelNumber.From(n)),
        x => Is("a + b = b + a and a + b - b = a and -(-a) = a and a + -a = b - b and a * c / c = a and a + a = 2 * a and abs(a) = abs(-a)", x.a, x.b, x.Item3));

    [Fact]
    public void A_length_is_the_sum_of_its_properties() => All(
        Lengths,
        length => Is("a.days * @\"P1D\" + a.hours * @\"PT1H\" + a.minutes * @\"PT1M\" + a.seconds * @\"PT1S\" = a", length));

    [Fact]
    public void Months_added_to_a_day_that_every_month_has_come_off_again() => All(
        from date in Dates.Where(d => d.Day <= 28)
        from months in Months
        select (date, months),
        x => Is("a + b - b = a and years and months duration(a, a + b) = b", x.date, x.months));

    [Fact]
    public void The_parts_of_a_moment_make_it_again() => All(
        Moments.Where(m => ((FeelDateTime)m).Zone?.Id is null),
        moment => Is("is(date and time(a.year, a.month, a.day, a.hour, a.minute, a.second, a.time offset), a) and is(date and time(date(a), time(a)), a)", moment));

    [Fact]
    public void Days_agree_with_the_calendar_of_dotnet() => All(
        from start in DaysOfNet
        from end in DaysOfNet
        select (DateOnly.FromDayNumber(start), DateOnly.FromDayNumber(end)),
        x => Is(
            string.Create(CultureInfo.InvariantCulture, $"(b - a).days = {x.Item2.DayNumber - x.Item1.DayNumber} and a + @\"P1D\" * {x.Item2.DayNumber - x.Item1.DayNumber} = b")
            + string.Create(CultureInfo.InvariantCulture, $" and day of year(a) = {x.Item1.DayOfYear} and day of week(a) = \"{x.Item1.DayOfWeek}\"")
            + string.Create(CultureInfo.InvariantCulture, $" and week of year(a) = {ISOWeek.GetWeekOfYear(x.Item1)} and string(a) = \"{x.Item1:yyyy-MM-dd}\""),
            new FeelDate(x.Item1),
            new FeelDate(x.Item2)));

    // Within a day of the two changes of the clock in 2027, where mistakes are made, and anywhere in this century.
    [Fact]
    public void An_instant_keeps_its_place_in_every_zone() => All(
        from around in Gen.Elements("2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z", "2027-11-07T06:00:00Z", "2027-04-03T15:00:00Z")
        from seconds in Gen.OneOf(Gen.Choose(-86_400, 86_400), Gen.Choose(-1_000_000_000, 1_000_000_000))
        from zone in Gen.Elements("Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo")
        select (DateTimeOffset.Parse(around, CultureInfo.InvariantCulture).AddSeconds(seconds), zone),
        x =>
        {
            var placed = FeelDateTime.From(x.Item1, FeelZone.Named(x.zone)!);
            var wall = TimeZoneInfo.ConvertTime(x.Item1, TimeZoneInfo.FindSystemTimeZoneById(x.zone));
            return placed.Format().StartsWith(wall.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                && placed.TryToInstant(out var instant) && instant == x.Item1
                && Is("a - b = @\"PT0S\" and is(date and time(b, c), a)", placed, FeelDateTime.From(x.Item1), new FeelString(x.zone));
        });

    private static void All<T>(Gen<T> values, Func<T, bool> holds) => Prop.ForAll(
        values.ToArbitrary(),
        value => holds(value) ? true : throw new InvalidOperationException($"It does not hold for {value}."))
        .Hold(300);

    private static bool Is(string text, params FeelValue[] values) => ReferenceEquals(Of(text, values), FeelBoolean.True);

    /// <summary>The expression over the values under the names a, b and c.</summary>
    private static FeelValue Of(string text, params FeelValue[] values)
    {
        string[] names = ["a", "b", "c"];
        var scope = new DictionaryFeelScope(values.Select((v, i) => new KeyValuePair<string, FeelValue>(names[i], v)));
        return Given.Parsed(text, names).Evaluate(scope, Given.Environment).Value;
    }
}
