using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Tests;

public sealed class StatementRunsTests
{
    [Fact]
    public void Equal_statements_of_steps_stand_together() => Assert.Equal("aa bbb c dd", Runs("abd", "bbcd", "a"));

    [Fact]
    public void A_statement_waits_for_the_steps_that_come_to_it_later() => Assert.Equal("x y aa z", Runs("az", "xya"));

    [Fact]
    public void Steps_that_wait_for_each_other_still_end() => Assert.Equal("a bb a", Runs("ab", "ba"));

    [Fact]
    public void A_statement_that_means_something_else_when_it_misses_is_another_statement()
    {
        var runs = StatementRuns.Of([[RowWrite.Of("a")], [RowWrite.Of("a", Missed.Lost)]]);
        Assert.Equal([1, 1], runs.Select(run => run.Count));
    }

    [Fact]
    public void Every_step_keeps_its_order_and_nothing_is_lost()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var dice = new Random(seed);
            var steps = Enumerable.Range(0, dice.Next(1, 9)).Select(_ => Enumerable.Range(0, dice.Next(0, 7)).Select(_ => RowWrite.Of("abcde"[dice.Next(5)].ToString())).ToArray()).ToArray();
            var told = StatementRuns.Of(steps).SelectMany(run => run).ToList();
            Assert.Equal(steps.Sum(step => step.Length), told.Count);
            foreach (var step in steps)
                Assert.True(step.SequenceEqual(told.Where(one => step.Any(own => ReferenceEquals(own, one))), ReferenceEqualityComparer.Instance), $"seed {seed}");
        }
    }

    private static string Runs(params string[] steps) =>
        string.Join(' ', StatementRuns.Of([.. steps.Select(step => step.Select(letter => RowWrite.Of(letter.ToString())).ToArray())]).Select(run => string.Concat(run.Select(one => one.Sql))));
}
