using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>A run of operators of one strength, worked through from left to right without recursion.</summary>
/// <param name="first">The leftmost operand.</param>
/// <param name="rest">Each sign with the operand behind it; <c>^</c> stands for <c>**</c>.</param>
internal sealed class ArithmeticNode(Node first, (char Sign, Node Operand)[] rest) : Node([first, .. rest.Select(r => r.Operand)])
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var value = first.Evaluate(scope, run);
        foreach (var (sign, operand) in rest)
        {
            value = FeelArithmetic.Apply(sign, value, operand.Evaluate(scope, run), run);
        }

        return value;
    }

    public override void Print(StringBuilder text)
    {
        PrintPart(text, first);
        foreach (var (sign, operand) in rest)
        {
            text.Append(' ').Append(FeelArithmetic.Name(sign)).Append(' ');
            PrintPart(text, operand);
        }
    }
}

internal sealed class NegateNode(Node operand) : Node(operand)
{
    public override FeelValue Evaluate(Scope scope, Evaluation run) => FeelArithmetic.Negate(operand.Evaluate(scope, run), run);

    public override void Print(StringBuilder text)
    {
        text.Append('-');
        PrintPart(text, operand);
    }
}

/// <summary>A run of <c>and</c> or of <c>or</c>: one deciding value settles it, otherwise anything that is no boolean gives null.</summary>
internal sealed class LogicNode(bool isAnd, Node[] operands) : Node([.. operands])
{
    private readonly FeelBoolean _deciding = FeelBoolean.Of(!isAnd);

    public override FeelType? StaticType => FeelType.Simple("boolean");

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var unknown = false;
        foreach (var operand in operands)
        {
            var value = operand.Evaluate(scope, run);
            if (ReferenceEquals(value, _deciding))
            {
                return _deciding;
            }

            unknown |= value is not FeelBoolean;
        }

        return unknown ? FeelNull.Value : FeelBoolean.Of(isAnd);
    }

    public override void Print(StringBuilder text)
    {
        for (var i = 0; i < operands.Length; i++)
        {
            text.Append(i == 0 ? "" : isAnd ? " and " : " or ");
            PrintPart(text, operands[i]);
        }
    }
}

internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed class CompareNode(Comparison comparison, Node left, Node right) : Node(left, right)
{
    public override FeelType? StaticType => FeelType.Simple("boolean");

    public override FeelValue Evaluate(Scope scope, Evaluation run) =>
        Apply(comparison, left.Evaluate(scope, run), right.Evaluate(scope, run), run);

    public static FeelValue Apply(Comparison comparison, FeelValue left, FeelValue right, Evaluation run)
    {
        if (left is not (FeelNumber or FeelString) && left.Weight > 1)
        {
            run.Spend(Math.Min(left.Weight, right.Weight));
        }

        if (comparison <= Comparison.NotEqual)
        {
            return FeelOperators.AreEqual(left, right) is { } equal
                ? FeelBoolean.Of(equal == (comparison == Comparison.Equal))
                : run.Fail($"A {left.TypeName} cannot be equal to a {right.TypeName}.");
        }

        if (FeelOperators.Compare(left, right) is not { } order)
        {
            return run.Fail($"A {left.TypeName} and a {right.TypeName} have no order.");
        }

        return FeelBoolean.Of(comparison switch
        {
            Comparison.Less => order < 0,
            Comparison.LessOrEqual => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        });
    }

    public static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };

    public override void Print(StringBuilder text)
    {
        PrintPart(text, left);
        text.Append(' ').Append(Sign(comparison)).Append(' ');
        PrintPart(text, right);
    }
}

internal sealed class BetweenNode(Node value, Node low, Node high) : Node(value, low, high)
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var tested = value.Evaluate(scope, run);
        var above = CompareNode.Apply(Comparison.GreaterOrEqual, tested, low.Evaluate(scope, run), run);
        var below = CompareNode.Apply(Comparison.LessOrEqual, tested, high.Evaluate(scope, run), run);
        // The same as two comparisons with "and" between them: one that fails decides.
        return ReferenceEquals(above, FeelBoolean.False) || ReferenceEquals(below, FeelBoolean.False) ? FeelBoolean.False
            : above is FeelBoolean && below is FeelBoolean ? FeelBoolean.True : FeelNull.Value;
    }

    public override void Print(StringBuilder text)
    {
        PrintPart(text, value);
        text.Append(" between ");
        PrintPart(text, low);
        text.Append(" and ");
        PrintPart(text, high);
    }
}

/// <param name="value">What is tested.</param>
/// <param name="type">What it is tested for.</param>
/// <param name="written">The type as it was written.</param>
internal sealed class InstanceOfNode(Node value, FeelType type, string written) : Node(value)
{
    private readonly FeelType _form = type.Form;

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var tested = value.Evaluate(scope, run);
        return _form is UnknownFeelType unknown
            ? run.Fail($"There is no type '{unknown.Name}'.")
            : FeelBoolean.Of(_form.Holds(tested));
    }

    public override void Print(StringBuilder text)
    {
        PrintPart(text, value);
        text.Append(" instance of ").Append(written);
    }
}
