using System.Numerics;

namespace Signaalketen.Engine.Expressions;

/// <content>Roots, powers, logarithm and exponential, correct to the kept digits. Fixed-point arithmetic with 90 decimals.</content>
public sealed partial class FeelNumber
{
    private const int Decimals = 90;
    private const int WorkingDigits = 70;

    private static readonly BigInteger Unit = Powers.Ten(Decimals);
    private static readonly BigInteger LnTen = (6 * InverseAtanh(3)) + (2 * InverseAtanh(9));

    public FeelNumber? SquareRoot()
    {
        if (Sign <= 0)
        {
            return Sign == 0 ? Zero : null;
        }

        var shift = Math.Max(0, (2 * Precision) + 6 - Powers.Digits(Coefficient));
        if (((Exponent - shift) & 1) != 0)
        {
            shift++;
        }

        var scaled = Coefficient * Powers.Ten(shift);
        var root = Powers.SquareRoot(scaled);
        var exponent = (Exponent - shift) / 2;
        return root * root == scaled ? From(root, exponent) : From((root * 10) + 1, exponent - 1);
    }

    /// <summary>Natural logarithm; null for zero and below.</summary>
    public FeelNumber? Log() => Sign <= 0 ? null : From(FixedLog(this), -Decimals);

    /// <summary>e to the power of this number.</summary>
    public FeelNumber? Exp() => Sign == 0 ? One : ExpOfFixed(ToFixed(this), CompareTo(From(20_000)) > 0);

    public static FeelNumber? Power(FeelNumber number, FeelNumber exponent)
    {
        if (exponent.Sign == 0)
        {
            return One;
        }

        if (number.Sign == 0)
        {
            return exponent.Sign > 0 ? Zero : null;
        }

        if (exponent.IsInteger && exponent.TryToInt64(out var whole))
        {
            return IntegerPower(number, whole);
        }

        if (number.Sign < 0 || exponent.IsInteger)
        {
            return number.Equals(One) ? One : null;
        }

        var product = FixedLog(number) * exponent.Coefficient;
        var shifted = exponent.Exponent >= 0 ? product * Powers.Ten(exponent.Exponent) : product / Powers.Ten(-exponent.Exponent);
        return ExpOfFixed(shifted, shifted > Unit * 20_000);
    }

    private static FeelNumber? IntegerPower(FeelNumber number, long power)
    {
        var remaining = power == long.MinValue ? 1UL << 63 : (ulong)Math.Abs(power);
        (BigInteger Coefficient, long Exponent) result = (BigInteger.One, 0);
        (BigInteger Coefficient, long Exponent) square = (number.Coefficient, number.Exponent);
        while (true)
        {
            if ((remaining & 1) != 0)
            {
                result = Shorten(result.Coefficient * square.Coefficient, result.Exponent + square.Exponent);
            }

            remaining >>= 1;
            if (remaining == 0)
            {
                break;
            }

            square = Shorten(square.Coefficient * square.Coefficient, square.Exponent * 2);
            if (Math.Abs(square.Exponent) > 40_000)
            {
                return (square.Exponent > 0) == (power > 0) ? null : Zero;
            }
        }

        if (power > 0)
        {
            return From(result.Coefficient, result.Exponent);
        }

        var shift = WorkingDigits + Powers.Digits(result.Coefficient);
        return From(Powers.Ten(shift) / result.Coefficient, -result.Exponent - shift);
    }

    private static (BigInteger Coefficient, long Exponent) Shorten(BigInteger coefficient, long exponent)
    {
        var excess = Powers.Digits(coefficient) - WorkingDigits;
        return excess > 0 ? (Powers.DivideHalfEven(coefficient, excess), exponent + excess) : (coefficient, exponent);
    }

    private static BigInteger ToFixed(FeelNumber number)
    {
        var exponent = number.Exponent + Decimals;
        if (exponent < 0)
        {
            return number.Coefficient / Powers.Ten(-exponent);
        }

        // Beyond this size only the sign matters: the caller answers out of range or zero.
        return exponent > Decimals + 40 ? number.Sign * Unit * 1_000_000 : number.Coefficient * Powers.Ten(exponent);
    }

    private static FeelNumber? ExpOfFixed(BigInteger x, bool tooLarge)
    {
        if (tooLarge)
        {
            return null;
        }

        if (x < Unit * -20_000)
        {
            return Zero;
        }

        var tens = (int)BigInteger.Divide(x, LnTen);
        return From(FixedExp(x - (LnTen * tens)), tens - Decimals);
    }

    /// <summary>e^x for |x| below about 3, by halving eight times and the power series.</summary>
    private static BigInteger FixedExp(BigInteger x)
    {
        x /= 256;
        var term = Unit;
        var sum = Unit;
        for (var n = 1; !term.IsZero; n++)
        {
            term = term * x / Unit / n;
            sum += term;
        }

        for (var i = 0; i < 8; i++)
        {
            sum = sum * sum / Unit;
        }

        return sum;
    }

    private static BigInteger FixedLog(FeelNumber number)
    {
        var digits = Powers.Digits(number.Coefficient);
        var mantissa = number.Coefficient * Unit / Powers.Ten(digits - 1);
        var guess = Math.Log((double)(mantissa / Powers.Ten(Decimals - 17)) / 1e17);
        var y = new BigInteger(guess * 1e15) * Powers.Ten(Decimals - 15);
        for (var round = 0; round < 3; round++)
        {
            var power = FixedExp(y);
            y += 2 * (mantissa - power) * Unit / (mantissa + power);
        }

        return y + (LnTen * (number.Exponent + digits - 1));
    }

    /// <summary>atanh(1/n) in fixed point.</summary>
    private static BigInteger InverseAtanh(int n)
    {
        var power = Powers.Ten(Decimals) / n;
        var sum = power;
        for (var k = 3; !power.IsZero; k += 2)
        {
            power /= n * n;
            sum += power / k;
        }

        return sum;
    }
}
