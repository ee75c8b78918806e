using System.Text.RegularExpressions;
using Signaalketen.Engine.Model;

namespace Signaalketen.House.Tests;

/// <summary>Whoever is refused is told what to do, in Dutch and in English.</summary>
public sealed partial class RuleTests
{
    [Fact]
    public void Every_rule_that_a_problem_names_is_in_the_catalogue()
    {
        var named = House.Files("src", "*.cs").Where(file => Path.GetFileName(file) != "RuleCatalog.cs")
            .SelectMany(file => Ids().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct(StringComparer.Ordinal).ToArray();
        Assert.InRange(named.Length, 60, 500);
        Assert.Empty(named.Where(id => RuleCatalog.Find(id) is null));
    }

    [Fact]
    public void Every_rule_says_what_to_do_in_two_languages()
    {
        Assert.All(RuleCatalog.All, rule =>
        {
            Assert.True(IsSentence(rule.Repair), $"{rule.Id}: {rule.Repair}");
            Assert.True(IsSentence(rule.RepairNl), $"{rule.Id}: {rule.RepairNl}");
            Assert.NotEqual(rule.Repair, rule.RepairNl);
        });
        Assert.Equal(RuleCatalog.All.Select(rule => rule.Id).Order(StringComparer.Ordinal), RuleCatalog.All.Select(rule => rule.Id));
    }

    private static bool IsSentence(string text) => text.Length > 12 && char.IsUpper(text[0]) && text[^1] == '.' && text.Contains(' ', StringComparison.Ordinal);

    // Two rules are written with the name of their element in them: sk:input and sk:output.
    [GeneratedRegex("""
        "((?:bpmn|dmn|sk|xml|feel|verify|form|task|import)\.[a-z]+(?:-[a-z]+)*)"[\s,]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Ids();
}
