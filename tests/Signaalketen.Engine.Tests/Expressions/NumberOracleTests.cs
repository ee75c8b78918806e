using System.Globalization;
using System.Numerics;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>
/// Arithmetic against fractions of whole numbers, which lose nothing: every result is the exact one, rounded half even to the 34 digits and the
/// exponents of decimal128 (DMN 1.5, clause 10.3.2.3.1).
/// </summary>
public class NumberOracleTests
{
    private const int Digits = 34;
    private const int SmallestExponent = -6176;

    // Ends of ranges, halves, neighbours of powers of ten, and pairs that lie far apart.
    private static readonly string[] Texts =
    [
        "0", "1", "2", "3", "5", "7", "10", "15", "25", "1E18", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "4611686018427387904",
        "0.1", "0.5", "1.5", "2.5", "-2.5", "0.05", "1E-20", "3E-34", "1E33", "1E34", "1E35", "9999999999999999999999999999999999", "1000000000000000000000000000000001",
        "1.000000000000000000000000000000005", "0.3333333333333333333333333333333333", "5E33", "5E-35", "1E36", "1E37", "1E38", "1E67", "1E68", "1E69", "1E70", "5E69", "4.5E70", "1E105", "-1E70", "-3",
        "1E-68", "1E-70", "-7E-70", "1E-6176", "5E-6176", "1E-3100", "3E3100", "9.999999999999999999999999999999999E6144", "1E6144", "-1E6144", "123456789", "-0.125", "18014398509481984",
    ];

    private static readonly List<FeelNumber> Numbers = [.. Texts.Select(Number)];

    public static TheoryData<string, Func<FeelNumber, FeelNumber, FeelNumber?>, Func<Fraction, Fraction, Fraction?>> Operations => new()
    {
        { "+", FeelNumber.Add, (a, b) => new((a.Top * b.Bottom) + (b.Top * a.Bottom), a.Bottom * b.Bottom) },
        { "-", FeelNumber.Subtract, (a, b) => new((a.Top * b.Bottom) - (b.Top * a.Bottom), a.Bottom * b.Bottom) },
        { "*", FeelNumber.Multiply, (a, b) => new(a.Top * b.Top, a.Bottom * b.Bottom) },
        { "/", FeelNumber.Divide, (a, b) => b.Top.IsZero ? null : new(a.Top * b.Bottom * b.Top.Sign, a.Bottom * BigInteger.Abs(b.Top)) },
        { "modulo", FeelNumber.Modulo, Modulo },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_gives_the_exact_result_rounded_once(string name, Func<FeelNumber, FeelNumber, FeelNumber?> operation, Func<Fraction, Fraction, Fraction?> exact)
    {
        foreach (var (a, b) in Numbers.SelectMany(_ => Numbers, (a, b) => (a, b)))
        {
            var expected = exact(Of(a), Of(b)) is { } fraction ? Rounded(fraction) : null;
            var found = operation(a, b);
            Assert.True(Equals(expected, found), $"{a.Format()} {name} {b.Format()} = {found?.Format() ?? "null"}, not {expected?.Format() ?? "null"}");
        }
    }

    [Fact]
    public void Numbers_are_ordered_as_their_fractions()
    {
        foreach (var (a, b) in Numbers.SelectMany(_ => Numbers, (a, b) => (a, b)))
        {
            var (one, two) = (Of(a), Of(b));
            var order = (one.Top * two.Bottom).CompareTo(two.Top * one.Bottom);
            Assert.True(Math.Sign(a.CompareTo(b)) == order, $"{a.Format()} and {b.Format()} are not {order}");
            Assert.True(a.Equals(b) == (order == 0), $"{a.Format()} and {b.Format()}");
        }
    }

    [Theory]
    [InlineData(FeelRounding.HalfEven)]
    [InlineData(FeelRounding.Up)]
    [InlineData(FeelRounding.Down)]
    [InlineData(FeelRounding.HalfUp)]
    [InlineData(FeelRounding.HalfDown)]
    [InlineData(FeelRounding.Floor)]
    [InlineData(FeelRounding.Ceiling)]
    public void Every_rounding_goes_where_it_says(FeelRounding rounding)
    {
        foreach (var number in Numbers)
        {
            foreach (var scale in (int[])[-70, -34, -3, -1, 0, 1, 2, 3, 33, 34, 70])
            {
                var exact = Of(number);
                // In units of the last digit that is to stay.
                var (top, bottom) = scale >= 0 ? (exact.Top * BigInteger.Pow(10, scale), exact.Bottom) : (exact.Top, exact.Bottom * BigInteger.Pow(10, -scale));
                var whole = Whole(top, bottom, rounding);
                var expected = Rounded(scale >= 0 ? new(whole, BigInteger.Pow(10, scale)) : new(whole * BigInteger.Pow(10, -scale), BigInteger.One));
                var found = number.Round(scale, rounding);
                Assert.True(Equals(expected, found), $"{number.Format()} to {scale} decimals is {found?.Format() ?? "null"}, not {expected?.Format() ?? "null"}");
            }
        }
    }

    // The exact root lies within half a unit of the last digit: half below the root of the square of the lower bound, and so on.
    [Fact]
    public void A_root_is_the_nearest_number_to_the_exact_root()
    {
        foreach (var number in Numbers.Where(number => number.Sign > 0))
        {
            var root = number.SquareRoot()!;
            var (exact, found) = (Of(number), Of(root));
            var unit = Unit(found);
            Assert.True(Squared(found, unit, -1).CompareTo(exact) < 0 && Squared(found, unit, 1).CompareTo(exact) > 0, $"sqrt({number.Format()}) = {root.Format()}");
        }
    }

    // Halves, and a trace far behind one.
    [Theory]
    [InlineData("10000000000000000000000000000000005")]
    [InlineData("10000000000000000000000000000000015")]
    [InlineData("100000000000000000000000000000000050000000000000000000001")]
    [InlineData("100000000000000000000000000000000050000000000000000000000")]
    [InlineData("0.000000000100000000000000000000000000000000050000000000000000000001")]
    [InlineData("0.00000000010000000000000000000000000000000005000000000000000000000")]
    [InlineData("99999999999999999999999999999999995")]
    [InlineData("12345678901234567890123456789012345678901200000000000000000000003")]
    [InlineData("12345678901234567890123456789012344999999999999999999999999999999")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000007")]
    [InlineData("0.00000000000000000000000000000000000000000000000000000000000000007")]
    [InlineData("-123456789012345678901234567890123456789012345.678901234567890123456789")]
    [InlineData("+1.50")]
    public void A_text_of_many_digits_is_rounded_once(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        Assert.Equal(Rounded(new(digits, BigInteger.Pow(10, decimals))), Number(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+-1")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("1f5")]
    [InlineData("1e1234567890")]
    [InlineData("1e12345678901")]
    [InlineData("1 ")]
    [InlineData("e5")]
    public void A_text_that_is_no_number_is_refused(string text) => Assert.False(FeelNumber.TryParse(text, out _));

    [Theory]
    [InlineData("2147483647", 2147483647)]
    [InlineData("-2147483648", -2147483648)]
    [InlineData("2147483648", null)]
    [InlineData("1.5", null)]
    [InlineData("1E30", null)]
    public void Only_a_whole_number_within_its_bounds_is_an_int(string text, int? expected) =>
        Assert.Equal(expected, Number(text).TryToInt32(out var value) ? value : null);

    [Theory]
    [InlineData("0.25", 0.25)]
    [InlineData("-3", -3)]
    [InlineData("1E30", 1E30)]
    public void A_number_is_near_its_double(string text, double expected) => Assert.Equal(expected, Number(text).ToDouble());

    [Fact]
    public void A_decimal_keeps_its_value()
    {
        foreach (var value in (decimal[])[0m, 1.50m, -1.5m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, -0.5m])
            Assert.Equal(Number(value.ToString(CultureInfo.InvariantCulture)), FeelNumber.From(value));
    }

    private static Fraction? Modulo(Fraction a, Fraction b)
    {
        if (b.Top.IsZero)
            return null;
        var (x, y) = (a.Top * b.Bottom, b.Top * a.Bottom);
        var rest = BigInteger.Remainder(x, y);
        return new(rest.IsZero || rest.Sign == y.Sign ? rest : rest + y, a.Bottom * b.Bottom);
    }

    private static FeelNumber? Rounded(Fraction exact)
    {
        if (exact.Top.IsZero)
            return FeelNumber.Zero;
        var exponent = Math.Max(SmallestExponent, Length(exact) - Digits);
        var whole = Shifted(exact, exponent);
        // One that rounds up to a digit more has a zero at its end.
        return FeelNumber.TryParse($"{whole.ToString(CultureInfo.InvariantCulture)}E{exponent.ToString(CultureInfo.InvariantCulture)}", out var number) ? number : null;
    }

    // How many digits stand before its point; none or fewer when zeros stand behind it.
    private static int Length(Fraction exact)
    {
        var top = BigInteger.Abs(exact.Top);
        var guess = (int)Math.Floor(BigInteger.Log10(top) - BigInteger.Log10(exact.Bottom));
        while (AtLeast(top, exact.Bottom, guess))
            guess++;
        while (!AtLeast(top, exact.Bottom, guess - 1))
            guess--;
        return guess;
    }

    private static bool AtLeast(BigInteger top, BigInteger bottom, int power) =>
        power >= 0 ? top >= bottom * BigInteger.Pow(10, power) : top * BigInteger.Pow(10, -power) >= bottom;

    private static BigInteger Shifted(Fraction exact, int exponent) => exponent >= 0
        ? Whole(exact.Top, exact.Bottom * BigInteger.Pow(10, exponent), FeelRounding.HalfEven)
        : Whole(exact.Top * BigInteger.Pow(10, -exponent), exact.Bottom, FeelRounding.HalfEven);

    private static BigInteger Whole(BigInteger top, BigInteger bottom, FeelRounding rounding)
    {
        var down = BigInteger.DivRem(BigInteger.Abs(top), bottom, out var rest);
        var half = (rest * 2).CompareTo(bottom);
        var further = !rest.IsZero && rounding switch
        {
            FeelRounding.Up => true,
            FeelRounding.Down => false,
            FeelRounding.Floor => top.Sign < 0,
            FeelRounding.Ceiling => top.Sign > 0,
            FeelRounding.HalfUp => half >= 0,
            FeelRounding.HalfDown => half > 0,
            _ => half > 0 || (half == 0 && !down.IsEven),
        };
        return (down + (further ? 1 : 0)) * top.Sign;
    }

    // Half a unit of the last of 34 digits, as a fraction.
    private static Fraction Unit(Fraction found)
    {
        var exponent = Length(found) - Digits;
        return exponent >= 0 ? new(BigInteger.Pow(10, exponent), 2) : new(1, 2 * BigInteger.Pow(10, -exponent));
    }

    private static Fraction Squared(Fraction found, Fraction unit, int sign)
    {
        var (top, bottom) = ((found.Top * unit.Bottom) + (sign * unit.Top * found.Bottom), found.Bottom * unit.Bottom);
        return new(top * top, bottom * bottom);
    }

    private static FeelNumber Number(string text)
    {
        Assert.True(FeelNumber.TryParse(text, out var number), text);
        return number;
    }

    private static Fraction Of(FeelNumber number)
    {
        var text = number.Format();
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        var digits = e < 0 ? text : text[..e];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : digits.Length - point - 1;
        var whole = BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return exponent >= 0 ? new(whole * BigInteger.Pow(10, exponent), BigInteger.One) : new(whole, BigInteger.Pow(10, -exponent));
    }

    /// <summary>A fraction of whole numbers, the lower one above zero.</summary>
    public sealed record Fraction(BigInteger Top, BigInteger Bottom)
    {
        public int CompareTo(Fraction other) => (Top * other.Bottom).CompareTo(other.Top * Bottom);
    }
}
