namespace Signaalketen.Engine.Expressions;

/// <summary>Functions over numbers (clause 10.3.4.5).</summary>
internal static class NumberFunctions
{
    /// <summary>Steps of a function that sums a series to many digits.</summary>
    internal const int PriceOfSeries = 500;

    public static IEnumerable<Builtin> All { get; } =
    [
        Rounding("decimal", FeelRounding.HalfEven, optional: false),
        Rounding("floor", FeelRounding.Floor, optional: true),
        Rounding("ceiling", FeelRounding.Ceiling, optional: true),
        Rounding("round up", FeelRounding.Up, optional: false),
        Rounding("round down", FeelRounding.Down, optional: false),
        Rounding("round half up", FeelRounding.HalfUp, optional: false),
        Rounding("round half down", FeelRounding.HalfDown, optional: false),
        new(
            "abs",
            new Form("n: number", (a, _) => Number(a[0]).Abs()),
            new Form("n: days and time duration", (a, run) => FeelOperators.Compare(a[0], FeelDaysAndTimeDuration.OfSeconds(0)) < 0 ? FeelArithmetic.Negate(a[0], run) : a[0]),
            new Form("n: years and months duration", (a, run) => ((FeelYearsAndMonthsDuration)a[0]).Months < 0 ? FeelArithmetic.Negate(a[0], run) : a[0])),
        new("modulo", "dividend: number, divisor: number", (a, run) => FeelNumber.Modulo(Number(a[0]), Number(a[1])) ?? run.Fail("'modulo' by zero.")),
        new("sqrt", "number: number", (a, run) => Priced(a[0], run).SquareRoot() ?? run.Fail("A negative number has no root.")),
        new("log", "number: number", (a, run) => Priced(a[0], run).Log() ?? run.Fail("Only a positive number has a logarithm.")),
        new("exp", "number: number", (a, run) => Priced(a[0], run).Exp() ?? run.Fail("The result of 'exp' is out of range.")),
        new("odd", "number: number", (a, run) => Parity(a[0], odd: true, run)),
        new("even", "number: number", (a, run) => Parity(a[0], odd: false, run)),
    ];

    private static FeelNumber Number(FeelValue value) => (FeelNumber)value;

    private static FeelNumber Priced(FeelValue value, Evaluation run)
    {
        run.Spend(PriceOfSeries);
        return Number(value);
    }

    private static Builtin Rounding(string name, FeelRounding rounding, bool optional)
    {
        FeelValue Code(FeelValue[] a, Evaluation run)
        {
            var scale = 0;
            if (a.Length > 1 && (!Number(a[1]).Round(0, FeelRounding.Down)!.TryToInt32(out scale) || scale is < -6111 or > 6176))
            {
                return run.Fail($"The scale of '{name}' lies between -6111 and 6176.");
            }

            return Number(a[0]).Round(scale, rounding) ?? run.Fail($"The result of '{name}' is out of range.");
        }

        return optional ? new Builtin(name, new Form("n: number", Code), new Form("n: number, scale: number", Code)) : new Builtin(name, "n: number, scale: number", Code);
    }

    private static FeelValue Parity(FeelValue value, bool odd, Evaluation run)
    {
        var number = Number(value);
        if (!number.IsInteger)
        {
            return run.Fail("Only a whole number is odd or even.");
        }

        return FeelBoolean.Of((number.Exponent > 0 || number.Coefficient.IsEven) != odd);
    }
}
