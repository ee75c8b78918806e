using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Tests.Properties;

namespace Signaalketen.Engine.Tests.Expressions;

public class RoundTripTests
{
    private static readonly string[] Zones = ["", "Z", "+01:00", "-11:30", "@Europe/Amsterdam", "@America/New_York"];

    private static Gen<FeelValue> Scalars
    {
        get
        {
            var small = Gen.Choose(-1_000_000, 1_000_000).Select(n => (FeelValue)FeelNumber.From(n));
            var fraction = ArbMap.Default.GeneratorFor<decimal>().Select(n => (FeelValue)FeelNumber.From(n));
            var large =
                from digits in Gen.Choose(1, int.MaxValue)
                from more in Gen.Choose(0, int.MaxValue)
                from exponent in Gen.Choose(-6_170, 6_100)
                select FeelNumber.TryParse($"-{digits}{more}E{exponent}", out var number) ? (FeelValue)number : FeelNull.Value;
            var text = ArbMap.Default.GeneratorFor<string>().Select(s => (FeelValue)new FeelString(s ?? ""));
            var date =
                from year in Gen.OneOf(Gen.Choose(1900, 2100), Gen.Choose(-999_999_999, 999_999_999))
                from month in Gen.Choose(1, 12)
                from day in Gen.Choose(1, 28)
                select FeelDate.Of(year, month, day)!;
            var time =
                from second in Gen.Choose(0, 86_399)
                from nano in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999_999_999))
                from zone in Gen.Elements(Zones)
                select FeelTemporalText.ReadTime(FeelTime.Of(second / 3600, second / 60 % 60, second % 60, nano)!.Format() + zone)!;
            var moment = from d in date from t in time select (FeelValue)new FeelDateTime(d, t);
            var days = ArbMap.Default.GeneratorFor<long>().Select(n => (FeelValue)new FeelDaysAndTimeDuration(new TimeSpan(n)));
            var months = Gen.Choose(-100_000, 100_000).Select(n => (FeelValue)FeelYearsAndMonthsDuration.Of(n)!);
            FeelValue[] plain = [FeelNull.Value, FeelBoolean.True, FeelBoolean.False, Given.Value("sum"), Given.Value("function(a: number, b) a + b")];
            return Gen.OneOf(
                small, fraction, large, text, date.Select(d => (FeelValue)d), time.Select(t => (FeelValue)t), moment, days, months, Gen.Elements(plain));
        }
    }

    private static Gen<FeelValue> Values(int size)
    {
        if (size <= 1)
        {
            return Scalars;
        }

        var inner = Values(size / 3);
        var number = Gen.Choose(-100, 100).Select(n => (FeelValue)FeelNumber.From(n));
        var ends = Gen.OneOf(number, Gen.Constant((FeelValue)FeelNull.Value));
        var range =
            from start in number
            from end in ends
            from startIncluded in ArbMap.Default.GeneratorFor<bool>()
            from endIncluded in ArbMap.Default.GeneratorFor<bool>()
            from turned in ArbMap.Default.GeneratorFor<bool>()
            select (FeelValue)(turned ? new FeelRange(end, start, startIncluded, endIncluded) : new FeelRange(start, end, startIncluded, endIncluded));
        var key = Gen.OneOf(ArbMap.Default.GeneratorFor<string>().Select(s => new FeelString(s ?? "").Value), Gen.Elements("a", "if", "$date", "een naam", "a-b", "null", ""));
        var entry = from k in key from v in inner select new KeyValuePair<string, FeelValue>(k, v);
        return Gen.OneOf(
            Scalars,
            range,
            inner.ListOf().Select(items => (FeelValue)new FeelList([.. items.Take(5)])),
            entry.ListOf().Select(entries => (FeelValue)new FeelContext(entries.Take(5))));
    }

    private static Arbitrary<FeelValue> Any => Gen.Sized(size => Values(Math.Min(size, 30))).ToArbitrary();

    [Fact]
    public void Written_text_reads_back_to_the_same_value() => Prop.ForAll(Any, value =>
    {
        var text = FeelText.Write(value);
        var back = Given.Evaluated(text);
        return back.Value.Equals(value) && FeelText.Write(back.Value) == text ? true : throw new InvalidOperationException($"{text} became {back.Value}");
    }).Hold(500);

    [Fact]
    public void Stored_values_read_back_unchanged_and_to_the_same_bytes() => Prop.ForAll(Any, value =>
    {
        var bytes = Stored(value);
        using var document = JsonDocument.Parse(bytes);
        var back = FeelCodec.Read(document.RootElement);
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        return back.Equals(value) && FeelCodec.Read(ref reader).Equals(value) && Stored(back).SequenceEqual(bytes);
    }).Hold(500);

    [Theory]
    [InlineData("1", "1")]
    [InlineData("0.1", "0.1")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("9007199254740993", "{\"$number\":\"9007199254740993\"}")]
    [InlineData("1/3", "{\"$number\":\"0.3333333333333333333333333333333333\"}")]
    [InlineData("@\"2027-01-01\"", "{\"$date\":\"2027-01-01\"}")]
    [InlineData("@\"10:00:00Z\"", "{\"$time\":\"10:00:00Z\"}")]
    [InlineData("@\"2027-01-01T10:00:00@Europe/Amsterdam\"", "{\"$dateTime\":\"2027-01-01T10:00:00@Europe/Amsterdam\"}")]
    [InlineData("@\"P1D\"", "{\"$duration\":\"P1D\"}")]
    [InlineData("@\"P1Y\"", "{\"$months\":\"P1Y\"}")]
    [InlineData("{\"$date\": 1}", "{\"$context\":{\"$date\":1}}")]
    [InlineData("{b: [null, true], a: \"x\"}", "{\"b\":[null,true],\"a\":\"x\"}")]
    [InlineData("[1..2)", "{\"$range\":{\"start\":1,\"end\":2,\"startIncluded\":true,\"endIncluded\":false}}")]
    public void The_stored_form_is_fixed(string text, string stored) => Assert.Equal(stored, Encoding.UTF8.GetString(Stored(Given.Value(text))));

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("9007199254740993", "\"9007199254740993\"")]
    [InlineData("1/3", "\"0.3333333333333333333333333333333333\"")]
    [InlineData("@\"2027-01-01T10:00:00@Europe/Amsterdam\"", "\"2027-01-01T10:00:00@Europe/Amsterdam\"")]
    [InlineData("@\"P1DT2H\"", "\"P1DT2H\"")]
    [InlineData("{a: [1, null], \"$b\": \"t\"}", "{\"a\":[1,null],\"$b\":\"t\"}")]
    [InlineData("[1..2]", "\"[1..2]\"")]
    public void Json_for_people_is_plain(string text, string json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            FeelJson.WriteValue(writer, Given.Value(text));
        }

        Assert.Equal(json, Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Plain_json_keeps_strings_as_strings()
    {
        using var document = JsonDocument.Parse("{\"a\":\"2027-01-01\",\"b\":[1.50,true,null]}");
        Assert.Equal("{a: \"2027-01-01\", b: [1.5, true, null]}", FeelText.Write(FeelJson.Read(document.RootElement)));
    }

    [Theory]
    [InlineData("{\"$date\":\"gisteren\"}")]
    [InlineData("{\"$iets\":1}")]
    [InlineData("{\"$number\":\"x\"}")]
    [InlineData("{\"$function\":\"1\"}")]
    public void Foreign_stored_values_are_refused(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Throws<FormatException>(() => FeelCodec.Read(document.RootElement));
    }

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() =>
        Assert.Equal("a\uFFFDb😀", new FeelString("a\uD800b😀").Value);

    private static byte[] Stored(FeelValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            FeelCodec.Write(writer, value);
        }

        return stream.ToArray();
    }
}
