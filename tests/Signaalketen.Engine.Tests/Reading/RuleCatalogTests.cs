using System.Text.RegularExpressions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Tests.Reading;

/// <summary>Whoever is refused is told what to do, in Dutch and in English.</summary>
public sealed partial class RuleCatalogTests
{
    // Written with the name of their element in them.
    private static readonly string[] Composed = ["sk.input-incomplete", "sk.output-incomplete"];

    [Fact]
    public void The_catalogue_holds_every_rule_that_a_problem_names_and_no_other()
    {
        var named = Sources().SelectMany(file => Ids().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Concat(Composed).Distinct(StringComparer.Ordinal);
        Assert.Equal(named.Order(StringComparer.Ordinal), RuleCatalog.All.Select(rule => rule.Id));
        Assert.InRange(RuleCatalog.All.Count, 60, 500);
    }

    [Fact]
    public void Every_rule_says_what_to_do_in_two_languages() => Assert.All(RuleCatalog.All, rule =>
    {
        Assert.True(IsSentence(rule.Repair), $"{rule.Id}: {rule.Repair}");
        Assert.True(IsSentence(rule.RepairNl), $"{rule.Id}: {rule.RepairNl}");
        Assert.NotEqual(rule.Repair, rule.RepairNl);
        Assert.Same(rule, RuleCatalog.Find(rule.Id));
    });

    private static bool IsSentence(string text) => text.Length > 12 && char.IsUpper(text[0]) && text[^1] == '.' && text.Contains(' ', StringComparison.Ordinal);

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "RuleCatalog.cs" && !Path.GetRelativePath(Checkout.Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "node_modules"));

    [GeneratedRegex("""
        "((?:bpmn|dmn|sk|xml|feel|verify|form|task|import)\.[a-z]+(?:-[a-z]+)*)"[\s,]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Ids();
}
