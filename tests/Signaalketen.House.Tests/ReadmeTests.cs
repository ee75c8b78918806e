using System.Text.RegularExpressions;

namespace Signaalketen.House.Tests;

/// <summary>The README is short and true.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(House.Root, "README.md"));

    [Fact]
    public void It_gives_the_two_commands()
    {
        Assert.Contains("dotnet run --project src/Signaalketen.Web", Readme, StringComparison.Ordinal);
        Assert.Contains("dotnet test", Readme, StringComparison.Ordinal);
        Assert.Contains("dotnet test", File.ReadAllText(Path.Combine(House.Root, ".ci", "run")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_fits_on_a_few_screens() => Assert.InRange(Readme.Split('\n').Length, 30, 120);

    [Fact]
    public void Every_file_it_points_to_exists_and_every_picture_has_a_text()
    {
        foreach (Match link in Links().Matches(Readme))
        {
            var target = link.Groups["target"].Value;
            if (target.StartsWith("http", StringComparison.Ordinal) || target.StartsWith('#'))
                continue;
            Assert.True(Path.Exists(Path.Combine(House.Root, target)), $"README points to {target}, which is not there.");
            if (link.Value.StartsWith('!'))
                Assert.True(link.Groups["text"].Length > 15, $"The picture {target} has no text that says what it shows.");
        }
    }

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();
}
