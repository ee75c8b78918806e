namespace Signaalketen.Engine.Expressions;

/// <summary>One test of an input value, which is known as <c>?</c>.</summary>
internal abstract class UnaryTest(Node operand) : Node(operand)
{
    protected Node Operand { get; } = operand;

    public sealed override FeelValue Evaluate(Scope scope, Evaluation run) =>
        scope.TryGet("?", out var input) ? Test(input, scope, run) : run.Fail("A test needs an input value.");

    public abstract FeelValue Test(FeelValue input, Scope scope, Evaluation run);
}

/// <summary>A comparison with its left side left out, such as <c>&lt; 5</c>.</summary>
internal sealed class ComparisonTest(Comparison comparison, Node operand) : UnaryTest(operand)
{
    public override FeelValue Test(FeelValue input, Scope scope, Evaluation run) =>
        CompareNode.Apply(comparison, input, Operand.Evaluate(scope, run), run);
}

/// <summary>An expression: a condition on <c>?</c>, a value to be equal to, a range or list to be in.</summary>
internal sealed class ValueTest(Node operand, bool usesInput) : UnaryTest(operand)
{
    public override FeelValue Test(FeelValue input, Scope scope, Evaluation run)
    {
        var value = Operand.Evaluate(scope, run);
        if (usesInput && value is FeelBoolean)
        {
            return value;
        }

        run.Spend(value.Weight);
        var match = FeelOperators.Matches(input, value);
        if (match is null && value is FeelBoolean && input is not FeelNull)
        {
            return value;
        }

        return match is { } known ? FeelBoolean.Of(known) : run.Fail($"A {input.TypeName} cannot be tested against a {value.TypeName}.");
    }
}

/// <summary>Several tests: true when one holds; optionally turned round by <c>not(…)</c>.</summary>
internal sealed class AnyTest(IReadOnlyList<UnaryTest> tests, bool negated) : UnaryTest(new ListNode(tests))
{
    public override FeelValue Test(FeelValue input, Scope scope, Evaluation run)
    {
        var unknown = tests.Count > 0;
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
}

/// <summary>The dash of a decision table: always true.</summary>
internal sealed class AnythingTest() : UnaryTest(new LiteralNode(FeelNull.Value))
{
    public override FeelValue Test(FeelValue input, Scope scope, Evaluation run) => FeelBoolean.True;
}

/// <summary><c>value in test</c>; the value is also known as <c>?</c> inside the test.</summary>
internal sealed class InNode(Node value, UnaryTest test) : Node(value, test)
{
    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var input = value.Evaluate(scope, run);
        return test.Test(input, new LocalScope("?", input, scope), run);
    }
}
