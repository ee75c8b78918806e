using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Casework.Tests.Workflows;

/// <summary>The table of terms that ships with the chain, and that a municipality edits.</summary>
public sealed class TermsTableTests
{
    private static readonly DecisionDefinition Table = Read();

    public static TheoryData<string> Steps() => [.. TermRules.Decided(WorkflowFiles.Chain).Select(step => step.Element)];

    [Fact]
    public void Every_term_of_the_chain_asks_the_table()
    {
        var terms = WorkflowFiles.Xml.Split("<sk:term ").Length - 1;
        Assert.Equal(terms, TermRules.Decided(WorkflowFiles.Chain).Count());
        Assert.All(TermRules.Decided(WorkflowFiles.Chain), step => Assert.Equal(Table.Entry.Id, step.Rule.Decision));
        Assert.Empty(DecisionFiles.Unknown([WorkflowFiles.Chain], [Table]));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void As_shipped_the_table_says_what_is_drawn(string element)
    {
        var (_, rule, ladder) = TermRules.Decided(WorkflowFiles.Chain).Single(step => step.Element == element);
        var choice = TermChoice.Of(Ask(element, "no"), rule, ladder, WorkflowFiles.Chain.Ladders, out var error);
        Assert.True(choice is not null, error);
        Assert.Equal((rule.Term, ladder), (choice.Term, choice.Ladder));
    }

    [Theory]
    [InlineData("holdConference", "10 wd", "2 wd")]
    [InlineData("planConference", "10 wd", "2 wd")]
    [InlineData("assess", "5 wd", "5 wd")]
    public void After_acute_danger_a_conference_is_due_sooner(string step, string term, string urgent)
    {
        Assert.Equal(term, Term(step, "no"));
        Assert.Equal(urgent, Term(step, "yes"));
    }

    [Fact]
    public void The_table_asks_nothing_about_a_person() => Assert.Equal(["step", "acute"], Table.Entry.Inputs.Select(input => input.Name));

    private static string Term(string step, string acute) =>
        Ask(step, acute) is FeelContext context && context.TryGet("term", out var term) && term is FeelString text ? text.Value : "none";

    private static FeelValue Ask(string step, string acute)
    {
        var answer = Table.Evaluate(
            new([new("step", new FeelString(step)), new("acute", new FeelString(acute))]), new(DateTimeOffset.UnixEpoch, "Europe/Amsterdam", FeelLimits.Default));
        Assert.Empty(answer.Diagnostics);
        return answer.Value;
    }

    private static DecisionDefinition Read()
    {
        var problems = new List<Problem>();
        var decisions = DecisionFiles.Read([WorkflowFiles.Terms], 1, null, problems);
        Assert.Empty(problems);
        return Assert.Single(decisions);
    }
}
