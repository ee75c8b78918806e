using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

public class AllocationTests
{
    private static readonly DictionaryFeelScope Scope = new([new("outcome", new FeelString("akkoord")), new("urgency", new FeelString("acuut")), new("age", FeelNumber.From(12))]);

    [Theory]
    [InlineData("outcome = \"akkoord\" and urgency in [\"hoog\", \"acuut\"]")]
    [InlineData("outcome != \"afgewezen\" or age >= 18")]
    [InlineData("age in [12..18) and urgency in (\"hoog\", \"acuut\")")]
    [InlineData("if age between 4 and 12 then true else false")]
    public void A_condition_costs_no_memory_worth_naming(string text)
    {
        var expression = Given.Parsed(text);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(FeelBoolean.True, expression.Evaluate(Scope, Given.Environment).Value);
        }

        const int rounds = 1_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < rounds; i++)
        {
            expression.Evaluate(Scope, Given.Environment);
        }

        // The answer, the run and the view on the variables; nothing per node.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / rounds, 0, 200);
    }
}
