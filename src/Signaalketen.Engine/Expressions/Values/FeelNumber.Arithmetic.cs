using System.Numerics;

namespace Signaalketen.Engine.Expressions;

/// <summary>How a number is brought to a number of decimals.</summary>
public enum FeelRounding
{
    HalfEven,
    Up,
    Down,
    HalfUp,
    HalfDown,
    Floor,
    Ceiling,
}

/// <content>Arithmetic; every operation answers null when the result is undefined or out of range.</content>
public sealed partial class FeelNumber
{
    /// <summary>Below zero when this is the smaller, above zero when it is the larger.</summary>
    public int CompareTo(FeelNumber other)
    {
        if (_isSmall && other._isSmall)
        {
            return _small.CompareTo(other._small);
        }

        if (Sign != other.Sign)
        {
            return Sign.CompareTo(other.Sign);
        }

        var mine = Powers.Digits(Coefficient) + Exponent;
        var theirs = Powers.Digits(other.Coefficient) + other.Exponent;
        if (mine != theirs)
        {
            return mine < theirs ? -Sign : Sign;
        }

        var (left, right, _) = Align(this, other);
        return left.CompareTo(right);
    }

    public FeelNumber Negate() => _isSmall && _small != long.MinValue ? From(-_small) : From(-Coefficient, Exponent)!;

    public FeelNumber Abs() => Sign < 0 ? Negate() : this;

    public static FeelNumber? Add(FeelNumber left, FeelNumber right)
    {
        if (left._isSmall && right._isSmall)
        {
            var sum = unchecked(left._small + right._small);
            if (((left._small ^ sum) & (right._small ^ sum)) >= 0)
            {
                return From(sum);
            }
        }

        if (left.Sign == 0)
        {
            return right;
        }

        if (right.Sign == 0)
        {
            return left;
        }

        var (large, small) = left.Exponent >= right.Exponent ? (left, right) : (right, left);
        var gap = large.Exponent - small.Exponent;
        if (gap > 2 * Precision && large.Exponent - Precision - 3 > small.Exponent + Powers.Digits(small.Coefficient))
        {
            // The small one can only tip a rounding: one unit far below the last kept digit says as much.
            return From((large.Coefficient * Powers.Ten(Precision + 3)) + small.Sign, large.Exponent - Precision - 3);
        }

        var (a, b, exponent) = Align(left, right);
        return From(a + b, exponent);
    }

    public static FeelNumber? Subtract(FeelNumber left, FeelNumber right) => Add(left, right.Negate());

    public static FeelNumber? Multiply(FeelNumber left, FeelNumber right)
    {
        if (left._isSmall && right._isSmall)
        {
            var high = Math.BigMul(left._small, right._small, out long low);
            if (high == (low >> 63))
            {
                return From(low);
            }
        }

        return From(left.Coefficient * right.Coefficient, (long)left.Exponent + right.Exponent);
    }

    public static FeelNumber? Divide(FeelNumber left, FeelNumber right)
    {
        if (right.Sign == 0)
        {
            return null;
        }

        if (left._isSmall && right._isSmall && right._small != -1 && left._small % right._small == 0)
        {
            return From(left._small / right._small);
        }

        if (left.Sign == 0)
        {
            return Zero;
        }

        var shift = Math.Max(0, Precision + 3 + Powers.Digits(right.Coefficient) - Powers.Digits(left.Coefficient));
        var quotient = BigInteger.DivRem(left.Coefficient * Powers.Ten(shift), right.Coefficient, out var rest);
        var exponent = (long)left.Exponent - right.Exponent - shift;
        if (rest.IsZero)
        {
            return From(quotient, exponent);
        }

        // A trace of the remainder keeps "exactly half" apart from "a little more than half".
        return From((quotient * 10) + (left.Sign * right.Sign), exponent - 1);
    }

    /// <summary>dividend − divisor × floor(dividend / divisor): the result has the sign of the divisor.</summary>
    public static FeelNumber? Modulo(FeelNumber dividend, FeelNumber divisor)
    {
        if (divisor.Sign == 0)
        {
            return null;
        }

        // Neither may be written out in full: the two can lie more than twelve thousand digits apart.
        var gap = dividend.Exponent - divisor.Exponent;
        if (gap < -2 * Precision)
        {
            // The dividend is smaller than the divisor, and so its own remainder.
            return dividend.Sign == 0 || dividend.Sign == divisor.Sign ? dividend : Add(dividend, divisor);
        }

        var (a, b, exponent) = gap > 0 ? (dividend.Coefficient, divisor.Coefficient, divisor.Exponent) : Align(dividend, divisor);
        var rest = gap > 0 ? BigInteger.Remainder(a * BigInteger.ModPow(10, gap, BigInteger.Abs(b)), b) : BigInteger.Remainder(a, b);
        if (!rest.IsZero && rest.Sign != b.Sign)
        {
            rest += b;
        }

        return From(rest, exponent);
    }

    /// <summary>Rounds to <paramref name="scale"/> decimals; a negative scale rounds to tens, hundreds and so on.</summary>
    public FeelNumber? Round(int scale, FeelRounding rounding)
    {
        var drop = -(long)scale - Exponent;
        if (drop <= 0)
        {
            return this;
        }

        // All that lies further off than one digit past the number is simply "less than half".
        var reach = Math.Min(drop, Powers.Digits(Sign == 0 ? BigInteger.One : Coefficient) + 2);
        var divisor = Powers.Ten((int)reach);
        var quotient = BigInteger.DivRem(Coefficient, divisor, out var rest);
        if (!rest.IsZero)
        {
            var half = (BigInteger.Abs(rest) * 2).CompareTo(divisor);
            var away = rounding switch
            {
                FeelRounding.Up => true,
                FeelRounding.Down => false,
                FeelRounding.Floor => Sign < 0,
                FeelRounding.Ceiling => Sign > 0,
                FeelRounding.HalfUp => half >= 0,
                FeelRounding.HalfDown => half > 0,
                _ => half > 0 || (half == 0 && !quotient.IsEven),
            };
            quotient += away ? Sign : 0;
        }

        return From(quotient, -(long)scale);
    }

    /// <summary>The whole part towards minus infinity.</summary>
    internal BigInteger FloorInteger()
    {
        var whole = Round(0, FeelRounding.Floor)!;
        return whole.Coefficient * Powers.Ten(whole.Exponent);
    }

    /// <summary>The whole part towards zero.</summary>
    internal BigInteger TruncateInteger()
    {
        var whole = Round(0, FeelRounding.Down)!;
        return whole.Coefficient * Powers.Ten(whole.Exponent);
    }

    private static (BigInteger Left, BigInteger Right, int Exponent) Align(FeelNumber left, FeelNumber right)
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        return (left.Coefficient * Powers.Ten(left.Exponent - exponent), right.Coefficient * Powers.Ten(right.Exponent - exponent), exponent);
    }
}
