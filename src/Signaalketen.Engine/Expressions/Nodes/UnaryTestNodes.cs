using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>One test of an input value, which is known as <c>?</c>.</summary>
internal abstract class UnaryTest(Node operand, bool usesInput) : Node(operand)
{
    protected Node Operand { get; } = operand;

    /// <summary>Whether the input is also read by its name <c>?</c>.</summary>
    public bool UsesInput { get; } = usesInput;

    public sealed override FeelValue Evaluate(Scope scope, Evaluation run) =>
        scope.TryGet("?", out var input) ? Test(input, scope, run) : run.Fail("A test needs an input value.");

    public abstract FeelValue Test(FeelValue input, Scope scope, Evaluation run);
}

/// <summary>A comparison with its left side left out, such as <c>&lt; 5</c>.</summary>
internal sealed class ComparisonTest(Comparison comparison, Node operand, bool usesInput) : UnaryTest(operand, usesInput)
{
    public override FeelValue Test(FeelValue input, Scope scope, Evaluation run) =>
        CompareNode.Apply(comparison, input, Operand.Evaluate(scope, run), run);

    public override void Print(StringBuilder text)
    {
        text.Append(CompareNode.Sign(comparison)).Append(' ');
        PrintPart(text, Operand);
    }
}

/// <summary>An expression: a condition on <c>?</c>, a value to be equal to, a range or list to be in.</summary>
internal sealed class ValueTest(Node operand, bool usesInput) : UnaryTest(operand, usesInput)
{
    public override FeelValue Test(FeelValue input, Scope scope, Evaluation run)
    {
        var value = Operand.Evaluate(scope, run);
        // A bare ? is no condition but the input itself, to which the input is always equal.
        if (UsesInput && value is FeelBoolean && Operand is not NameNode { Name: "?" })
        {
            return value;
        }

        // A range that cannot be made says nothing about the input; it is not the value null, to which the input could be equal.
        if (value is FeelNull && Operand is RangeNode)
        {
            return value;
        }

        run.Spend(value.Weight);
        return FeelOperators.Matches(input, value) is { } match
            ? FeelBoolean.Of(match)
            : run.Fail($"A {input.TypeName} cannot be tested against a {value.TypeName}.");
    }

    public override void Print(StringBuilder text) => PrintPart(text, Operand);
}

/// <summary>Several tests: true when one holds; optionally turned round by <c>not(…)</c>.</summary>
internal sealed class AnyTest(UnaryTest[] tests, bool negated) : UnaryTest(new ListNode(tests), tests.Any(t => t.UsesInput))
{
    public override FeelValue Test(FeelValue input, Scope scope, Evaluation run)
    {
        var unknown = tests.Length > 0;
        foreach (var test in tests)
        {
            var value = test.Test(input, scope, run);
            if (ReferenceEquals(value, FeelBoolean.True))
            {
                return FeelBoolean.Of(!negated);
            }

            unknown &= value is not FeelBoolean;
        }

        return unknown ? FeelNull.Value : FeelBoolean.Of(negated);
    }

    public override void Print(StringBuilder text)
    {
        text.Append(negated ? "not(" : "(");
        PrintAll(text, tests);
        text.Append(')');
    }
}

/// <summary>The dash of a decision table: always true.</summary>
internal sealed class AnythingTest() : UnaryTest(new LiteralNode(FeelNull.Value), usesInput: false)
{
    public override FeelValue Test(FeelValue input, Scope scope, Evaluation run) => FeelBoolean.True;

    public override void Print(StringBuilder text) => text.Append('-');
}

/// <summary><c>value in test</c>; the value is also known as <c>?</c> inside the test.</summary>
internal sealed class InNode(Node value, UnaryTest test) : Node(value, test)
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var input = value.Evaluate(scope, run);
        return test.Test(input, test.UsesInput ? new LocalScope("?", input, scope) : scope, run);
    }

    public override void Print(StringBuilder text)
    {
        PrintPart(text, value);
        text.Append(" in ");
        test.Print(text);
    }
}
