using System.Numerics;

namespace Signaalketen.Engine.Expressions;

/// <summary>Powers of ten and the digit arithmetic that decimal numbers are made of.</summary>
internal static class Powers
{
    private static readonly BigInteger[] Table = BuildTable();

    public static BigInteger Ten(int power) => power < Table.Length ? Table[power] : BigInteger.Pow(10, power);

    /// <summary>Number of decimal digits of a non-zero number.</summary>
    public static int Digits(BigInteger value)
    {
        var magnitude = BigInteger.Abs(value);
        var guess = (int)((magnitude.GetBitLength() - 1) * 0.30102999566398120);
        return magnitude >= Ten(guess) ? (magnitude >= Ten(guess + 1) ? guess + 2 : guess + 1) : guess;
    }

    /// <summary>Divides by 10^<paramref name="power"/> and rounds half to even.</summary>
    public static BigInteger DivideHalfEven(BigInteger value, long power)
    {
        if (power > Digits(value) + 1)
        {
            return BigInteger.Zero;
        }

        var divisor = Ten((int)power);
        var quotient = BigInteger.DivRem(value, divisor, out var rest);
        var half = (BigInteger.Abs(rest) * 2).CompareTo(divisor);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + value.Sign : quotient;
    }

    /// <summary>Removes trailing zeros from the coefficient.</summary>
    public static (BigInteger Coefficient, long Exponent) Strip(BigInteger coefficient, long exponent)
    {
        for (var step = 16; step > 0; step /= 2)
        {
            while (coefficient.IsEven)
            {
                var quotient = BigInteger.DivRem(coefficient, Table[step], out var rest);
                if (!rest.IsZero)
                {
                    break;
                }

                coefficient = quotient;
                exponent += step;
            }
        }

        return (coefficient, exponent);
    }

    /// <summary>The largest integer whose square does not exceed <paramref name="value"/>.</summary>
    public static BigInteger SquareRoot(BigInteger value)
    {
        if (value.IsZero)
        {
            return value;
        }

        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private static BigInteger[] BuildTable()
    {
        var table = new BigInteger[128];
        table[0] = BigInteger.One;
        for (var i = 1; i < table.Length; i++)
        {
            table[i] = table[i - 1] * 10;
        }

        return table;
    }
}
