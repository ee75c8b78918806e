using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Engine.Tests;

/// <summary>One scenario or more for every element and event definition, in the words of the command line.</summary>
public class ScenarioTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Scenarios");

    public static TheoryData<string, bool> Files()
    {
        var data = new TheoryData<string, bool>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetRelativePath(Folder, file), false);
            data.Add(Path.GetRelativePath(Folder, file), true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Scenario_holds_with_and_without_its_states_written_and_read_between_steps(string file, bool roundTrip)
    {
        var path = Path.Combine(Folder, file);
        var story = new List<string>();
        var outcome = Scenario.Run(File.ReadAllText(path), model => File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, model)), roundTrip, story.Add);
        Assert.True(outcome.Failure is null, $"{outcome.Failure}\n{string.Join('\n', story)}");
    }

    [Fact]
    public void Every_element_and_event_definition_has_a_scenario() =>
        Assert.Empty(ElementCatalog.Tags.Concat(EventDefinitionCatalog.Tags).Where(tag => !Directory.Exists(Path.Combine(Folder, tag))));

    [Fact]
    public void Every_rule_that_other_engines_get_wrong_has_scenarios()
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Folder, "rules"), "*.json").Select(file => Path.GetFileName(file))];
        Assert.Empty(Enumerable.Range(1, 8).Where(rule => !files.Any(file => file.StartsWith($"rule-{rule}-", StringComparison.Ordinal))));
        Assert.Empty(files.Where(file => !file.StartsWith("rule-", StringComparison.Ordinal)));
    }
}
