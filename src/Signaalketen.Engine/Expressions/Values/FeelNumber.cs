using System.Globalization;
using System.Numerics;

namespace Signaalketen.Engine.Expressions;

/// <summary>
/// A decimal number of at most 34 significant digits, rounded half even, with the exponent range of IEEE 754 decimal128
/// (DMN 1.5, clause 10.3.2.3.1). Kept in one canonical form, so that 1.0 and 1 are the same value.
/// </summary>
public sealed partial class FeelNumber : FeelValue
{
    /// <summary>Significant digits kept.</summary>
    public const int Precision = 34;
    private const int LargestExponent = 6111;
    private const int SmallestExponent = -6176;

    // An integer within Int64 lives in _small with _isSmall set; all else is _coefficient * 10^_exponent without trailing zeros.
    private readonly bool _isSmall;
    private readonly long _small;
    private readonly BigInteger _coefficient;
    private readonly int _exponent;

    private FeelNumber(long small)
    {
        _isSmall = true;
        _small = small;
    }

    private FeelNumber(BigInteger coefficient, int exponent)
    {
        _coefficient = coefficient;
        _exponent = exponent;
    }

    public static FeelNumber Zero { get; } = new(0L);

    public static FeelNumber One { get; } = new(1L);

    public override string TypeName => "number";

    internal BigInteger Coefficient => _isSmall ? _small : _coefficient;

    internal int Exponent => _isSmall ? 0 : _exponent;

    public int Sign => _isSmall ? Math.Sign(_small) : _coefficient.Sign;

    public bool IsInteger => _isSmall || _exponent >= 0;

    public static implicit operator FeelNumber(long value) => From(value);

    public static implicit operator FeelNumber(decimal value) => From(value);

    public static FeelNumber From(long value) => value switch { 0 => Zero, 1 => One, _ => new FeelNumber(value) };

    public static FeelNumber From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        var scale = (bits[3] >> 16) & 0xFF;
        return From(bits[3] < 0 ? -magnitude : magnitude, -scale)!;
    }

    /// <summary>Rounds <paramref name="coefficient"/> × 10^<paramref name="exponent"/>; null when it is out of range.</summary>
    internal static FeelNumber? From(BigInteger coefficient, long exponent)
    {
        if (coefficient.IsZero)
        {
            return Zero;
        }

        var excess = (long)Powers.Digits(coefficient) - Precision;
        if (exponent + excess < SmallestExponent && exponent < SmallestExponent)
        {
            excess = SmallestExponent - exponent;
        }

        if (excess > 0)
        {
            coefficient = Powers.DivideHalfEven(coefficient, excess);
            exponent += excess;
            if (coefficient.IsZero)
            {
                return Zero;
            }
        }

        (coefficient, exponent) = Powers.Strip(coefficient, exponent);
        if (exponent >= 0 && exponent <= 18 && coefficient.GetBitLength() < 64)
        {
            var whole = coefficient * Powers.Ten((int)exponent);
            if (whole >= long.MinValue && whole <= long.MaxValue)
            {
                return From((long)whole);
            }
        }

        if (exponent > LargestExponent)
        {
            // decimal128 may hold the same value with zeros appended to a short coefficient.
            if (exponent + Powers.Digits(coefficient) > LargestExponent + Precision)
            {
                return null;
            }
        }

        return new FeelNumber(coefficient, (int)exponent);
    }

    /// <summary>Reads digits with an optional sign, point and exponent; no spaces, no grouping.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber value)
    {
        value = Zero;
        var at = 0;
        var negative = false;
        if (at < text.Length && text[at] is '-' or '+')
        {
            negative = text[at++] == '-';
        }

        var coefficient = new char[Precision + 8];
        var used = 0;
        long exponent = 0;
        var anyDigit = false;
        var inFraction = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && !inFraction && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                inFraction = true;
                continue;
            }

            if (!char.IsAsciiDigit(c))
            {
                break;
            }

            anyDigit = true;
            if (used < coefficient.Length)
            {
                if (used > 0 || c != '0')
                {
                    coefficient[used++] = c;
                }

                exponent -= inFraction ? 1 : 0;
            }
            else
            {
                // Far beyond the kept digits only "was there anything at all" still matters for rounding.
                if (c != '0')
                {
                    coefficient[used - 1] = coefficient[used - 1] is '0' or '5' ? (char)(coefficient[used - 1] + 1) : coefficient[used - 1];
                }

                exponent += inFraction ? 0 : 1;
            }
        }

        if (!anyDigit || !TryParseExponent(text[at..], out var written))
        {
            return false;
        }

        if (used == 0)
        {
            return true;
        }

        var magnitude = BigInteger.Parse(coefficient.AsSpan(0, used), NumberStyles.None, CultureInfo.InvariantCulture);
        var number = From(negative ? -magnitude : magnitude, exponent + written);
        if (number is null)
        {
            return false;
        }

        value = number;
        return true;
    }

    private static bool TryParseExponent(ReadOnlySpan<char> text, out long exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        return text[0] is 'e' or 'E' && text.Length is > 1 and < 12
            && long.TryParse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
    }

    public bool TryToInt64(out long value)
    {
        value = _small;
        return _isSmall;
    }

    public bool TryToInt32(out int value)
    {
        value = unchecked((int)_small);
        return _isSmall && _small == value;
    }

    public double ToDouble() => _isSmall ? _small : double.Parse(Format(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The digits in plain notation, or with an exponent when plain would be very long.</summary>
    public string Format()
    {
        if (_isSmall)
        {
            return _small.ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(_coefficient).ToString(CultureInfo.InvariantCulture);
        var sign = _coefficient.Sign < 0 ? "-" : "";
        var point = digits.Length + _exponent;
        if (point is > 60 or < -30)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}E{point - 1}");
        }

        if (_exponent >= 0)
        {
            return sign + digits + new string('0', _exponent);
        }

        return point > 0
            ? $"{sign}{digits.AsSpan(0, point)}.{digits.AsSpan(point)}"
            : $"{sign}0.{new string('0', -point)}{digits}";
    }

    public override bool Equals(FeelValue? other) => other is FeelNumber number && _isSmall == number._isSmall
        && _small == number._small && _exponent == number._exponent && _coefficient == number._coefficient;

    public override int GetHashCode() => _isSmall ? _small.GetHashCode() : HashCode.Combine(_coefficient, _exponent);
}
