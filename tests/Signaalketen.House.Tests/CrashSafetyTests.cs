using System.Text.RegularExpressions;

namespace Signaalketen.House.Tests;

/// <summary>The rules of crash safety for an engine over SQL, R1 to R20. Each has tests of its own: <c>dotnet test --filter Rule=R7</c> runs them.</summary>
public sealed partial class CrashSafetyTests
{
    [Fact]
    public void Every_rule_of_crash_safety_has_a_test_that_names_it()
    {
        var named = House.Files("tests", "*.cs").SelectMany(file => Tags().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Enumerable.Range(1, 20).Select(number => $"R{number}").Except(named));
    }

    // The tag of a method that is a test: other tags may stand between them.
    [GeneratedRegex("""\[(?:Fact|Theory|StoreFact)\](?:\s*\[[^\n]*\])*?\s*\[Trait\("Rule", "(R\d+)"\)\]""")]
    private static partial Regex Tags();
}
